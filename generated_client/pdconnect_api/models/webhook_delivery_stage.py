# Generated from spec/schemas/webhooks.yaml#/WebhookDeliveryStage. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ..model import OpenEnum


class WebhookDeliveryStage(OpenEnum):
    """Stage of delivery, from normal to switched off. Other values are possible."""

    HAPPY = "happy"
    PENALTY = "penalty"
    LIFE_SUPPORT = "life_support"
    DEACTIVATED = "deactivated"
