"""The sandbox in process: an httpx transport that runs the application itself, with no socket and no event loop."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import unquote

import httpx
from starlette.types import ASGIApp, Message

from ..state.clock import AdjustableClock
from ..wire.responses import SandboxResponse
from ..wire.webhook_delivery import WebhookSender
from .endpoint import CAPTURE
from .responses import to_httpx

BASE_URL = "https://sandbox.test"
"""The URL of the service for clients in process. The domain `.test` is reserved: no host on the internet has it."""
_HOST = httpx.URL(BASE_URL).host


class InProcessTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Carries the requests of synchronous and asynchronous clients to the sandbox. It never uses the network."""

    def __init__(
        self,
        app: ASGIApp,
        workflows: Callable[[httpx.Request], httpx.Response],
        webhook_sender: WebhookSender,
        clock: AdjustableClock,
    ) -> None:
        """Send requests for BASE_URL to `app`, all others to `workflows`. A late response moves the clock on."""
        self._app = app
        self._workflows = workflows
        self._webhook_sender = webhook_sender
        self._clock = clock
        self.closed = False

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the response to a request of a synchronous client."""
        request.read()
        if not self._is_for_service(request):
            return to_httpx(self._workflows(request), request)
        response = _run(self._call_app(request))
        if isinstance(response, SandboxResponse):
            self._webhook_sender.deliver_now(response.webhook_requests)
            self._pass_time(response.delay, request)
        return to_httpx(response, request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the response to a request of an asynchronous client, in any event loop."""
        await request.aread()
        if not self._is_for_service(request):
            return to_httpx(self._workflows(request), request)
        response = await self._call_app(request)
        if isinstance(response, SandboxResponse):
            await self._webhook_sender.deliver(response.webhook_requests)
            self._pass_time(response.delay, request)
        return to_httpx(response, request)

    def _is_for_service(self, request: httpx.Request) -> bool:
        if self.closed:
            raise RuntimeError("the sandbox has been closed: a client was used after the end of its test")
        return request.url.host == _HOST

    async def _call_app(self, request: httpx.Request) -> SandboxResponse | httpx.Response:
        """Return the response of the application: as the endpoint made it, or as Starlette itself has sent it."""
        captured: list[SandboxResponse] = []
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": request.content, "more_body": False}

        async def send(message: Message) -> None:
            sent.append(message)

        await self._app(_scope(request, captured), receive, send)
        if captured:
            return captured[0]
        body = b"".join(message.get("body", b"") for message in sent[1:])
        return httpx.Response(sent[0]["status"], headers=sent[0]["headers"], content=body)

    def _pass_time(self, seconds: float, request: httpx.Request) -> None:
        """Move the clock on by the delay of a response, at most by the client's read timeout."""
        limit = request.extensions.get("timeout", {}).get("read")
        if limit is not None and seconds > limit:
            self._clock.advance(limit)
            raise httpx.ReadTimeout("the response of the sandbox was delayed on purpose", request=request)
        self._clock.advance(seconds)


def _run(coroutine: Coroutine[Any, Any, SandboxResponse | httpx.Response]) -> SandboxResponse | httpx.Response:
    """Run a coroutine that never waits for anything, without an event loop."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        response: SandboxResponse | httpx.Response = done.value
        return response
    coroutine.close()
    raise RuntimeError("this path of the sandbox needs an event loop: use an asynchronous client, or `serve`")


def _scope(request: httpx.Request, captured: list[SandboxResponse]) -> dict[str, Any]:
    raw_path, _, query = request.url.raw_path.partition(b"?")
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": request.url.scheme,
        "path": unquote(raw_path.decode("ascii")),
        "raw_path": raw_path,
        "query_string": query,
        "root_path": "",
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "server": (request.url.host, request.url.port),
        "client": None,
        "extensions": {CAPTURE: captured},
    }
