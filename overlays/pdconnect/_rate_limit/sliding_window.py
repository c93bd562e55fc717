"""Windows of time in which requests are counted: in memory, or in a store that processes share.

They move: no span of time that is as long as the window ever sees more requests than the figure.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from redis import ConnectionPool

_MARGIN = 0.01
"""The share of a window that is waited beyond its end: requests can come closer together at the service than they were sent."""

_FIRST_SWEEP = 1000
"""How many keys there may be before those that nobody counts at any more are looked for."""


class Figure(NamedTuple):
    """How many requests there may be in how many seconds."""

    requests: int
    seconds: int


class Windows(Protocol):
    """Where requests are counted."""

    def take(self, key: str, figure: Figure) -> float | None:
        """Count a request if there is room for it. Otherwise the seconds until there is, if nobody else takes it."""
        ...


class MemoryWindows:
    """Counts in memory, on a clock that never goes back.

    The storage that `limits` has for it reads the wall clock, and starts a thread per request to forget the old ones.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._ends: dict[str, deque[float]] = {}  # when each request leaves the window, the first one first
        self._sweep_at = _FIRST_SWEEP

    def take(self, key: str, figure: Figure) -> float | None:
        """Count a request if there is room for it. Otherwise the seconds until there is, if nobody else takes it."""
        with self._lock:
            now = self._clock()
            ends = self._ends_of(key, now)
            while ends and ends[0] <= now:
                ends.popleft()
            if len(ends) >= figure.requests:
                return ends[0] - now + figure.seconds * _MARGIN
            ends.append(now + figure.seconds)
            return None

    def _ends_of(self, key: str, now: float) -> deque[float]:
        if key not in self._ends:
            if len(self._ends) >= self._sweep_at:
                self._ends = {key: ends for key, ends in self._ends.items() if ends[-1] > now}
                self._sweep_at = max(_FIRST_SWEEP, 2 * len(self._ends))
            self._ends[key] = deque()
        return self._ends[key]


class StoredWindows:
    """Counts in Redis, by the clocks of the machines that count. Raises the StorageError of `limits` where the store is down."""

    def __init__(self, pool: ConnectionPool) -> None:
        from limits.storage import RedisStorage
        from limits.strategies import MovingWindowRateLimiter

        self._limiter = MovingWindowRateLimiter(RedisStorage("redis://", connection_pool=pool, wrap_exceptions=True))

    def take(self, key: str, figure: Figure) -> float | None:
        """Count a request if there is room for it. Otherwise the seconds until there is, if nobody else takes it."""
        from limits import RateLimitItemPerSecond

        item = RateLimitItemPerSecond(figure.requests, figure.seconds)
        if self._limiter.hit(item, key):
            return None
        window = self._limiter.get_window_stats(item, key)
        full = window.remaining == 0  # else one has left it just now
        return (max(0.0, window.reset_time - time.time()) if full else 0.0) + figure.seconds * _MARGIN
