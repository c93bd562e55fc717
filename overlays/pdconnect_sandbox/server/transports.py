"""The sandbox in process: a transport of both HTTP libraries that runs the application itself, with no socket and no event loop."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, overload
from urllib.parse import unquote

from starlette.types import ASGIApp, Message

from ..service.workflows import WorkflowNotFoundError
from ..state.clock import AdjustableClock
from ..wire.http_libraries import library_of, translate_error, with_loaded_bases
from ..wire.responses import SandboxResponse
from ..wire.webhook_delivery import WebhookSender
from .endpoint import CAPTURE
from .host_check import IN_PROCESS_HOST
from .responses import to_library

if TYPE_CHECKING:
    import httpx
    import httpx2

    class _Transport(httpx.BaseTransport, httpx.AsyncBaseTransport, httpx2.BaseTransport, httpx2.AsyncBaseTransport):
        """A transport of both libraries, synchronous and asynchronous."""

        def handle_request(self, request: Any) -> Any: ...

        async def handle_async_request(self, request: Any) -> Any: ...

else:
    _Transport = object  # `in_process_transport` adds the classes of the libraries

BASE_URL = f"https://{IN_PROCESS_HOST}"
"""The URL of the service for clients in process."""


class InProcessTransport(_Transport):
    """Carries the requests of synchronous and asynchronous clients to the sandbox. It never uses the network."""

    def __init__(
        self,
        app: ASGIApp,
        workflows: Callable[[Any], Any],
        webhook_sender: WebhookSender,
        clock: AdjustableClock,
    ) -> None:
        """Send requests for BASE_URL to `app`, all others to `workflows`. A late response advances the clock."""
        self._app = app
        self._workflows = workflows
        self._webhook_sender = webhook_sender
        self._clock = clock
        self.closed = False

    @overload
    def handle_request(self, request: httpx.Request) -> httpx.Response: ...

    @overload
    def handle_request(self, request: httpx2.Request) -> httpx2.Response: ...

    def handle_request(self, request: Any) -> Any:
        """Return the response to a request of a synchronous client, in the library of that client."""
        request.read()
        with _errors_of_library(request):
            if not self._is_for_service(request):
                return to_library(self._workflows(request), request)
            response = _run(self._call_app(request))
            if isinstance(response, SandboxResponse):
                self._webhook_sender.deliver_now(response.webhook_requests)
                self._pass_time(response.delay, request)
            return to_library(response, request)

    @overload
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response: ...

    @overload
    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response: ...

    async def handle_async_request(self, request: Any) -> Any:
        """Return the response to a request of an asynchronous client, in any event loop and in the library of that client."""
        await request.aread()
        with _errors_of_library(request):
            if not self._is_for_service(request):
                return to_library(self._workflows(request), request)
            response = await self._call_app(request)
            if isinstance(response, SandboxResponse):
                await self._webhook_sender.deliver(response.webhook_requests)
                self._pass_time(response.delay, request)
            return to_library(response, request)

    def close(self) -> None:
        """Do nothing: a client that is closed leaves the sandbox open."""

    async def aclose(self) -> None:
        """Do nothing: a client that is closed leaves the sandbox open."""

    def _is_for_service(self, request: Any) -> bool:
        if self.closed:
            raise RuntimeError("the sandbox has been closed: a client was used after the end of its test")
        host: str = request.url.host
        return host == IN_PROCESS_HOST

    async def _call_app(self, request: Any) -> Any:
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
        return library_of(request).Response(sent[0]["status"], headers=sent[0]["headers"], content=body)

    def _pass_time(self, seconds: float, request: Any) -> None:
        """Advance the clock by the delay of a response, at most by the client's read timeout."""
        limit = request.extensions.get("timeout", {}).get("read")
        if limit is not None and seconds > limit:
            self._clock.advance(limit)
            raise library_of(request).ReadTimeout("the response of the sandbox was delayed on purpose", request=request)
        self._clock.advance(seconds)


def in_process_transport(
    app: ASGIApp, workflows: Callable[[Any], Any], webhook_sender: WebhookSender, clock: AdjustableClock
) -> InProcessTransport:
    """Return a transport for the clients of each library that is imported."""
    cls = with_loaded_bases(InProcessTransport, "BaseTransport", "AsyncBaseTransport")
    return cls(app, workflows, webhook_sender, clock)


@contextmanager
def _errors_of_library(request: Any) -> Generator[None]:
    """Raise errors that functions of a test raise in the library of the request, as a connection does."""
    try:
        yield
    except WorkflowNotFoundError as error:
        raise library_of(request).ConnectError(str(error), request=request) from None
    except Exception as error:
        translated = translate_error(error, request)
        if translated is None:
            raise
        raise translated from error


def _run(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Run a coroutine that never waits for anything, without an event loop."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        return done.value
    coroutine.close()
    raise RuntimeError("this path of the sandbox needs an event loop: use an asynchronous client, or `serve`")


def _scope(request: Any, captured: list[SandboxResponse]) -> dict[str, Any]:
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
