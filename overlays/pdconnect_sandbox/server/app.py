"""The ASGI application: the service, the Connect page, workflows and the admin endpoints under one roof."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from typing import TypeAlias

from anyio import sleep
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from ..admin.routes import ADMIN, Admin
from ..connect.cors import Cors
from ..connect.page import connect_page
from ..handlers.tokens import CONNECT_PAGE
from ..service.service import Service, SpecMismatchError
from ..spec.request import Incoming
from ..state.state import State
from ..wire.types import Refusal, Reply
from ..wire.webhook_delivery import WebhookSender
from .truncation import TruncatedResponse
from .workflows import WORKFLOWS, ServedWorkflows

_Answer: TypeAlias = Callable[[Incoming], Reply]


def build_app(state: State, service: Service, webhook_sender: WebhookSender, workflows: ServedWorkflows) -> Starlette:
    """Put the application together."""

    def page(incoming: Incoming) -> Reply:
        with state.lock:
            return connect_page(state, incoming)

    admin = Admin(state, service, webhook_sender)

    def endpoint(path: str, answer: _Answer, method: str = "GET") -> Route:
        async def respond(request: Request) -> Response:
            return await _respond(request, answer, webhook_sender)

        return Route(path, respond, methods=[method])

    return Starlette(
        routes=[
            endpoint(CONNECT_PAGE, page),
            endpoint(CONNECT_PAGE, page, "POST"),
            Route(f"{WORKFLOWS}/{{path:path}}", workflows),
            Route(ADMIN, _Service(admin.answer, webhook_sender)),
            Route(f"{ADMIN}/{{path:path}}", _Service(admin.answer, webhook_sender)),
            Route("/{path:path}", _Service(service.answer, webhook_sender)),
        ],
        middleware=[Middleware(Cors, state)],
        exception_handlers={Exception: _broken},
    )


class _Service:
    """The service as an ASGI application of its own, which unlike a function takes all methods."""

    def __init__(self, answer: _Answer, webhook_sender: WebhookSender) -> None:
        self._answer = answer
        self._webhook_sender = webhook_sender

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await _respond(Request(scope, receive), self._answer, self._webhook_sender)
        await response(scope, receive, send)


async def _respond(request: Request, answer: _Answer, webhook_sender: WebhookSender) -> Response:
    incoming = await _incoming(request)
    try:
        reply = answer(incoming)
    except Refusal as refusal:
        reply = refusal.reply
    await webhook_sender.deliver(reply.webhook_requests)
    if reply.delay:
        await sleep(reply.delay)
    response = _response(reply)
    return TruncatedResponse(response, reply.connection_fault) if reply.connection_fault else response


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
    response = _without_headers(reply)
    for name, value in reply.headers:
        response.headers.append(name, value)
    return response


def _without_headers(reply: Reply) -> Response:
    if reply.content is not None:
        return StreamingResponse(_pieces(reply.content), status_code=reply.status)
    if reply.body is not None:
        return JSONResponse(reply.body, status_code=reply.status)
    return Response(status_code=reply.status)


async def _pieces(content: Iterable[bytes]) -> AsyncIterator[bytes]:
    for piece in content:
        yield piece


async def _broken(request: Request, failure: Exception) -> Response:
    # Starlette raises the failure again after this answer: a test on the ASGI application sees it.
    told = str(failure) if isinstance(failure, SpecMismatchError) else type(failure).__name__
    return _response(Reply(500, {"error": f"the sandbox itself is at fault: {told}"}))
