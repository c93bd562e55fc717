"""The ASGI application: the service, the Connect page and the admin endpoints under one roof."""

from __future__ import annotations

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from pdconnect.sandbox._admin import create_account, show_ledger
from pdconnect.sandbox._connect_page import open_page
from pdconnect.sandbox._handlers.tokens import CONNECT_PAGE
from pdconnect.sandbox._requests import Incoming, json_body
from pdconnect.sandbox._service import Service, SpecMismatch
from pdconnect.sandbox._state import State
from pdconnect.sandbox._types import Refusal, Reply


def build_app(state: State, service: Service) -> Starlette:
    """Put the application together."""

    async def connect_page(request: Request) -> Response:
        return open_page(state, request.query_params)

    async def accounts(request: Request) -> Response:
        body = json_body(await _incoming(request)) or {}
        return _response(create_account(state, body))

    async def ledger(request: Request) -> Response:
        return _response(show_ledger(service.ledger))

    return Starlette(
        routes=[
            Route(CONNECT_PAGE, connect_page),
            Route("/_sandbox/accounts", accounts, methods=["POST"]),
            Route("/_sandbox/ledger", ledger),
            Route("/{path:path}", _Endpoint(service.answer)),
        ],
        exception_handlers={Refusal: _refused, Exception: _broken},
    )


class _Endpoint:
    """The service as an ASGI application of its own, which unlike a function takes all methods."""

    def __init__(self, answer: Callable[[Incoming], Reply]) -> None:
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        incoming = await _incoming(Request(scope, receive))
        await _response(self._answer(incoming))(scope, receive, send)


async def _incoming(request: Request) -> Incoming:
    raw_path: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    return Incoming(
        method=request.method,
        raw_path=raw_path.decode("latin-1"),
        query=request.url.query,
        headers=dict(request.headers),
        body=await request.body(),
        base_url=f"{request.url.scheme}://{request.url.netloc}",
    )


def _response(reply: Reply) -> Response:
    if reply.body is None:
        return Response(status_code=reply.status, headers=reply.headers)
    return JSONResponse(reply.body, status_code=reply.status, headers=reply.headers)


async def _refused(request: Request, failure: Exception) -> Response:
    assert isinstance(failure, Refusal)
    return _response(failure.reply)


async def _broken(request: Request, failure: Exception) -> Response:
    # Starlette raises the failure again after this answer: a test on the ASGI application sees it.
    told = str(failure) if isinstance(failure, SpecMismatch) else type(failure).__name__
    return _response(Reply(500, {"error": f"the sandbox itself is at fault: {told}"}))
