"""Limits that are counted in the memory of this process."""

from __future__ import annotations

import threading
from collections.abc import Callable

from .limit_state import SECOND, Ask, Decision, LimitState, Observation
from .window_log import Ticket

_FIRST_SWEEP = 1000
"""The number of keys at which those that are no longer needed are removed for the first time."""


class MemoryLimits:
    """Counts in memory, on a monotonic clock. Old requests are removed by later ones, so there is no thread for that."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._states: dict[str, LimitState] = {}
        self._needed_until: dict[str, int] = {}
        self._sweep_at = _FIRST_SWEEP

    def acquire(self, key: str, ask: Ask) -> Decision:
        """Count a request if it may be sent now; otherwise reserve the time when it may."""
        with self._lock:
            now = self._now()
            state = self._states.get(key) or self._state(key, now)
            decision = state.acquire(ask, now)
            self._needed_until[key] = now + state.ttl
            return decision

    def record(self, key: str, ask: Ask, granted: Decision) -> Decision:
        """Count a request that a shared store has granted."""
        with self._lock:
            now = self._now()
            state = self._states.get(key) or self._state(key, now)
            decision = state.record(granted, ask, now)
            self._needed_until[key] = now + state.ttl
            return decision

    def observe(self, key: str, ask: Ask, seen: Observation) -> None:
        """Learn from a response."""
        with self._lock:
            now = self._now()
            state = self._states.get(key) or self._state(key, now)
            state.observe(seen, ask, now)
            self._needed_until[key] = now + state.ttl

    def is_recreated(self, key: str, granted: Decision) -> bool:
        """Return whether the state in the store was created after it should have contained requests of this process that still count."""
        state = self._states.get(key)
        if state is None or state.born in (0, granted.born):
            return False
        return state.log.newest() + granted.window > self._now()

    def record_arrival(self, key: str, ask: Ask, ticket: Ticket) -> None:
        """Record that a request has reached the service by now."""
        with self._lock:
            now = self._now()
            self._state(key, now).record_arrival(ticket, 0, ask, now)

    def release(self, key: str, ask: Ask) -> None:
        """Give up the reservations of a request that is not sent."""
        with self._lock:
            self._state(key, self._now()).release(ask.ticket, ask.share, ask.share_ticket)

    def _now(self) -> int:
        return round(self._clock() * SECOND)

    def _state(self, key: str, now: int) -> LimitState:
        state = self._states.get(key)
        if state is None:
            if len(self._states) >= self._sweep_at:
                self._sweep(now)
            state = self._states[key] = LimitState()
            self._needed_until[key] = now
        return state

    def _sweep(self, now: int) -> None:
        for key in [key for key, until in self._needed_until.items() if until <= now]:
            del self._states[key], self._needed_until[key]
        self._sweep_at = max(_FIRST_SWEEP, 2 * len(self._states))
