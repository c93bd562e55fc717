# Generated from spec/schemas/webhooks.yaml#/ConnectedAccount. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, date_time, model_reader

if TYPE_CHECKING:
    from .connected_app import ConnectedApp


class ConnectedAccount(Model):
    """The account, as a webhook sends it. Webhooks never contain credentials."""

    __slots__ = ()

    id: str
    """Id of the account (`apn_...`)."""

    name: str | None = None
    """Name of the account at the app."""

    external_id: str | None = None
    """Your own id of the user."""

    healthy: bool | None = None
    """Whether the credentials work."""

    dead: bool | None = None
    """Whether the credentials stopped working permanently."""

    app: ConnectedApp | None = None
    """The app of the account, as a webhook sends it. It is like any other app, except for two fields whose form
    has changed."""

    created_at: datetime | None = None
    """When the account was connected."""

    updated_at: datetime | None = None
    """When the account was last changed."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "id": Field("id"),
        "name": Field("name"),
        "external_id": Field("external_id"),
        "healthy": Field("healthy"),
        "dead": Field("dead"),
        "app": Field("app", model_reader("ConnectedApp")),
        "created_at": Field("created_at", date_time),
        "updated_at": Field("updated_at", date_time),
    }
