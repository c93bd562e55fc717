# Generated from async_redis_limits.py. Do not edit: change that file and run `python -m generator`.
"""Limits that are counted in a Redis server, which processes share."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from .._concurrency.fork import register_fork_reset
from .._redis.circuit_breaker import CircuitBreaker
from .._redis.store import RedisStore, redis_store
from .advance_tickets import AdvanceTickets, AnyWaiter, Operation
from .limit_state import SECOND, Ask, Decision, Observation
from .lua_script import SCRIPT, read_decision, script_args
from .pending_request import PendingRequest
from .waiter import Waiter
from .window_log import Ticket

_MAX_KEYS = 1000
"""Limits of which something is kept until the next request: there may be one for each external user."""

_MAX_ARRIVALS = 100
"""Late requests that one script records."""

_Arrivals = list[tuple[Ticket, float]]
"""Tickets of late requests, and when their responses arrived."""


class RedisLimits:
    """Counts in Redis, by the clock of Redis. Each script counts requests and shares what the last response said."""

    _waiter = Waiter
    """Suspends a request until the operation of another one ends."""

    def __init__(self, store: RedisStore, clock: Callable[[], float]) -> None:
        self.store = store
        self._clock = clock
        self.after_fork()
        register_fork_reset(self)

    def after_fork(self) -> None:
        """Start empty: the parent uses its entries itself, and its lock may have been held during the fork."""
        self._lock = threading.Lock()
        self._advance: dict[str, AdvanceTickets] = {}
        self._pending: dict[str, tuple[Observation, float]] = {}
        self._arrivals: dict[str, _Arrivals] = {}

    def acquire(self, request: PendingRequest, ask: Ask) -> Decision | None:
        """Count a request if it may be sent now; otherwise reserve the time when it may. None if the store is down.

        A request that is new can get an entry that this process has in advance, without an operation, or one that another request asks for.
        """
        if ask.share or ask.ticket is not None:
            return self._acquire(request.key, ask)
        waiter = operation = None
        with self._lock:
            advance = self._advance.get(request.key)
            if advance is None:
                _make_space(self._advance)
                advance = self._advance[request.key] = AdvanceTickets(ask.window)
            entry = advance.take(request.asked_at)
            if entry is None:
                scope = self._waiter.scope()
                waiter = advance.join(scope, self._waiter)
                operation = advance.begin(scope) if waiter is None else None
        if waiter is not None:
            self._wait(advance, waiter)
            entry, operation = waiter.entry, waiter.operation
            request.asked_at = self._clock()
        if entry is None:
            return self._ask(advance, operation, request, ask)
        decision, request.asked_at = entry
        return decision

    def _wait(self, advance: AdvanceTickets, waiter: Waiter) -> None:
        """Wait for the operation of another request."""
        try:
            waiter.wait()
        except BaseException:  # a cancellation
            with self._lock:
                woken = advance.leave(waiter)
            _wake(woken)
            raise

    def _ask(
        self, advance: AdvanceTickets, operation: Operation | None, request: PendingRequest, ask: Ask
    ) -> Decision | None:
        """Ask for entries, also for the requests that wait for this operation."""
        with self._lock:
            if operation is None:
                operation = advance.begin(self._waiter.scope())
            ask = advance.ask(operation, ask)
        decision = None
        try:
            decision = self._acquire(request.key, ask)
        finally:
            with self._lock:
                woken = advance.end(operation, decision, request.asked_at)
            _wake(woken)
        return decision

    def observe(self, request: PendingRequest, seen: Observation) -> None:
        """Learn from a response: with the next operation of this process, or at once if other processes must not send now."""
        key = request.key
        if seen.hold_in >= 0:
            with self._lock:
                self._advance.pop(key, None)
        if seen.hold_in >= 0 or (seen.remaining == 0 and request.has_much_left):
            self._run("observe", key, request.ask(None), seen, _read_nothing)
            return
        before = self._pending.get(key)
        if before is None or seen.number >= before[0].number:
            with self._lock:
                if before is None:
                    _make_space(self._pending)
                self._pending[key] = (seen, self._clock())

    def record_arrival(self, key: str, ticket: Ticket) -> None:
        """Record that a request has reached the service by now. Other processes learn it with the next operation of this one."""
        self._keep_arrivals(key, [(ticket, self._clock())])

    def release(self, key: str, ask: Ask) -> None:
        """Give up the reservations of a request that is not sent."""
        self._run("release", key, ask, None, _read_nothing, finish=True)

    def _acquire(self, key: str, ask: Ask) -> Decision | None:
        seen = self._take_pending(key) if ask.adaptive else None
        arrivals = self._take_arrivals(key)
        decision = None
        try:
            decision = self._run("acquire", key, ask, seen, read_decision, self._aged(arrivals))
        finally:
            if decision is None and arrivals:  # an arrival that is recorded twice has no effect
                self._keep_arrivals(key, arrivals)
        return decision

    def _take_pending(self, key: str) -> Observation | None:
        pending = self._pending.pop(key, None)
        if pending is None:
            return None
        seen, since = pending
        return seen.aged(round((self._clock() - since) * SECOND))

    def _take_arrivals(self, key: str) -> _Arrivals:
        if key not in self._arrivals:
            return []
        with self._lock:
            arrivals = self._arrivals.pop(key, [])
            if len(arrivals) > _MAX_ARRIVALS:
                self._arrivals[key] = arrivals[_MAX_ARRIVALS:]
        return arrivals[:_MAX_ARRIVALS]

    def _keep_arrivals(self, key: str, arrivals: _Arrivals) -> None:
        with self._lock:
            kept = self._arrivals.get(key)
            if kept is None:
                _make_space(self._arrivals)
                kept = self._arrivals[key] = []
            kept += arrivals

    def _aged(self, arrivals: _Arrivals) -> list[tuple[Ticket, int]]:
        now = self._clock()
        return [(ticket, round((now - since) * SECOND)) for ticket, since in arrivals]

    def _run(
        self,
        action: str,
        key: str,
        ask: Ask,
        seen: Observation | None,
        read: Callable[[Any], Decision | None],
        arrivals: list[tuple[Ticket, int]] | None = None,
        *,
        finish: bool = False,
    ) -> Decision | None:
        return self.store.run(
            SCRIPT,
            key,
            *script_args(action, ask, seen, arrivals or ()),
            budget=self.store.new_budget(),
            read=read,
            fallback=None,
            finish=finish,
        )


def redis_limits(storage: Any, clock: Callable[[], float]) -> RedisLimits:
    """Return the limits in a store. Raises ConfigurationError: it is neither a known URL nor a Redis client."""
    consequence = "each process limits its own requests until it is back"
    breaker = CircuitBreaker("the store of the rate limits", consequence, clock)
    return RedisLimits(redis_store("rate_limit_storage", storage, breaker), clock)


def _make_space(by_key: dict[str, Any]) -> None:
    """Remove the oldest key if there are too many."""
    if len(by_key) >= _MAX_KEYS:
        del by_key[next(iter(by_key))]


def _wake(waiters: list[AnyWaiter]) -> None:
    for waiter in waiters:
        waiter.wake()


def _read_nothing(result: Any) -> None:
    if result != []:
        raise TypeError("the script returned an unexpected value")
