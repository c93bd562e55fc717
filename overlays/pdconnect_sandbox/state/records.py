"""The records of a state. Handlers and connect/serialize.py convert them to the formats of the API."""

from __future__ import annotations

from collections import deque
from typing import Any

from attrs import define, field, frozen

from ..apps import Component
from ..wire.types import JsonObject
from .timers import Timer
from .webhooks import Webhook

MAX_EVENTS = 100


@frozen
class User:
    """An external user; `id` is the id that the service assigns."""

    id: str
    external_id: str
    created_at: float


@frozen
class Account:
    """A connected account. A revoked account works only after it is connected again."""

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
    authorized_scopes: tuple[str, ...] | None = None


_WIRE_TYPES = {
    "source": "DeployedComponent",
    "http": "HttpInterface",
    "timer": "TimerInterface",
    "email": "EmailInterface",
}


def _events() -> deque[JsonObject]:
    return deque(maxlen=MAX_EVENTS)


@define
class Trigger:
    """A deployed trigger: what the API shows, and what it does not show.

    `timer` is None for a trigger without a timer. `service_db` holds the data of its `$.service.db`.
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

    def __attrs_post_init__(self) -> None:
        # State files written before December 2026 lack it.
        self.wire.setdefault("type", _WIRE_TYPES[self.emitter_type])

    @property
    def emitter_type(self) -> str:
        """The type by which lists can be filtered."""
        return self.component.native or "source"


@frozen
class DynamicProps:
    """The props of one reload, which later requests name by its id."""

    component_key: str
    external_user_id: str
    props: list[JsonObject]


@frozen
class OAuthApp:
    """An OAuth client that a developer has added."""

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
    """Preset values of the custom fields of an app."""

    id: str
    app_slug: str
    name: str
    oauth_app_id: str | None
    cfmap: JsonObject
    created_at: float
    updated_at: float
