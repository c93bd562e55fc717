# Generated from spec/schemas/webhooks.yaml#/Webhook. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, one, open_enum

if TYPE_CHECKING:
    from .webhook_delivery_backend import WebhookDeliveryBackend
    from .webhook_delivery_state import WebhookDeliveryState


class Webhook(Model):
    """An address that events are posted to. One schema for the webhooks of deployed triggers and that of a project
    environment; which of the optional fields come depends on both and on the caller."""

    __slots__ = ()

    id: str
    """Id of the webhook."""

    url: str
    """The address."""

    signing_key_set: bool | None = None
    """Whether the requests are signed."""

    signing_key: str | None = None
    """Key that the requests are signed with, to be used as the text it is. For callers with OAuth only, and not in
    the answer to an update."""

    active: bool | None = None
    """Whether anything is posted."""

    created_at: int | None = None
    """When it was made, in unix seconds."""

    updated_at: int | None = None
    """When it was last changed, in unix seconds."""

    delivery_backend: WebhookDeliveryBackend | None = None
    """Which machinery of the service delivers."""

    delivery_state: WebhookDeliveryState | None = None
    """How well deliveries go."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "id": Field("id"),
        "url": Field("url"),
        "signing_key_set": Field("signing_key_set"),
        "signing_key": Field("signing_key", secret=True),
        "active": Field("active"),
        "created_at": Field("created_at"),
        "updated_at": Field("updated_at"),
        "delivery_backend": Field("delivery_backend", open_enum("WebhookDeliveryBackend")),
        "delivery_state": Field("delivery_state", one("WebhookDeliveryState")),
    }
