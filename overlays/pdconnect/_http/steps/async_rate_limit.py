# Source of rate_limit.py, the synchronous half: run `python -m generator` after each change.
"""The rate limits that the client itself applies (the option `rate_limit_mode`)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..._config import Settings
    from ..._rate_limit.async_limiter import AsyncRateLimiter
    from ..._request_options import RateLimitMode
    from ..backend import Response
    from ..call_state import CallState
    from . import AsyncStep


class AsyncRateLimitStep:
    """Waits until the limits have capacity, or rejects the call. The last step before sending: a counted request must be sent at once."""

    def __init__(
        self,
        next_step: AsyncStep,
        limits: AsyncRateLimiter,
        mode: RateLimitMode,
        settings: Settings,
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._next = next_step
        self._limits = limits
        self._mode: RateLimitMode = mode
        self._settings = settings
        self._sleep = sleep

    async def send(self, state: CallState) -> Response:
        """Return the response, or raise RateLimitExceededError."""
        if state.call.operation.rate_limits:
            while (reached := await self._limits.acquire(state.call, self._settings)) is not None:
                await self._sleep(state.rate_limit_delay(self._mode, reached))
        return await self._next.send(state)
