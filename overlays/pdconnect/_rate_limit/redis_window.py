# Generated from async_redis_window.py. Do not edit: change that file and run `python -m generator`.
"""A sliding-window counter for requests in a Redis server that processes share."""

from __future__ import annotations

from .._redis.store import RedisStore
from .._redis.time_budget import TimeBudget
from .redis_scripts import ACQUIRE, read_wait
from .sliding_window import WAIT_MARGIN, Limit


class RedisWindowCounter:
    """Counts in Redis, by the clock of Redis."""

    def __init__(self, store: RedisStore) -> None:
        self._store = store

    def acquire(self, key: str, limit: Limit, budget: TimeBudget) -> float | None:
        """Count a request and return None, or return the seconds until the limit has capacity if no other request uses it first.

        A store that is down limits nothing.
        """
        wait = self._store.run(
            ACQUIRE, key, limit.requests, limit.seconds, budget=budget, read=read_wait, fallback=None
        )
        return None if wait is None else wait + limit.seconds * WAIT_MARGIN
