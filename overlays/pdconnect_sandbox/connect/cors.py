"""CORS: only pages of the origins that a Connect token names may use the token in a browser.

A request that does not come from a page has no Origin and is allowed. So is one with an access token, but the page
cannot read its response, since access tokens are for servers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..state.state import ConnectToken, State
from ..wire.buffered_request import RecordRejected

_API = "/v1/"
_METHODS = "GET, POST, PUT, PATCH, DELETE"
_MAX_AGE = "600"
_REJECTED = "origin: is not among the allowed_origins of the Connect token"
_ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://[^\s;,'\"/]+", re.IGNORECASE)
_HEADER_NAMES = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+(\s*,\s*[A-Za-z0-9!#$%&'*+.^_`|~-]+)*")


def allowed_origins(token: ConnectToken) -> Sequence[str] | None:
    """Return the valid origins that a token names, or None if it does not name any."""
    named: Sequence[str] | None = token.request.get("allowed_origins")
    return None if named is None else [origin for origin in named if _ORIGIN.fullmatch(origin)]


class Cors:
    """Middleware with the rules for browsers."""

    def __init__(self, app: ASGIApp, state: State, record_rejected: RecordRejected) -> None:
        """Apply the rules to an application, and record the requests that are rejected."""
        self._app = app
        self._state = state
        self._record_rejected = record_rejected

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (ASGI)."""
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        origin = headers.get("origin")
        own = f"{scope.get('scheme')}://{headers.get('host')}"
        if origin is None or origin == own or not scope["path"].startswith(_API):
            await self._app(scope, receive, send)
        elif scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            if self._allowed_by_any_token(origin):
                await _preflight(headers)(scope, receive, send)
            else:
                await self._reject(scope, receive, send)
        elif (token := self._token(headers)) is None:
            await self._app(scope, receive, send)
        elif _allows(token, origin):
            await self._app(scope, receive, _with_cors_headers(origin, send))
        else:
            await self._reject(scope, receive, send)

    async def _reject(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._record_rejected(scope, 403, _REJECTED)
        await JSONResponse({"error": _REJECTED}, 403, {"vary": "origin"})(scope, receive, send)

    def _token(self, headers: Headers) -> ConnectToken | None:
        return self._state.connect_tokens.get(headers.get("authorization", "").rpartition(" ")[2])

    def _allowed_by_any_token(self, origin: str) -> bool:
        """Return whether any token names an origin: a preflight request does not carry the token."""
        with self._state.lock:
            now = self._state.clock()
            return any(
                token.expires_at > now and _allows(token, origin) for token in self._state.connect_tokens.values()
            )


def _allows(token: ConnectToken, origin: str) -> bool:
    return origin.lower() in [allowed.lower() for allowed in allowed_origins(token) or ()]


def _preflight(headers: Headers) -> Response:
    headers_out = {
        "access-control-allow-origin": headers["origin"],
        "access-control-allow-methods": _METHODS,
        "access-control-max-age": _MAX_AGE,
        "vary": "origin, access-control-request-headers",
    }
    wanted = headers.get("access-control-request-headers", "")
    if _HEADER_NAMES.fullmatch(wanted):
        headers_out["access-control-allow-headers"] = wanted
    return Response(status_code=204, headers=headers_out)


def _with_cors_headers(origin: str, send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["access-control-allow-origin"] = origin
            headers["access-control-expose-headers"] = "*"
            headers.add_vary_header("origin")
        await send(message)

    return send_with_headers
