"""Requests to the API of an app, with the credentials of an account. One handler serves all five methods."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException

from ..app_apis import UpstreamTimeoutError, respond_echo
from ..service.call import Call
from ..service.proxy import proxied
from ..state.state import State
from ..wire.http_libraries import sync_body
from ..wire.responses import JsonResponse, SandboxResponse, StreamedResponse

_HOP_BY_HOP_HEADERS = ("connection", "keep-alive", "transfer-encoding")


def forward(state: State, call: Call) -> SandboxResponse:
    """Send the request to the app, and return its response unchanged."""
    account, request = proxied(state, call)
    state.meter.count("proxy", state.clock())
    if account.revoked_at is not None:
        return JsonResponse(
            {"error": "invalid_token", "error_description": f"Token of {account.app_slug} was revoked"}, 401
        )
    upstream = state.upstreams.get(account.app_slug, respond_echo)
    try:
        return _to_response(upstream(request))
    except UpstreamTimeoutError:
        raise HTTPException(504, "the app has not responded within 30 seconds") from None


def _to_response(response: Any) -> SandboxResponse:
    headers = [(name, value) for name, value in response.headers.multi_items() if name not in _HOP_BY_HOP_HEADERS]
    return StreamedResponse(sync_body(response), response.status_code, headers)
