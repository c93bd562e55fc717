"""The collections of a state, in the order in which they are saved and restored. The order of the records is significant too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, MutableMapping
from typing import Any, Generic, TypeVar

from attrs import frozen

from ..apps import STORE_TYPES
from ..state.budget import Budget
from ..state.file_stash import Stash, Ticket
from ..state.projects import Environment, Project
from ..state.records import Account, AppOverride, DynamicProps, OAuthApp, Trigger, User
from ..state.state import AccessToken, ConnectToken, State
from ..state.tables import Table
from ..state.webhooks import Webhook
from ..wire.types import JsonObject

T = TypeVar("T")

_FORMER_STORE_NAMES = {
    "pdconnect.sandbox._registry._database.Databases": "postgresql.databases",
    "pdconnect.sandbox._registry.data_stores.Records": "data_stores.records",
    "pdconnect.sandbox._registry.gitlab_issues.Issues": "gitlab.issues",
    "pdconnect.sandbox._registry.google_sheets_data.Books": "google_sheets.spreadsheets",
    "pdconnect.sandbox._registry.slack.Messages": "slack.messages",
    "pdconnect.sandbox._registry.zendesk.Tickets": "zendesk.tickets",
}
"""State files written before November 2026 name a store by the module and class that held it."""


@frozen
class Collection(Generic[T]):
    """Records of one kind with one owner: a project, an environment, a trigger or a file stash.

    `type_of` returns the type of the record with a key. `immutable` says that a record is replaced instead of changed,
    so the same object is not written a second time.
    """

    kind: str
    owner: str
    type_of: Callable[[str], Any]
    entries: Callable[[], Iterable[tuple[str, T | None]]]
    put: Callable[[str, T | None], None]
    immutable: bool = True


def project_collection(state: State) -> Collection[Project]:
    """Return the collection of the projects, which own those of all other collections."""
    return _table("project", "", Project, state.projects, immutable=False)


def other_collections(state: State) -> Iterator[Collection[Any]]:
    """Return all other collections. A collection comes after the one that holds its owner."""
    for project in state.projects:
        yield _table("oauth_app", project.id, OAuthApp, project.oauth_apps)
        yield _table("app_override", project.id, AppOverride, project.app_overrides)
        for environment in project.environments.values():
            yield from _of_environment(environment)
    yield _mapping("access_token", "", AccessToken, state.access_tokens)
    yield _mapping("connect_token", "", ConnectToken, state.connect_tokens, immutable=False)
    yield _mapping("budget", "", Budget, state.budgets, immutable=False)
    yield _mapping("ticket", "", Ticket, state.tickets)
    yield _credits(state)
    yield _secrets(state)


def _of_environment(environment: Environment) -> Iterator[Collection[Any]]:
    owner = f"{environment.project.id}/{environment.name}"
    yield _users(owner, environment)
    yield _table("account", owner, Account, environment.accounts)
    yield _table("trigger", owner, Trigger, environment.triggers, immutable=False)
    for trigger in environment.triggers:
        yield _events(f"{owner}/{trigger.id}", trigger)
    yield _mapping("dynamic_props", owner, DynamicProps, environment.dynamic_props)
    yield _mapping("stash", owner, Stash, environment.stashes, immutable=False)
    for stash in environment.stashes.values():
        yield _mapping("file", f"{owner}/{stash.id}", bytes, stash.files)
    yield _webhook(owner, environment)
    yield _stores(owner, environment)


def _always(record_type: Any) -> Callable[[str], Any]:
    return lambda key: record_type


def _table(kind: str, owner: str, record_type: type[T], table: Table[T], *, immutable: bool = True) -> Collection[T]:
    return Collection(kind, owner, _always(record_type), table.entries, table.restore, immutable)


def _mapping(
    kind: str, owner: str, record_type: type[T], mapping: MutableMapping[str, T], *, immutable: bool = True
) -> Collection[T]:
    def put(key: str, record: T | None) -> None:
        if record is not None:
            mapping[key] = record

    return Collection(kind, owner, _always(record_type), mapping.items, put, immutable)


def _users(owner: str, environment: Environment) -> Collection[User]:
    def put(key: str, user: User | None) -> None:
        environment.users.restore(key, user)
        if user is not None:
            environment.user_ids[user.external_id] = user.id

    return Collection("user", owner, _always(User), environment.users.entries, put)


def _events(owner: str, trigger: Trigger) -> Collection[JsonObject]:
    def entries() -> Iterator[tuple[str, JsonObject]]:
        return ((event["id"], event) for event in reversed(trigger.events))

    def put(key: str, event: JsonObject | None) -> None:
        if event is not None:
            trigger.events.appendleft(event)

    return Collection("event", owner, _always(Any), entries, put)


def _webhook(owner: str, environment: Environment) -> Collection[Webhook]:
    def entries() -> Iterator[tuple[str, Webhook]]:
        if environment.webhook is not None:
            yield environment.webhook.id, environment.webhook

    def put(key: str, webhook: Webhook | None) -> None:
        environment.webhook = webhook

    return Collection("webhook", owner, _always(Webhook), entries, put, immutable=False)


def _stores(owner: str, environment: Environment) -> Collection[Any]:
    def type_of(name: str) -> Any:
        return STORE_TYPES.get(_current_name(name), Any)

    def put(name: str, store: Any) -> None:
        environment.stores.by_name[_current_name(name)] = store

    return Collection("store", owner, type_of, environment.stores.by_name.items, put, immutable=False)


def _current_name(store_name: str) -> str:
    return _FORMER_STORE_NAMES.get(store_name, store_name)


def _credits(state: State) -> Collection[Any]:
    def entries() -> Iterator[tuple[str, Any]]:
        return ((str(number), used) for number, used in enumerate(state.meter.used))

    def put(key: str, used: Any) -> None:
        state.meter.used.append((used[0], used[1]))

    return Collection("credit", "", _always(Any), entries, put)


def _secrets(state: State) -> Collection[str]:
    def entries() -> Iterator[tuple[str, str]]:
        return ((secret, secret) for secret in state.secrets)

    def put(key: str, secret: str | None) -> None:
        state.secrets.add(key)

    return Collection("secret", "", _always(Any), entries, put)
