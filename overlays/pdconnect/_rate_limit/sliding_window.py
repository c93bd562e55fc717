"""A sliding-window counter for requests in memory.

No period as long as the window ever contains more requests than the limit allows.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import NamedTuple, Protocol

WAIT_MARGIN = 0.01
"""The share of a window that is added to each wait: requests can arrive at the service closer together than they were sent."""

_FIRST_SWEEP = 1000
"""The number of keys at which keys without recent requests are removed for the first time."""


class Limit(NamedTuple):
    """The number of requests that are allowed in a number of seconds."""

    requests: int
    seconds: int


class WindowCounter(Protocol):
    """A place where requests are counted."""

    def acquire(self, key: str, limit: Limit) -> float | None:
        """Count a request and return None, or return the seconds until the limit has capacity if no other request uses it first."""
        ...


class MemoryWindowCounter:
    """Counts in memory, on a monotonic clock.

    The memory storage of the `limits` library reads the wall clock, and starts a thread for each request to remove old ones.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._expiries: dict[str, deque[float]] = {}  # when each request leaves the window, oldest first
        self._sweep_at = _FIRST_SWEEP

    def acquire(self, key: str, limit: Limit) -> float | None:
        """Count a request and return None, or return the seconds until the limit has capacity if no other request uses it first."""
        with self._lock:
            now = self._clock()
            expiries = self._expiries_of(key, now)
            while expiries and expiries[0] <= now:
                expiries.popleft()
            if len(expiries) >= limit.requests:
                return expiries[0] - now + limit.seconds * WAIT_MARGIN
            expiries.append(now + limit.seconds)
            return None

    def _expiries_of(self, key: str, now: float) -> deque[float]:
        if key not in self._expiries:
            if len(self._expiries) >= self._sweep_at:
                self._expiries = {key: expiries for key, expiries in self._expiries.items() if expiries[-1] > now}
                self._sweep_at = max(_FIRST_SWEEP, 2 * len(self._expiries))
            self._expiries[key] = deque()
        return self._expiries[key]
