# Source of build_request.py, the synchronous half: run `python -m generator` after each change.
"""Building the HTTP request of an attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..content import async_content_parts
from ..request import RequestBuilder

if TYPE_CHECKING:
    from ..._config import Settings
    from ..._request_options import Options
    from ..async_connections import AsyncConnections
    from ..backend import Response
    from ..call_state import CallState
    from . import AsyncStep

TIMEOUT_SLACK = 1.0
"""Seconds by which the timeouts of an attempt exceed the deadline, so that it is always the deadline that ends the call."""


class AsyncBuildRequestStep:
    """Builds the request from the call, its token and its deadline."""

    def __init__(
        self, next_step: AsyncStep, connections: AsyncConnections, settings: Settings, options: Options
    ) -> None:
        self._next = next_step
        self._connections = connections
        self._settings = settings
        self._options = options
        self._builder: RequestBuilder | None = None

    async def send(self, state: CallState) -> Response:
        """Return the response. Raises InvalidArgumentError, or DeadlineExceededError if no time is left to send."""
        state.check_deadline()
        if self._builder is None:
            transport = await self._connections.transport()
            self._builder = RequestBuilder(
                transport.backend, self._settings, self._options, transport.headers, transport.timeout
            )
        longest = None if state.deadline is None else max(0.0, state.deadline.remaining()) + TIMEOUT_SLACK
        state.request = self._builder.build(state.call, state.token, longest, async_content_parts)
        return await self._next.send(state)
