# Generated from spec/schemas/webhooks.yaml#/WebhookDeliveryState. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, open_enum

if TYPE_CHECKING:
    from .webhook_delivery_stage import WebhookDeliveryStage


class WebhookDeliveryState(Model):
    """State of the deliveries to a webhook. A webhook that fails is throttled first and finally switched off."""

    __slots__ = ()

    state: WebhookDeliveryStage
    """Stage of delivery, from normal to switched off. Other values are possible."""

    since: int | None = None
    """When this stage began, in Unix seconds."""

    last_error: str | None = None
    """The last error."""

    consecutive_failures: int | None = None
    """Failures since the last successful delivery."""

    sheds: int | None = None
    """Believed to be the number of events that were dropped instead of posted."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "state": Field("state", open_enum("WebhookDeliveryStage")),
        "since": Field("since"),
        "last_error": Field("last_error"),
        "consecutive_failures": Field("consecutive_failures"),
        "sheds": Field("sheds"),
    }
