"""The sandbox in process: an httpx transport that calls the service itself, with no socket and no event loop."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from ..spec.request import Incoming
from ..state.clock import MovableClock
from ..wire.types import Reply
from ..wire.webhook_delivery import WebhookSender
from .responses import response_of

BASE_URL = "https://sandbox.test"
"""Where clients in process take the service to be. The domain `.test` is nobody's, and never will be."""
_HOST = httpx.URL(BASE_URL).host


class InProcessTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Carries the requests of clients, for threads and for tasks, to functions. The network is never reached."""

    def __init__(
        self,
        service: Callable[[Incoming], Reply],
        elsewhere: Callable[[httpx.Request], httpx.Response],
        webhook_sender: WebhookSender,
        clock: MovableClock,
    ) -> None:
        """Let `service` answer at BASE_URL and `elsewhere` at every other host; late answers move the clock on."""
        self._service = service
        self._elsewhere = elsewhere
        self._webhook_sender = webhook_sender
        self._clock = clock
        self.over = False

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a request of a client for threads."""
        request.read()
        answer = self._answer(request)
        if isinstance(answer, Reply):
            self._webhook_sender.deliver_now(answer.webhook_requests)
            self._let_pass(answer.delay, request)
        return response_of(answer, request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a request of a client for tasks, of whatever event loop."""
        await request.aread()
        answer = self._answer(request)
        if isinstance(answer, Reply):
            await self._webhook_sender.deliver(answer.webhook_requests)
            self._let_pass(answer.delay, request)
        return response_of(answer, request)

    def _answer(self, request: httpx.Request) -> Reply | httpx.Response:
        if self.over:
            raise RuntimeError("the sandbox has been closed: what called it has outlived its test")
        return self._service(_incoming(request)) if request.url.host == _HOST else self._elsewhere(request)

    def _let_pass(self, seconds: float, request: httpx.Request) -> None:
        """Let the time pass that an answer takes, or as much of it as the caller is ready to wait."""
        limit = request.extensions.get("timeout", {}).get("read")
        if limit is not None and seconds > limit:
            self._clock.advance(limit)
            raise httpx.ReadTimeout("the sandbox was told to answer too late", request=request)
        self._clock.advance(seconds)


def _incoming(request: httpx.Request) -> Incoming:
    path, _, query = request.url.raw_path.partition(b"?")
    return Incoming(
        method=request.method,
        raw_path=path.decode("ascii"),
        query=query.decode("ascii"),
        headers=dict(request.headers),
        body=request.content,
        base_url=BASE_URL,
    )
