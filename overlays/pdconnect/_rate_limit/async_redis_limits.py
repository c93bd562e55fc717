# Source of redis_limits.py, the synchronous half: run `python -m generator` after each change.
"""Limits that are counted in a Redis server, which processes share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .._redis.store import AsyncRedisStore
from .limit_state import SECOND, Ask, Decision, Observation
from .lua_script import SCRIPT, read_decision, script_args
from .window_log import Ticket

_MAX_PENDING = 1000
"""Limits whose last observation is kept until the next request: there may be one for each external user."""

_MAX_ARRIVALS = 100
"""Late requests that one script records."""


class AsyncRedisLimits:
    """Counts in Redis, by the clock of Redis. One script for each request counts it and shares what the last response said."""

    def __init__(self, store: AsyncRedisStore, clock: Callable[[], float]) -> None:
        self._store = store
        self._clock = clock
        self._pending: dict[str, tuple[Observation, float]] = {}
        self._arrivals: dict[str, list[tuple[Ticket, float]]] = {}

    async def acquire(self, key: str, ask: Ask) -> Decision | None:
        """Count a request if it may be sent now; otherwise reserve the time when it may. None if the store is down."""
        seen = self._take_pending(key) if ask.adaptive else None
        return await self._run("acquire", key, ask, seen, read_decision, arrivals=self._take_arrivals(key))

    async def observe(self, key: str, ask: Ask, seen: Observation) -> None:
        """Learn from a response: with the next request of this process, or at once if other processes must not send now."""
        if seen.hold_in >= 0 or seen.remaining == 0:
            await self._run("observe", key, ask, seen, _read_nothing)
            return
        before = self._pending.get(key)
        if before is None or seen.number >= before[0].number:
            if before is None and len(self._pending) >= _MAX_PENDING:
                self._pending.clear()
            self._pending[key] = (seen, self._clock())

    def record_arrival(self, key: str, ticket: Ticket) -> None:
        """Record that a request has reached the service by now. Other processes learn it with the next request of this one."""
        if len(self._arrivals) >= _MAX_PENDING:
            self._arrivals.clear()
        self._arrivals.setdefault(key, []).append((ticket, self._clock()))

    async def release(self, key: str, ask: Ask) -> None:
        """Give up the reservations of a request that is not sent."""
        await self._run("release", key, ask, None, _read_nothing, finish=True)

    def _take_pending(self, key: str) -> Observation | None:
        pending = self._pending.pop(key, None)
        if pending is None:
            return None
        seen, since = pending
        return seen.aged(round((self._clock() - since) * SECOND))

    def _take_arrivals(self, key: str) -> list[tuple[Ticket, int]]:
        if key not in self._arrivals:
            return []
        now = self._clock()
        arrivals = self._arrivals.pop(key, [])
        return [(ticket, round((now - since) * SECOND)) for ticket, since in arrivals[-_MAX_ARRIVALS:]]

    async def _run(
        self,
        action: str,
        key: str,
        ask: Ask,
        seen: Observation | None,
        read: Callable[[Any], Decision | None],
        *,
        arrivals: list[tuple[Ticket, int]] | None = None,
        finish: bool = False,
    ) -> Decision | None:
        return await self._store.run(
            SCRIPT,
            key,
            *script_args(action, ask, seen, arrivals or ()),
            budget=self._store.new_budget(),
            read=read,
            fallback=None,
            finish=finish,
        )


def _read_nothing(result: Any) -> None:
    if result != []:
        raise TypeError("the script returned an unexpected value")
