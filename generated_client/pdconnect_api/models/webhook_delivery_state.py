# Generated from spec/schemas/webhooks.yaml#/WebhookDeliveryState. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, open_enum

if TYPE_CHECKING:
    from .webhook_delivery_stage import WebhookDeliveryStage


class WebhookDeliveryState(Model):
    """How well deliveries to a webhook go. One that fails is throttled first and switched off in the end."""

    __slots__ = ()

    state: WebhookDeliveryStage
    """Stage of delivery, from all well to switched off. Other values may come."""

    since: int | None = None
    """Since when it is at this stage, in unix seconds."""

    last_error: str | None = None
    """What went wrong last."""

    consecutive_failures: int | None = None
    """Failures since the last delivery that went well."""

    sheds: int | None = None
    """Believed to be the events that were dropped instead of posted."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "state": Field("state", open_enum("WebhookDeliveryStage")),
        "since": Field("since"),
        "last_error": Field("last_error"),
        "consecutive_failures": Field("consecutive_failures"),
        "sheds": Field("sheds"),
    }
