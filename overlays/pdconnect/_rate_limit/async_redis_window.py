# Source of redis_window.py, the synchronous half: run `python -m generator` after each change.
"""A sliding-window counter for requests in a Redis server that processes share."""

from __future__ import annotations

from .._redis.store import AsyncRedisStore
from .._redis.time_budget import TimeBudget
from .redis_scripts import ACQUIRE, read_wait
from .sliding_window import WAIT_MARGIN, Limit


class AsyncRedisWindowCounter:
    """Counts in Redis, by the clock of Redis."""

    def __init__(self, store: AsyncRedisStore) -> None:
        self._store = store

    async def acquire(self, key: str, limit: Limit, budget: TimeBudget) -> float | None:
        """Count a request and return None, or return the seconds until the limit has capacity if no other request uses it first.

        A store that is down limits nothing.
        """
        wait = await self._store.run(
            ACQUIRE, key, limit.requests, limit.seconds, budget=budget, read=read_wait, fallback=None
        )
        return None if wait is None else wait + limit.seconds * WAIT_MARGIN
