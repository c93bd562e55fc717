# Generated from spec/schemas/webhooks.yaml#/WebhookDeliveryBackend. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ..model import OpenEnum


class WebhookDeliveryBackend(OpenEnum):
    """Internal system of the service that delivers; the meaning of the names is not documented. Other values are
    possible."""

    JVM = "jvm"
    VALKEY = "valkey"
