"""All that a state holds, as drawers: records by keys, in an order that counts. Saving and restoring both go by these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, MutableMapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ..state.budget import Budget
from ..state.file_stash import Stash, Ticket
from ..state.models import Account, AppOverride, DynamicProps, OAuthApp, Trigger, User
from ..state.project import Environment, Project
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


@dataclass(frozen=True)
class Collection(Generic[T]):
    """Records of one type that belong together. `owner` tells whose they are: a project, an environment, a trigger.

    `fixed` says that a record never changes in itself, so that the same one needs not be written again.
    """

    kind: str
    owner: str
    type: Any
    entries: Callable[[], Iterable[tuple[str, T | None]]]
    put: Callable[[str, T | None], None]
    fixed: bool = True


def projects(state: State) -> Collection[Project]:
    """Return the collection of the projects, in which those of all other drawers live."""
    return _table("project", "", Project, state.projects, fixed=False)


def other_collections(state: State) -> Iterator[Collection[Any]]:
    """Return all other drawers. What lives in a record comes after the collection of the record."""
    for project in state.projects:
        yield _table("oauth_app", project.id, OAuthApp, project.oauth_apps)
        yield _table("app_override", project.id, AppOverride, project.app_overrides)
        for environment in project.environments.values():
            yield from _of_environment(environment)
    yield _mapping("access_token", "", AccessToken, state.access_tokens)
    yield _mapping("connect_token", "", ConnectToken, state.connect_tokens, fixed=False)
    yield _mapping("budget", "", Budget, state.budgets, fixed=False)
    yield _mapping("ticket", "", Ticket, state.tickets)
    yield _credits(state)
    yield _secrets(state)


def _of_environment(environment: Environment) -> Iterator[Collection[Any]]:
    owner = f"{environment.project.id}/{environment.name}"
    yield _users(owner, environment)
    yield _table("account", owner, Account, environment.accounts)
    yield _table("trigger", owner, Trigger, environment.triggers, fixed=False)
    for trigger in environment.triggers:
        yield _events(f"{owner}/{trigger.id}", trigger)
    yield _mapping("dynamic_props", owner, DynamicProps, environment.dynamic_props)
    yield _mapping("stash", owner, Stash, environment.stashes, fixed=False)
    for stash in environment.stashes.values():
        yield _mapping("file", f"{owner}/{stash.id}", bytes, stash.files)
    yield _webhook(owner, environment)
    yield _stores(owner, environment)


def _table(kind: str, owner: str, record: type[T], table: Table[T], *, fixed: bool = True) -> Collection[T]:
    return Collection(kind, owner, record, table.entries, table.restore, fixed)


def _mapping(
    kind: str, owner: str, record: type[T], mapping: MutableMapping[str, T], *, fixed: bool = True
) -> Collection[T]:
    def put(key: str, one: T | None) -> None:
        if one is not None:
            mapping[key] = one

    return Collection(kind, owner, record, mapping.items, put, fixed)


def _users(owner: str, environment: Environment) -> Collection[User]:
    def put(key: str, user: User | None) -> None:
        environment.users.restore(key, user)
        if user is not None:
            environment.user_ids[user.external_id] = user.id

    return Collection("user", owner, User, environment.users.entries, put)


def _events(owner: str, trigger: Trigger) -> Collection[JsonObject]:
    def entries() -> Iterator[tuple[str, JsonObject]]:
        return ((event["id"], event) for event in reversed(trigger.events))

    def put(key: str, event: JsonObject | None) -> None:
        if event is not None:
            trigger.events.appendleft(event)

    return Collection("event", owner, Any, entries, put)


def _webhook(owner: str, environment: Environment) -> Collection[Webhook]:
    def entries() -> Iterator[tuple[str, Webhook]]:
        if environment.webhook is not None:
            yield environment.webhook.id, environment.webhook

    def put(key: str, webhook: Webhook | None) -> None:
        environment.webhook = webhook

    return Collection("webhook", owner, Webhook, entries, put, fixed=False)


def _stores(owner: str, environment: Environment) -> Collection[Any]:
    def entries() -> Iterator[tuple[str, Any]]:
        yield from environment.stores.written.items()
        yield from environment.stores.opened.items()

    def put(name: str, written: Any) -> None:
        environment.stores.written[_FORMER_STORE_NAMES.get(name, name)] = written

    return Collection("store", owner, StoreContent, entries, put, fixed=False)


def _credits(state: State) -> Collection[Any]:
    def entries() -> Iterator[tuple[str, Any]]:
        return ((str(number), used) for number, used in enumerate(state.meter.used))

    def put(key: str, used: Any) -> None:
        state.meter.used.append((used[0], used[1]))

    return Collection("credit", "", Any, entries, put)


def _secrets(state: State) -> Collection[str]:
    def entries() -> Iterator[tuple[str, str]]:
        return ((secret, secret) for secret in state.secrets)

    def put(key: str, secret: str | None) -> None:
        state.secrets.add(key)

    return Collection("secret", "", Any, entries, put)


class StoreContent:
    """Stands for the type of a store: the one it has, or what was written of it and not yet read."""
