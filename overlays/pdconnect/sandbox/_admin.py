"""The sandbox's own endpoints under /_sandbox, for tests that can only speak HTTP.

They need no token: whoever reaches the sandbox may steer it, so it belongs on loopback.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pdconnect.sandbox._account_wire import account_wire
from pdconnect.sandbox._connecting import Connecting, connect, connect_by_token, with_token
from pdconnect.sandbox._emitting import emit
from pdconnect.sandbox._ledger import Entry, Mask
from pdconnect.sandbox._posting import Delivery
from pdconnect.sandbox._schemas import problems_with
from pdconnect.sandbox._stash import chunks
from pdconnect.sandbox._state import State
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
        make = with_token(state, body["app"], body.get("oauth_app_id"))
        account, posts = connect_by_token(state, body["connect_token"], make)
        token = state.connect_tokens[body["connect_token"]]
        return Reply(200, account_wire(state, token.place, account), posts=posts)
    place = state.home.places.get(body.get("environment", "development"))
    if place is None:
        raise Refusal(400, f"environment: must be {' or '.join(state.home.places)}")
    parts = {name: value for name, value in body.items() if name != "environment"}
    return Reply(200, account_wire(state, place, connect(state, place, Connecting(**parts))))


def emit_event(state: State, trigger_id: str, payload: Any) -> Reply:
    """Emit an event of a deployed trigger; the body of the request is the event."""
    event, posts = emit(state, trigger_id, payload, None)
    return Reply(200, {"data": event}, posts=posts)


def ticket_file(state: State, ticket: str) -> Reply:
    """Give out a file to whoever has the address that a run told."""
    found = state.tickets.get(ticket)
    if found is None or found.expires_at <= state.clock():
        raise Refusal(404, "path: this address is not known, or has expired")
    headers = [("content-type", "application/octet-stream"), ("content-length", str(len(found.content)))]
    return Reply(200, headers=headers, content=chunks(found.content))


def show_ledger(ledger: Sequence[Entry]) -> Reply:
    """Show all requests so far, oldest first."""
    return Reply(200, {"data": [entry.wire() for entry in ledger]})


def show_deliveries(deliveries: Sequence[Delivery], mask: Mask) -> Reply:
    """Show all webhook requests so far, oldest first, credentials masked."""
    return Reply(200, {"data": [_delivery_wire(one, mask) for one in deliveries]})


def _delivery_wire(delivery: Delivery, mask: Mask) -> JsonObject:
    return {
        "at": delivery.at,
        "kind": delivery.kind,
        "url": mask.text(delivery.url),
        "headers": dict(delivery.headers),
        "body": mask.value(json.loads(delivery.body)),
        "status": delivery.status,
        "error": delivery.error,
    }


def _check(schema: JsonObject, body: Any) -> None:
    problems = problems_with(schema, body, "body")
    if problems:
        raise Refusal(400, "; ".join(problems))
