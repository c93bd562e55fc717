"""Serve `/mcp` by the streamable HTTP transport of the Model Context Protocol.

It is stateless: each request carries its access token and says for which user and app it is.
"""

from __future__ import annotations

from importlib.util import find_spec

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from ..service.service import Service
from ..state.state import State
from ..wire.buffered_request import BufferedRequest
from ..wire.responses import error_response
from .request import McpRequest, read_mcp_request

MCP = "/mcp"
_HEADERS_405 = {"allow": "POST"}


class McpApp:
    """An ASGI application for `/mcp`, and for `/mcp/{external_user_id}/{app}` as older clients have it."""

    def __init__(self, state: State, service: Service) -> None:
        """Offer the actions of this state, and send all requests through this service."""
        self._state = state
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (ASGI)."""
        try:
            request = BufferedRequest(scope, b"")
            if request.method != "POST":  # no events without a request, and no sessions to end
                raise HTTPException(405, "method: this path takes POST", _HEADERS_405)
            if find_spec("mcp") is None:
                raise HTTPException(501, "the sandbox needs the package mcp for this: pip install 'pdconnect[mcp]'")
            with self._state.lock:
                wanted = read_mcp_request(self._state, request)
        except HTTPException as error:
            self._service.record_rejected(scope, error.status_code, error.detail)
            await error_response(error)(scope, receive, send)
            return
        await self._handler(wanted)(scope, receive, send)

    def _handler(self, wanted: McpRequest) -> ASGIApp:
        from .server import mcp_handler  # imports the package mcp, which is slow to import, and optional

        return mcp_handler(self._state, self._service, wanted)
