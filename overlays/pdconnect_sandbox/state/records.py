"""The things the sandbox remembers, one class each. What they are on the wire is told elsewhere."""

from __future__ import annotations

from collections import deque
from typing import Any

from attrs import define, field, frozen

from ..apps import Component
from ..wire.types import JsonObject
from .timers import Timer
from .webhooks import Webhook

EVENTS_KEPT = 100


@frozen
class User:
    """An external user; `id` is the service's own id of them."""

    id: str
    external_id: str
    created_at: float


@frozen
class Account:
    """A connected account. Once it is dead, only connecting it again brings it back to life."""

    id: str
    app_slug: str
    oauth_app_id: str | None
    external_user_id: str
    name: str | None
    credentials: JsonObject = field(repr=False)
    created_at: float
    updated_at: float
    revoked_at: float | None = None
    error: str | None = None


def _events() -> deque[JsonObject]:
    return deque(maxlen=EVENTS_KEPT)


@define
class Trigger:
    """A deployed trigger: its wire form, and what the wire does not show.

    `timer` is there where it has one; `service_db` is the data in its `$.service.db`.
    """

    id: str
    component: Component
    external_user_id: str
    account_ids: frozenset[str]
    wire: JsonObject
    active: bool = True
    emitted_count: int = 0
    events: deque[JsonObject] = field(factory=_events, repr=False)
    webhooks: list[Webhook] = field(factory=list[Webhook])
    workflow_ids: list[str] = field(factory=list[str])
    timer: Timer | None = None
    service_db: JsonObject = field(factory=dict[str, Any], repr=False)

    @property
    def emitter_type(self) -> str:
        """The kind that lists can be narrowed to."""
        return self.component.native or "source"


@frozen
class DynamicProps:
    """The outcome of one reload, which later calls name by its id."""

    component_key: str
    external_user_id: str
    props: list[JsonObject]


@frozen
class OAuthApp:
    """An OAuth client of one's own."""

    id: str
    app_slug: str
    client_id: str | None
    name: str | None
    description: str | None
    scopes: list[str] | None
    additional_scopes: list[str] | None
    created_at: float
    updated_at: float


@frozen
class AppOverride:
    """Custom fields of an app, filled in beforehand."""

    id: str
    app_slug: str
    name: str
    oauth_app_id: str | None
    cfmap: JsonObject
    created_at: float
    updated_at: float
