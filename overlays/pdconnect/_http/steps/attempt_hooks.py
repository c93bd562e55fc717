# Generated from async_attempt_hooks.py. Do not edit: change that file and run `python -m generator`.
"""Hooks and the debug log around each request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pdconnect_api.redaction import redact

from ..._exceptions import PdconnectError
from ..._hooks import Attempt, AttemptResult, run_after_attempt, run_before_attempt

if TYPE_CHECKING:
    from ..._hooks import Hooks
    from ..backend import Response
    from ..call_state import CallState
    from . import Step


class AttemptHooksStep:
    """Calls the hooks before and after a request, and logs it."""

    def __init__(self, next_step: Step, hooks: Sequence[Hooks], clock: Callable[[], float]) -> None:
        self._next = next_step
        self._hooks = hooks
        self._clock = clock

    def send(self, state: CallState) -> Response:
        """Return the response, or raise the error that the hooks have seen."""
        call = state.call
        attempt = Attempt(call.operation, redact(call.path, call.secrets), state.attempt, state.request)
        run_before_attempt(self._hooks, attempt)
        begin = self._clock()
        try:
            response = self._next.send(state)
        except PdconnectError as error:
            run_after_attempt(self._hooks, AttemptResult(attempt, self._clock() - begin, error=error))
            raise
        run_after_attempt(self._hooks, AttemptResult(attempt, self._clock() - begin, response))
        return response
