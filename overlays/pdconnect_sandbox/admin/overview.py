"""The contents of a sandbox, as the admin endpoints and the admin page show them, without credentials."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from attrs import frozen

from ..service.mask import Mask
from ..service.request_log import RequestLog
from ..service.service import Service
from ..state.projects import Environment
from ..state.records import Account, Trigger, User
from ..state.state import AccessToken, ConnectToken, State
from ..state.tables import Table
from ..wire.timestamps import iso
from ..wire.types import JsonObject
from ..wire.webhook_delivery import Delivery
from .actions import fingerprint

T = TypeVar("T")

_SHOWN = 50
_YEAR = 366 * 86400.0


def overview(state: State, service: Service) -> JsonObject:
    """Return projects, accounts, triggers, tokens and faults, oldest first."""
    mask = service.mask
    return {
        "now": iso(state.clock()),
        "projects": [mask.value(project.wire()) for project in state.projects],
        "accounts": [mask.value(_account(*found)) for found in _accounts(state)],
        "triggers": [mask.value(_trigger(*found)) for found in _triggers(state)],
        "tokens": [_token(state, mask, *found) for found in _tokens(state)],
        "faults": [rule.wire() for rule in service.faults],
    }


def find_requests(request_log: RequestLog, request_id: str | None) -> list[JsonObject]:
    """Return all requests, oldest first, or only the one with this id."""
    return [record.wire() for record in request_log if request_id in (None, record.request_id)]


def deliveries_wire(deliveries: Sequence[Delivery], mask: Mask) -> list[JsonObject]:
    """Return all webhook requests, oldest first."""
    return [_delivery(delivery, mask) for delivery in deliveries]


# ---- the last rows, for the page


@frozen
class Rows:
    """The last rows of a list, newest first in each environment, and whether there are more."""

    rows: list[JsonObject]
    has_more: bool


def last_users(state: State, mask: Mask, user: str) -> Rows:
    """Return the last users whose external id contains this text."""
    found = _newest(state, lambda environment: environment.users)
    return _last((pair for pair in found if user in pair[1].external_id), lambda pair: mask.value(_user(*pair)))


def last_accounts(state: State, mask: Mask, user: str) -> Rows:
    """Return the last accounts whose id or external user id contains this text."""
    found = _newest(state, lambda environment: environment.accounts)
    matching = (pair for pair in found if user in pair[1].external_user_id or user in pair[1].id)
    return _last(matching, lambda pair: mask.value(_account(*pair)))


def last_triggers(state: State, mask: Mask) -> Rows:
    """Return the last deployed triggers, with their next runs."""
    found = _newest(state, lambda environment: environment.triggers)
    return _last(found, lambda pair: {**mask.value(_trigger(*pair)), **_next_run(state, pair[1])})


def timers(state: State, mask: Mask) -> list[JsonObject]:
    """Return the last deployed triggers with a timer that will fire, the next one to fire first."""
    found = _newest(state, lambda environment: environment.triggers)
    rows = _last(
        (pair for pair in found if pair[1].timer is not None and pair[1].active),
        lambda pair: {**mask.value(_trigger(*pair)), **_next_run(state, pair[1])},
    ).rows
    return sorted((row for row in rows if row["next_run"]), key=lambda row: row["seconds_to_run"])


def last_tokens(state: State, mask: Mask, user: str) -> Rows:
    """Return the last tokens. With a text, those of users whose external id contains it."""
    newest: Iterator[tuple[str, AccessToken | ConnectToken]] = reversed(list(_tokens(state)))
    matching = (pair for pair in newest if not user or user in getattr(pair[1], "external_user_id", ""))
    return _last(matching, lambda pair: _token(state, mask, *pair))


def last_deliveries(deliveries: Sequence[Delivery], mask: Mask) -> Rows:
    """Return the last webhook requests."""
    return _last(reversed(deliveries), lambda delivery: _delivery(delivery, mask))


def _newest(state: State, table: Callable[[Environment], Table[T]]) -> Iterator[tuple[Environment, T]]:
    return ((environment, row) for environment in state.environments() for row in table(environment).newest_first())


def _last(newest_first: Iterator[T], wire: Callable[[T], JsonObject]) -> Rows:
    rows = [wire(record) for record in islice(newest_first, _SHOWN)]
    return Rows(rows, next(newest_first, None) is not None)


# ---- one row


def _accounts(state: State) -> Iterator[tuple[Environment, Account]]:
    return ((environment, account) for environment in state.environments() for account in environment.accounts)


def _triggers(state: State) -> Iterator[tuple[Environment, Trigger]]:
    return ((environment, trigger) for environment in state.environments() for trigger in environment.triggers)


def _tokens(state: State) -> Iterable[tuple[str, AccessToken | ConnectToken]]:
    return [*state.access_tokens.items(), *state.connect_tokens.items()]


def _user(environment: Environment, user: User) -> JsonObject:
    return {
        **_location(environment),
        "external_user_id": user.external_id,
        "accounts": len(environment.accounts.owned_by(user.external_id)),
        "triggers": len(environment.triggers.owned_by(user.external_id)),
    }


def _account(environment: Environment, account: Account) -> JsonObject:
    return {
        **_location(environment),
        "id": account.id,
        "app": account.app_slug,
        "external_user_id": account.external_user_id,
        "dead": account.revoked_at is not None,
    }


def _trigger(environment: Environment, trigger: Trigger) -> JsonObject:
    return {
        **_location(environment),
        "id": trigger.id,
        "component": trigger.component.key,
        "external_user_id": trigger.external_user_id,
        "active": trigger.active,
        "events": trigger.emitted_count,
        "webhook_urls": [webhook.url for webhook in trigger.webhooks],
    }


def _next_run(state: State, trigger: Trigger) -> JsonObject:
    now = state.clock()
    due = next(trigger.timer.due(now + _YEAR), None) if trigger.timer and trigger.active else None
    if due is None:
        return {"next_run": None, "seconds_to_run": None}
    return {"next_run": iso(due), "seconds_to_run": max(0.0, due - now)}


def _token(state: State, mask: Mask, token: str, record: AccessToken | ConnectToken) -> JsonObject:
    now = state.clock()
    row: JsonObject = {
        "fingerprint": fingerprint(token),
        "kind": "access",
        "expires_at": iso(record.expires_at),
        "expired": record.expires_at <= now,
        "seconds_left": max(0.0, record.expires_at - now),
    }
    if isinstance(record, AccessToken):
        return row
    user = mask.value(record.external_user_id)
    return {**row, "kind": "connect", **_location(record.environment), "external_user_id": user, "spent": record.spent}


def _location(environment: Environment) -> dict[str, Any]:
    return {"project_id": environment.project.id, "environment": environment.name}


def _delivery(delivery: Delivery, mask: Mask) -> JsonObject:
    return {
        "at": delivery.at,
        "kind": delivery.kind,
        "url": mask.text(delivery.url),
        "headers": dict(delivery.headers),
        "body": mask.value(delivery.json()),
        "status": delivery.status,
        "error": delivery.error,
        "not_sent": delivery.not_sent,
    }
