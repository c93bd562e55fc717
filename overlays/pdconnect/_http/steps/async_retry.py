# Source of retry.py, the synchronous half: run `python -m generator` after each change.
"""Retries of a call. Whether and when is decided in `retry_policy`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from ..._exceptions import TransportError
from ..._logging import log_retry

if TYPE_CHECKING:
    from ..backend import Response
    from ..call_state import CallState
    from . import AsyncStep


class AsyncRetryStep:
    """Sends a call again as often as its operation and its deadline allow."""

    def __init__(self, next_step: AsyncStep, sleep: Callable[[float], Awaitable[None]]) -> None:
        self._next = next_step
        self._sleep = sleep

    async def send(self, state: CallState) -> Response:
        """Return the response of the last attempt, or raise its error."""
        while True:
            try:
                response = await self._next.send(state)
                delay, status = state.retry_delay_for_response(response), response.status_code
                if delay is None:
                    return response
            except TransportError as error:
                is_own = error.operation == state.call.operation.id  # a token request has had its own retries
                delay, status = state.retry_delay_for_error(error) if is_own else None, error.status_code or 0
                if delay is None:
                    error.attempts = state.attempt
                    error.sent = state.sent  # in any of the attempts
                    raise
            log_retry(state.call.operation, state.attempt, status, delay)
            await self._sleep(delay)
            state.next_attempt()
