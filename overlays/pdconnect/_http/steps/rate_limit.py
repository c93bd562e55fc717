# Generated from async_rate_limit.py. Do not edit: change that file and run `python -m generator`.
"""The rate limits that the client itself applies (the option `rate_limit_mode`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..._config import Settings
    from ..._rate_limit.limiter import RateLimiter
    from ..._rate_limit.pending_request import PendingRequest
    from ..._request_options import RateLimitMode
    from ..backend import Response
    from ..call_state import CallState
    from . import Step


class RateLimitStep:
    """Waits until the limits have capacity, or rejects the call. The last step before sending: a counted request must be sent at once."""

    def __init__(
        self,
        next_step: Step,
        limits: RateLimiter,
        mode: RateLimitMode,
        share: float | None,
        settings: Settings,
        sleep: Callable[[float], None],
    ) -> None:
        self._next = next_step
        self._limits = limits
        self._mode: RateLimitMode = mode
        self._share = 0 if share is None or share == 1 else max(1, round(share * 1_000_000))
        self._settings = settings
        self._sleep = sleep

    def send(self, state: CallState) -> Response:
        """Return the response, or raise RateLimitExceededError."""
        if not state.call.operation.rate_limits:
            return self._next.send(state)
        adaptive = self._mode == "adaptive"
        requests: list[PendingRequest] = []
        for limit in state.call.operation.rate_limits:
            request = self._limits.pending(limit, state.call, self._settings, self._share, adaptive=adaptive)
            self._wait(state, request)
            requests.append(request)
        try:
            response = self._next.send(state)
        finally:
            for request in requests:
                self._limits.record_arrival(request)
        if adaptive:
            for request in requests:
                self._limits.observe(request, response)
        return response

    def _wait(self, state: CallState, request: PendingRequest) -> None:
        while True:
            reached = self._limits.acquire(request, state.longest_rate_limit_wait(self._mode))
            if reached is None:
                return
            try:
                self._sleep(state.rate_limit_delay(self._mode, reached))
            except BaseException:  # cancellations too: the next one in the queue can have the time that was reserved
                self._limits.release(request)
                raise
