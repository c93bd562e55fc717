"""OAuth access tokens and Connect tokens: issuing them, and authenticating and authorizing requests."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Sequence

from attrs import frozen
from starlette.exceptions import HTTPException

from ..spec.document import Operation
from ..state.projects import Environment
from ..state.state import AccessToken, ConnectToken, State
from ..wire.types import JsonObject

CONNECT_TOKEN_LIFETIME = 14400


@frozen
class Principal:
    """The authenticated caller. A Connect token is bound to a user, project and environment; an OAuth client is not."""

    scheme: str
    scopes: Sequence[str]
    external_user_id: str | None = None
    environment: Environment | None = None


ANONYMOUS = Principal("none", ())


def authenticate(state: State, authorization: str | None) -> Principal:
    """Return the principal of an Authorization header, or raise 401."""
    kind, _, token = (authorization or "").partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise HTTPException(401, "authorization: send a bearer token")
    now, token = state.clock(), token.strip()
    if (connect := state.connect_tokens.get(token)) and connect.expires_at > now:
        return Principal("connectToken", connect.scopes, connect.external_user_id, connect.environment)
    if (access := state.access_tokens.get(token)) and access.expires_at > now:
        return Principal("oauth", access.scopes)
    known = token in state.connect_tokens or token in state.access_tokens
    raise HTTPException(401, f"authorization: this token {'has expired' if known else 'is not known'}")


def authorize(principal: Principal, operation: Operation) -> None:
    """Raise 403 if the principal may not call the operation.

    The specification lists the scopes of an operation at one of its schemes. Both kinds of token need them.
    """
    if principal.scheme not in operation.schemes:
        raise HTTPException(403, f"authorization: a token of the kind {principal.scheme} may not do this")
    lacking = [scope for scope in operation.scopes if not _covers(principal.scopes, scope)]
    if lacking:
        raise HTTPException(403, f"authorization: the token lacks the scope {', '.join(lacking)}")


def basic_credentials(authorization: str | None) -> JsonObject:
    """Return client id and secret from a Basic header, or an empty object."""
    kind, _, encoded = (authorization or "").partition(" ")
    if kind.lower() != "basic":
        return {}
    try:
        client_id, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return {}
    return {"client_id": client_id, "client_secret": secret}


def is_client(state: State, client_id: str, secret: str) -> bool:
    """Return whether these are the credentials of the sandbox's OAuth client."""
    right_id = hmac.compare_digest(client_id.encode(), state.settings.client_id.encode())
    right_secret = hmac.compare_digest(secret.encode(), state.settings.client_secret.encode())
    return right_id and right_secret


def issue_access_token(state: State, scopes: Sequence[str]) -> str:
    """Issue an access token."""
    token = state.ids.secret()
    expires_at = state.clock() + state.settings.token_lifetime
    state.access_tokens.put(token, AccessToken(expires_at, tuple(scopes)), state.clock())
    return token


def issue_connect_token(state: State, environment: Environment, request: JsonObject) -> ConnectToken:
    """Issue a Connect token for one user of one environment."""
    token = ConnectToken(
        token=f"ctok_{state.ids.hex(32)}",
        environment=environment,
        external_user_id=request["external_user_id"],
        expires_at=state.clock() + request.get("expires_in", CONNECT_TOKEN_LIFETIME),
        scopes=tuple(request.get("scope", "connect:*").split()),
        request=request,
        session_id=state.ids.session(),
    )
    state.connect_tokens.put(token.token, token, state.clock())
    return token


def _covers(granted: Sequence[str], scope: str) -> bool:
    """Return whether a scope is granted, exactly or by a wildcard that ends in `*`."""
    return any(scope == allowed or (allowed.endswith("*") and scope.startswith(allowed[:-1])) for allowed in granted)
