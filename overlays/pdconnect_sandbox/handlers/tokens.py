"""Connect tokens."""

from __future__ import annotations

from urllib.parse import urlencode

from ..service.auth import issue_connect_token
from ..service.call import Call
from ..state.state import State
from ..wire.timestamps import iso
from ..wire.types import Refusal, Reply

CONNECT_PAGE = "/_static/connect.html"


def create(state: State, call: Call) -> Reply:
    """Make a Connect token, with a link to the sandbox's own page."""
    if "*" in call.body.get("scope", "").split():
        raise Refusal(400, "body.scope: a Connect token cannot have *")
    if state.accepts_user(call.environment, call.body["external_user_id"]):  # else it is the connecting that fails
        state.user(call.environment, call.body["external_user_id"])
    token = issue_connect_token(state, call.environment, call.body)
    query = urlencode({"token": token.token, "connectLink": "true"})
    return Reply(
        200,
        {
            "token": token.token,
            "expires_at": iso(token.expires_at),
            "connect_link_url": f"{call.incoming.base_url}{CONNECT_PAGE}?{query}",
        },
    )
