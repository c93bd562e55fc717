"""Access tokens."""

from __future__ import annotations

from starlette.exceptions import HTTPException

from ..service.auth import is_client, issue_access_token
from ..service.call import Call
from ..state.state import State
from ..wire.responses import JsonResponse, SandboxResponse


def create(state: State, call: Call) -> SandboxResponse:
    """Issue an access token for client credentials. A signed assertion is never accepted here."""
    if not is_client(state, call.body["client_id"], call.body.get("client_secret", "")):
        raise HTTPException(401, "invalid_client")
    scopes = call.body.get("scope", "*").split()
    if not state.known_scopes.issuperset(scopes):
        raise HTTPException(400, "invalid_scope")
    return JsonResponse(
        {
            "access_token": issue_access_token(state, scopes),
            "token_type": "Bearer",
            "expires_in": state.settings.token_lifetime,
            "created_at": int(state.clock()),
        },
    )
