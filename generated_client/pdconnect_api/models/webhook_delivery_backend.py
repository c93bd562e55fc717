# Generated from spec/schemas/webhooks.yaml#/WebhookDeliveryBackend. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ..model import OpenEnum


class WebhookDeliveryBackend(OpenEnum):
    """Machinery of the service that delivers; the names are told without a meaning. Other values may come."""

    JVM = "jvm"
    VALKEY = "valkey"
