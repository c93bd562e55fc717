"""The sandbox's own endpoints under /_sandbox, for tests that can only speak HTTP.

They need no token: whoever reaches the sandbox may steer it, so it belongs on loopback.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pdconnect.sandbox._connecting import (
    Connecting,
    account_wire,
    connect,
    connect_by_token,
    usable_token,
)
from pdconnect.sandbox._ledger import Entry
from pdconnect.sandbox._schemas import problems_with
from pdconnect.sandbox._state import Account, State
from pdconnect.sandbox._types import JsonObject, Refusal, Reply

_TEXT: JsonObject = {"type": "string", "minLength": 1}
_USER: JsonObject = {"type": "string", "minLength": 1, "maxLength": 250}
_BY_HAND: JsonObject = {
    "type": "object",
    "required": ["app", "external_user_id"],
    "additionalProperties": False,
    "properties": {
        "app": _TEXT,
        "external_user_id": _USER,
        "environment": _TEXT,
        "credentials": {"type": "object"},
        "name": {"type": ["string", "null"]},
        "oauth_app_id": {"type": "string", "pattern": "^oa_[0-9a-zA-Z]+$"},
    },
}
_BY_TOKEN: JsonObject = {
    "type": "object",
    "required": ["app", "connect_token"],
    "additionalProperties": False,
    "properties": {"app": _TEXT, "connect_token": _TEXT, "oauth_app_id": _TEXT},
}


def create_account(state: State, body: JsonObject) -> Reply:
    """Connect an account as its owner would, by naming the user or with a Connect token."""
    by_token = "connect_token" in body
    _check(_BY_TOKEN if by_token else _BY_HAND, body)
    if by_token:
        token = usable_token(state, body["connect_token"])
        account = connect_by_token(state, token, body["app"], body.get("oauth_app_id"))
        return _shown(state, token.environment, account)
    environment = body.get("environment", "development")
    parts = {name: value for name, value in body.items() if name != "environment"}
    return _shown(state, environment, connect(state, environment, Connecting(**parts)))


def show_ledger(ledger: Sequence[Entry]) -> Reply:
    """Show all requests so far, oldest first."""
    return Reply(200, {"data": [entry.wire() for entry in ledger]})


def _shown(state: State, environment: str, account: Account) -> Reply:
    place = state.places[environment]
    return Reply(200, account_wire(state, place, account, credentials=False))


def _check(schema: JsonObject, body: Any) -> None:
    problems = problems_with(schema, body, "body")
    if problems:
        raise Refusal(400, "; ".join(problems))
