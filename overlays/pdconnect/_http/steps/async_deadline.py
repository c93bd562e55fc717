"""The deadline of a call for tasks. Its twin for threads is `deadline`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio import move_on_after

if TYPE_CHECKING:
    from ..backend import Response
    from ..call_state import CallState
    from . import AsyncStep


class AsyncDeadlineStep:
    """Cancels everything below when the time of the call has passed."""

    def __init__(self, next_step: AsyncStep) -> None:
        self._next = next_step

    async def send(self, state: CallState) -> Response:
        """Return the response, or raise DeadlineExceededError."""
        assert state.deadline is not None
        with move_on_after(state.deadline.remaining()):
            return await self._next.send(state)
        raise state.deadline_error()
