# Generated from async_retry.py. Do not edit: change that file and run `python -m generator`.
"""Retries of a call. Whether and when is decided in `retry_policy`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..._exceptions import TransportError
from ..._logging import log_retry

if TYPE_CHECKING:
    from ..backend import Response
    from ..call_state import CallState
    from . import Step


class RetryStep:
    """Sends a call again as often as its operation and its deadline allow."""

    def __init__(self, next_step: Step, sleep: Callable[[float], None]) -> None:
        self._next = next_step
        self._sleep = sleep

    def send(self, state: CallState) -> Response:
        """Return the response of the last attempt, or raise its error."""
        while True:
            try:
                response = self._next.send(state)
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
            self._sleep(delay)
            state.next_attempt()
