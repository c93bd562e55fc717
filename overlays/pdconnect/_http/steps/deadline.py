"""The deadline of a call for threads. Its twin for tasks is `async_deadline`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ..deadline import DeadlineReached, run_with_deadline

if TYPE_CHECKING:
    from ..backend import Response
    from ..call_state import CallState
    from . import Step


class DeadlineStep:
    """Runs everything below in a thread, and stops waiting for it when the time of the call has passed."""

    def __init__(self, next_step: Step) -> None:
        self._next = next_step

    def send(self, state: CallState) -> Response:
        """Return the response, or raise DeadlineExceededError."""
        assert state.deadline is not None
        try:
            return run_with_deadline(
                state.deadline.remaining(), partial(self._next.send, state), state.abandon, _close_response
            )
        except DeadlineReached:
            raise state.deadline_error() from None


def _close_response(response: Response) -> None:
    response.close()
