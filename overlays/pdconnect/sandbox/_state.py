"""What the sandbox remembers: the project's tokens, and a walled-off place per environment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pdconnect.sandbox._ids import Ids
from pdconnect.sandbox._registry import Registry
from pdconnect.sandbox._tables import Stores, Table
from pdconnect.sandbox._types import ENVIRONMENTS, JsonObject, as_list, as_object


@dataclass(frozen=True)
class Settings:
    """What a sandbox is started with and never changes."""

    project_id: str
    project_name: str
    client_id: str
    client_secret: str = field(repr=False)
    token_lifetime: int
    seed: int


@dataclass(frozen=True)
class Account:
    """A connected account."""

    id: str
    app_slug: str
    oauth_app_id: str | None
    external_user_id: str
    name: str | None
    credentials: JsonObject = field(repr=False)
    created_at: float


@dataclass(frozen=True)
class Trigger:
    """A deployed trigger: its wire form, and what the wire does not show."""

    id: str
    emitter_type: str
    external_user_id: str
    account_ids: frozenset[str]
    wire: JsonObject
    webhook_url: str | None
    signing_key: str | None = field(repr=False)


@dataclass(frozen=True)
class DynamicProps:
    """The outcome of one reload, which later calls name by its id."""

    component_key: str
    external_user_id: str
    props: list[JsonObject]


@dataclass(frozen=True)
class AccessToken:
    """What an access token is good for, and until when."""

    expires_at: float
    scopes: tuple[str, ...]


@dataclass
class ConnectToken:
    """A Connect token; connecting an account spends it for connecting, not for calling the API."""

    token: str = field(repr=False)
    environment: str
    external_user_id: str
    expires_at: float
    scopes: tuple[str, ...]
    request: JsonObject
    spent: bool = False


@dataclass
class Place:
    """One environment of the project. Nothing in it can be seen from the other."""

    environment: str
    accounts: Table[Account] = field(default_factory=Table[Account])
    triggers: Table[Trigger] = field(default_factory=Table[Trigger])
    users: dict[str, str] = field(default_factory=dict[str, str])
    dynamic_props: dict[str, DynamicProps] = field(default_factory=dict[str, DynamicProps])
    stores: Stores = field(default_factory=Stores)

    def remove_account(self, account_id: str) -> bool:
        """Remove an account and the deployed triggers that use it; False where there is none."""
        for trigger in self.triggers:
            if account_id in trigger.account_ids:
                self.triggers.remove(trigger.id)
        return self.accounts.remove(account_id)

    def remove_user(self, external_user_id: str) -> bool:
        """Remove an end user with all that is theirs; False where there is none."""
        for account in self.accounts:
            if account.external_user_id == external_user_id:
                self.remove_account(account.id)
        for trigger in self.triggers:
            if trigger.external_user_id == external_user_id:
                self.triggers.remove(trigger.id)
        return self.users.pop(external_user_id, None) is not None


@dataclass
class State:
    """Everything that one sandbox holds."""

    settings: Settings
    clock: Callable[[], float]
    ids: Ids
    registry: Registry
    known_scopes: frozenset[str]
    places: dict[str, Place] = field(default_factory=lambda: {name: Place(name) for name in ENVIRONMENTS})
    access_tokens: dict[str, AccessToken] = field(default_factory=dict[str, AccessToken], repr=False)
    connect_tokens: dict[str, ConnectToken] = field(default_factory=dict[str, ConnectToken], repr=False)
    secrets: set[str] = field(default_factory=set[str], repr=False)

    def user_id(self, place: Place, external_user_id: str) -> str:
        """Return the service's own id of an end user, who comes to be by being named."""
        if external_user_id not in place.users:
            place.users[external_user_id] = self.ids.mint("exu")
        return place.users[external_user_id]

    def keep_secret(self, value: Any) -> None:
        """Remember every text in a value that came from outside, so that the ledger hides it."""
        if isinstance(value, str) and value:
            self.secrets.add(value)
        for part in [*(as_object(value) or {}).values(), *(as_list(value) or [])]:
            self.keep_secret(part)
