"""The webhook requests to the `webhook_uri` of a Connect token, one for each attempt to connect an account."""

from __future__ import annotations

import json

from ..state.records import Account
from ..state.state import ConnectToken, State
from ..wire.types import JsonObject, WebhookRequest
from .serialize import account_wire


def success_webhook_requests(state: State, token: ConnectToken, account: Account) -> list[WebhookRequest]:
    """Return the webhook request that reports a new account, if the token has a `webhook_uri`."""
    return _webhook_requests("connection_success", token, {"account": account_wire(state, token.environment, account)})


def failure_webhook_requests(token: ConnectToken, error: str) -> list[WebhookRequest]:
    """Return the webhook request that reports a failure, if the token has a `webhook_uri`."""
    return _webhook_requests("connection_error", token, {"error": error})


def _webhook_requests(kind: str, token: ConnectToken, outcome: JsonObject) -> list[WebhookRequest]:
    url = token.request.get("webhook_uri")
    payload: JsonObject = {
        "event": kind.upper(),
        "connect_token": token.token,
        "environment": token.environment.name,
        "connect_session_id": token.session_id,
        **outcome,
    }
    # The service documents no signature for these, so there is none.
    headers = [("content-type", "application/json")]
    return [WebhookRequest(kind, url, headers, json.dumps(payload).encode())] if url else []
