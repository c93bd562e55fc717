"""Workflows of a served sandbox. A server has one host, so each workflow has a path instead of a host."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from anyio.to_thread import run_sync
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from ..service.workflows import DOMAIN, WorkflowNotFoundError
from ..wire.buffered_request import BufferedRequest, RecordRejected
from ..wire.http_libraries import InvalidURL, Request, is_transport_error, library_of
from ..wire.responses import error_response
from .endpoint import RequestBody, send_before_discarding

WORKFLOWS = "/_workflows"
_CONNECTION_HEADERS = ("host", "connection", "transfer-encoding", "content-length", "keep-alive")


class ServedWorkflows:
    """An ASGI application that passes requests to workflows: `/_workflows/en123/orders` is `/orders` of `en123`."""

    def __init__(self, respond: Callable[[Request], Any], record_rejected: RecordRejected) -> None:
        """Call `respond` with each request, rewritten to the workflow's own host. Record rejected requests with `record_rejected`."""
        self._respond = respond
        self._record_rejected = record_rejected

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (ASGI)."""
        body = RequestBody(receive)
        try:
            request = _with_own_host(await BufferedRequest.read(scope, body))
        except HTTPException as error:
            self._record_rejected(scope, error.status_code, error.detail)
            await send_before_discarding(error_response(error), scope, body, send)
            return
        except InvalidURL:
            response = self._not_found(scope, "path: there is no workflow at this path")
        else:
            # In a thread: a workflow may be slow, or call the sandbox that serves it.
            response = await run_sync(self._call_workflow, request, scope)
        await response(scope, receive, send)

    def _not_found(self, scope: Scope, reason: str) -> Response:
        self._record_rejected(scope, 404, reason)
        return JSONResponse({"error": reason}, 404)

    def _call_workflow(self, request: Request, scope: Scope) -> Response:
        try:
            received = self._respond(request)
        except WorkflowNotFoundError:
            return self._not_found(scope, f"there is no workflow at {request.url.host}")
        except Exception as error:
            if not is_transport_error(error):
                raise
            return Response(status_code=504 if isinstance(error, library_of(error).TimeoutException) else 502)
        response = Response(received.read(), received.status_code)
        for name, value in received.headers.multi_items():
            if name.lower() not in (*_CONNECTION_HEADERS, "content-encoding"):  # the body has been decoded
                response.headers.append(name, value)
        return response


def _with_own_host(request: BufferedRequest) -> Request:
    named, _, rest = request.raw_path.removeprefix(f"{WORKFLOWS}/").partition("/")
    host = named if "." in named else f"{named}.{DOMAIN}"
    query = f"?{request.url.query}" if request.url.query else ""
    headers = [(name, value) for name, value in request.headers.items() if name not in _CONNECTION_HEADERS]
    url = f"https://{host.lower()}/{rest}{query}"
    return Request(request.method, url, headers=headers, content=request.content)
