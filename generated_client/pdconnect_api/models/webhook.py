# Generated from spec/schemas/webhooks.yaml#/Webhook. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, model_reader, open_enum

if TYPE_CHECKING:
    from .webhook_delivery_backend import WebhookDeliveryBackend
    from .webhook_delivery_state import WebhookDeliveryState


class Webhook(Model):
    """A URL that events are posted to. One schema for the webhooks of deployed triggers and for the webhook of a
    project environment; which optional fields are present depends on both and on the caller."""

    __slots__ = ()

    id: str
    """Id of the webhook."""

    url: str
    """The URL."""

    signing_key_set: bool | None = None
    """Whether the requests are signed."""

    signing_key: str | None = None
    """Key that the requests are signed with: 64 hexadecimal digits, to be used as a string, without decoding. Only
    for callers with OAuth. Setting the webhook of a project environment returns it if there was none before,
    but not if only the URL changes."""

    active: bool | None = None
    """Whether events are posted."""

    created_at: int | None = None
    """When it was created, in Unix seconds."""

    updated_at: int | None = None
    """When it was last changed, in Unix seconds."""

    delivery_backend: WebhookDeliveryBackend | None = None
    """Internal system of the service that delivers."""

    delivery_state: WebhookDeliveryState | None = None
    """State of the deliveries."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "id": Field("id"),
        "url": Field("url"),
        "signing_key_set": Field("signing_key_set"),
        "signing_key": Field("signing_key", secret=True),
        "active": Field("active"),
        "created_at": Field("created_at"),
        "updated_at": Field("updated_at"),
        "delivery_backend": Field("delivery_backend", open_enum("WebhookDeliveryBackend")),
        "delivery_state": Field("delivery_state", model_reader("WebhookDeliveryState")),
    }
