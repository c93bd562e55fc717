"""Connect tokens."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.exceptions import HTTPException

from ..service.auth import issue_connect_token
from ..service.call import Call
from ..state.state import State
from ..wire.responses import JsonResponse, SandboxResponse
from ..wire.timestamps import iso

CONNECT_PAGE = "/_static/connect.html"


def create(state: State, call: Call) -> SandboxResponse:
    """Create a Connect token, with a link to the sandbox's own page."""
    if "*" in call.body.get("scope", "").split():
        raise HTTPException(400, "body.scope: a Connect token cannot have *")
    user_id = call.body["external_user_id"]
    if state.accepts_user(call.environment, user_id):  # otherwise connecting an account fails later
        state.get_or_create_user(call.environment, user_id)
    token = issue_connect_token(state, call.environment, call.body)
    query = urlencode({"token": token.token, "connectLink": "true"})
    return JsonResponse(
        {
            "token": token.token,
            "expires_at": iso(token.expires_at),
            "connect_link_url": f"{call.request.origin}{CONNECT_PAGE}?{query}",
        },
    )
