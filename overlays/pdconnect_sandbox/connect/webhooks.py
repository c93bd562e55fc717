"""What the `webhook_uri` of a Connect token is told: how each attempt to connect an account ended."""

from __future__ import annotations

import json

from ..state.models import Account
from ..state.state import ConnectToken, State
from ..wire.types import JsonObject, Post
from .serialize import account_wire


def success_posts(state: State, token: ConnectToken, account: Account) -> list[Post]:
    """Return the request that tells of a new account, if anybody wants to know."""
    return _posts("connection_success", token, {"account": account_wire(state, token.place, account)})


def failure_posts(token: ConnectToken, error: str) -> list[Post]:
    """Return the request that tells of a failure, if anybody wants to know."""
    return _posts("connection_error", token, {"error": error})


def _posts(kind: str, token: ConnectToken, outcome: JsonObject) -> list[Post]:
    url = token.request.get("webhook_uri")
    payload: JsonObject = {
        "event": kind.upper(),
        "connect_token": token.token,
        "environment": token.place.environment,
        "connect_session_id": token.session_id,
        **outcome,
    }
    # The service documents no signature for these, so there is none.
    headers = [("content-type", "application/json")]
    return [Post(kind, url, headers, json.dumps(payload).encode())] if url else []
