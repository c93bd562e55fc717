"""The things the sandbox remembers, one class each. What they are on the wire is told elsewhere."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Any

from ..apps import Component
from ..persistence.codec import APART
from ..wire.types import JsonObject
from .timers import Timer
from .webhooks import Webhook

EVENTS_KEPT = 100


@dataclass(frozen=True)
class User:
    """An external user; `id` is the service's own id of them."""

    id: str
    external_id: str
    created_at: float


@dataclass(frozen=True, slots=True)
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


@dataclass
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
    events: deque[JsonObject] = field(default_factory=_events, repr=False, metadata=APART)
    webhooks: list[Webhook] = field(default_factory=list[Webhook])
    workflow_ids: list[str] = field(default_factory=list[str])
    timer: Timer | None = None
    service_db: JsonObject = field(default_factory=dict[str, Any], repr=False)

    @property
    def emitter_type(self) -> str:
        """The kind that lists can be narrowed to."""
        return self.component.native or "source"


@dataclass(frozen=True)
class DynamicProps:
    """The outcome of one reload, which later calls name by its id."""

    component_key: str
    external_user_id: str
    props: list[JsonObject]


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class AppOverride:
    """Custom fields of an app, filled in beforehand."""

    id: str
    app_slug: str
    name: str
    oauth_app_id: str | None
    cfmap: JsonObject
    created_at: float
    updated_at: float
