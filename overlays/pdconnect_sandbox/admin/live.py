"""Live updates of the admin page: server-sent events that say that something has changed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Hashable

from anyio import move_on_after, sleep
from starlette.exceptions import HTTPException
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from ..wire.buffered_request import BufferedRequest
from ..wire.responses import error_response
from ..wire.types import STOPPING
from .browser_check import check_same_origin

_PERIOD = 0.2
_MAX_SILENCE = 5.0
"""Seconds after which the page is updated in any case: remaining times change, and tests in the same process change the state."""
_CHANGED = "event: changed\ndata: 1\n\n"


class LiveUpdates:
    """An ASGI application that sends an event whenever the version differs from that of the last event.

    The stream ends when the server stops, so that it does not delay the end of the sandbox.
    """

    def __init__(self, version: Callable[[], Hashable]) -> None:
        """Compare the results of this function."""
        self._version = version

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one stream (ASGI)."""
        try:
            check_same_origin(BufferedRequest(scope, b""))
        except HTTPException as error:
            await error_response(error)(scope, receive, send)
            return
        stopping: asyncio.Event | None = scope.get("state", {}).get(STOPPING)
        headers = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
        response = StreamingResponse(self._events(stopping), media_type="text/event-stream", headers=headers)
        await response(scope, receive, send)

    async def _events(self, stopping: asyncio.Event | None) -> AsyncIterator[str]:
        yield "retry: 1000\n\n"
        sent, silence = self._version(), 0.0
        while not await _passes(_PERIOD, stopping):
            silence += _PERIOD
            version = self._version()
            if version != sent or silence >= _MAX_SILENCE:
                sent, silence = version, 0.0
                yield _CHANGED


async def _passes(seconds: float, stopping: asyncio.Event | None) -> bool:
    """Wait, and return whether the server is stopping."""
    if stopping is None:
        await sleep(seconds)
        return False
    with move_on_after(seconds):
        await stopping.wait()
    return stopping.is_set()
