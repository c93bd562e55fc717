"""A sliding-window counter for requests in a Redis server that processes share."""

from __future__ import annotations

import time

from limits import RateLimitItemPerSecond
from limits.storage import RedisStorage
from limits.strategies import MovingWindowRateLimiter
from redis import ConnectionPool

from .sliding_window import WAIT_MARGIN, Limit


class RedisWindowCounter:
    """Counts in Redis, by the wall clocks of the client machines. Raises the StorageError of `limits` if Redis fails."""

    def __init__(self, pool: ConnectionPool) -> None:
        self._limiter = MovingWindowRateLimiter(RedisStorage("redis://", connection_pool=pool, wrap_exceptions=True))

    def acquire(self, key: str, limit: Limit) -> float | None:
        """Count a request and return None, or return the seconds until the limit has capacity if no one else uses it first."""
        item = RateLimitItemPerSecond(limit.requests, limit.seconds)
        if self._limiter.hit(item, key):
            return None
        window = self._limiter.get_window_stats(item, key)
        is_full = window.remaining == 0  # otherwise a request has left the window since
        return (max(0.0, window.reset_time - time.time()) if is_full else 0.0) + limit.seconds * WAIT_MARGIN
