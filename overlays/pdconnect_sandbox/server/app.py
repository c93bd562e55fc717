"""The ASGI application: the service, the Connect page, workflows and the admin endpoints."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from ..admin.live import LiveUpdates
from ..admin.page import ADMIN
from ..admin.routes import Admin
from ..connect.cors import Cors
from ..connect.page import connect_page
from ..handlers.tokens import CONNECT_PAGE
from ..mcp_server.app import MCP, McpApp
from ..service.service import Service, SpecMismatchError
from ..state.file_stash import TICKETS
from ..state.state import State
from ..triggers.endpoints import ENDPOINTS, receive
from ..wire.buffered_request import BufferedRequest
from ..wire.responses import SandboxResponse
from ..wire.webhook_delivery import WebhookSender
from .endpoint import Endpoint, Handler
from .host_check import AllowedHosts, HostCheck
from .request_target import RequestTargetCheck
from .workflows import WORKFLOWS, ServedWorkflows


def build_app(
    state: State, service: Service, webhook_sender: WebhookSender, workflows: ServedWorkflows, hosts: AllowedHosts
) -> Starlette:
    """Return the application. It serves sockets, and clients in process."""

    def page(request: BufferedRequest) -> SandboxResponse:
        with state.lock:
            response = connect_page(state, request)
        if response.reason is not None:
            service.record_rejected(request.scope, response.status_code, response.reason)
        return response

    def endpoint(handler: Handler) -> Endpoint:
        return Endpoint(handler, webhook_sender, service.record_rejected)

    def respond(request: BufferedRequest) -> SandboxResponse:
        if request.raw_path == "/" and "text/html" in request.headers.get("accept", ""):
            return SandboxResponse(None, 302, {"location": ADMIN})  # a person who opens the address in a browser
        return service.respond(request)

    def receive_event(request: BufferedRequest) -> SandboxResponse:
        return receive(state, request)

    async def http_error(request: Request, error: Exception) -> Response:
        """Return the response if no route matches the path, or none accepts the method."""
        status, text, headers = 404, "path: the sandbox has no such endpoint", None
        if isinstance(error, HTTPException) and error.status_code == 405:
            allowed = ", ".join(sorted((error.headers or {}).get("Allow", "").split(", ")))
            status, text, headers = 405, f"method: this path takes {allowed}", {"allow": allowed}
        service.record_rejected(request.scope, status, text)
        return JSONResponse({"error": text}, status, headers)

    mcp = McpApp(state, service)
    admin = Admin(state, service, webhook_sender)
    return Starlette(
        routes=[
            Route(CONNECT_PAGE, endpoint(page), methods=["GET", "POST"]),
            Route(f"{WORKFLOWS}/{{path:path}}", workflows),
            Route(f"{TICKETS}/{{ticket}}", endpoint(admin.download)),
            Route(f"{ENDPOINTS}/{{key}}", endpoint(receive_event)),
            Route(f"{ENDPOINTS}/{{key}}/{{path:path}}", endpoint(receive_event)),
            Route(MCP, mcp),
            Route(f"{MCP}/{{path:path}}", mcp),
            Route(ADMIN, endpoint(admin.page), methods=["GET"]),
            Route(f"{ADMIN}/live", LiveUpdates(admin.version), methods=["GET"]),
            Mount(
                ADMIN, routes=[Route(path, endpoint(act), methods=methods) for path, methods, act in admin.endpoints]
            ),
            Route("/{path:path}", endpoint(respond)),
        ],
        middleware=[
            Middleware(HostCheck, hosts, service.record_rejected),
            Middleware(RequestTargetCheck, service.record_rejected),
            Middleware(Cors, state, service.record_rejected),
        ],
        exception_handlers={HTTPException: http_error, Exception: _sandbox_error},
    )


async def _sandbox_error(request: Request, error: Exception) -> Response:
    # Starlette raises the error again after this response: a test on the ASGI application sees it.
    text = str(error) if isinstance(error, SpecMismatchError) else type(error).__name__
    return JSONResponse({"error": f"error of the sandbox itself: {text}"}, 500)
