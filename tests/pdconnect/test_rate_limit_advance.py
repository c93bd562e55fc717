"""A process that sends fast gets entries of a shared limit in advance; and what it reports to the store with its operations."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import anyio
import pytest

import pdconnect
from pdconnect._rate_limit.advance_tickets import MOST, AdvanceTickets, lifetime
from pdconnect._rate_limit.async_redis_limits import AsyncRedisLimits
from pdconnect._rate_limit.limit_state import ADVANCE_PART, GRANTED, RESERVED, SECOND, Ask, Decision, LimitState
from pdconnect._rate_limit.limits import Limit
from pdconnect._rate_limit.pending_request import PendingRequest
from pdconnect._rate_limit.window_log import Ticket

from ..redis_server import RedisServer
from .test_rate_limit_outages import Service, Store, is_refused, settings
from .test_rate_limits import Time

MINUTE = 60 * SECOND
LIFETIME = lifetime(MINUTE)


class CountingStore(Store):
    """Counts operations."""

    def __init__(self, server: RedisServer, time: Time) -> None:
        super().__init__(server, time)
        self.operations = 0

    def evalsha(self, sha: str, numkeys: int, *args: Any) -> Any:
        self.operations += 1
        return super().evalsha(sha, numkeys, *args)


class Limits:
    """Requests of one process, one after another, against a state that grants what the script would grant."""

    def __init__(self) -> None:
        self.now = 0.0
        self.state = LimitState()
        self.advance = AdvanceTickets(MINUTE)
        self.operations = 0
        self.numbers: list[int] = []

    def send(self, pause: float) -> None:
        self.now += pause
        taken = self.advance.take(self.now)
        if taken is not None:
            decision, asked_at = taken
            assert self.now - asked_at <= LIFETIME
        else:
            operation = self.advance.begin(None)
            ask = self.advance.ask(operation, Ask(1_000_000, MINUTE))
            decision = self.state.acquire(ask, round(self.now * SECOND))
            self.operations += 1
            assert self.advance.end(operation, decision, self.now) == []
        assert decision.status == GRANTED
        assert decision.ticket is not None
        self.numbers.append(decision.ticket.number)


def test_the_number_of_entries_in_advance_follows_the_demand() -> None:
    limits = Limits()
    for pause, count, operations in (
        (LIFETIME, 50, (50, 50)),  # slow: each request asks
        (0.001, 1000, (15, 60)),  # fast
        (LIFETIME * 3, 100, (100, 100)),  # slow again
        (LIFETIME / 10, 300, (60, 150)),  # ten in a lifetime
    ):
        before = limits.operations
        for _ in range(count):
            limits.send(pause)
        assert operations[0] <= limits.operations - before <= operations[1], pause
    assert len(set(limits.numbers)) == len(limits.numbers)
    assert limits.state.log.last <= len(limits.numbers) + MOST  # later requests have got what was not used in time


def test_a_process_gets_a_small_part_of_the_free_capacity_in_advance() -> None:
    for used, held, expected in ((0, 0, 3), (71, 0, 2), (140, 0, 0), (199, 0, 0), (0, 1, 0)):
        state = LimitState()
        for _ in range(used):
            state.acquire(Ask(200, MINUTE), 0)
        state.held_until = held * SECOND
        decision = state.acquire(Ask(200, MINUTE, ahead=5, wanted=MOST), 0)
        assert decision.advance == expected <= 200 // ADVANCE_PART, used
    for ask in (Ask(1000, MINUTE, share=500_000, wanted=MOST), Ask(1000, MINUTE)):
        assert LimitState().acquire(ask, 0).advance == 0


def test_an_entry_that_was_not_used_in_time_is_void_once_the_one_a_window_later_was_sent() -> None:
    for has_sent_later in (False, True):
        state, now = LimitState(), MINUTE
        unused = state.log.add(SECOND, 2)
        state.log.times[1] = now - SECOND  # the first was used late
        if has_sent_later:
            state.log.add(now - 1, 2)
        decision = state.acquire(Ask(2, MINUTE, ahead=5, ticket=Ticket(2, unused.time)), now)
        assert decision.ticket is not None
        assert (decision.ticket.number, decision.status) == ((5, RESERVED) if has_sent_later else (2, GRANTED))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["wait", "adaptive", "fail"])
def test_fast_calls_take_few_operations(redis: RedisServer, kind: Any) -> None:
    time = Time()
    service, store = Service(time), CountingStore(redis, time)
    limit = {"account_reads": "100000 per minute"}
    client = service.client(**settings(store, rate_limit_mode=kind, rate_limit_overrides=limit))
    for _ in range(500):
        time.now += 0.001
        client.accounts.retrieve("apn_1")
    assert store.operations < 50
    time.now += 1
    client.accounts.retrieve("apn_1")
    assert store.operations < 51


@pytest.mark.slow
def test_the_limit_holds_with_entries_in_advance(redis: RedisServer) -> None:
    for pause in (0.0, 0.001, 0.1, 0.7):
        redis.clear()
        time = Time()
        service = Service(time)
        limit = {"account_reads": "128 per minute"}
        stores = [CountingStore(redis, time) for _ in range(3)]
        clients = [service.client(**settings(store, rate_limit_overrides=limit)) for store in stores]
        refused = 0
        for number in range(192):
            time.now += pause
            refused += is_refused(clients[number % 3 if number % 7 else 0])
        assert service.most_in_a_window(60) <= 128
        windows = 1 + int(192 * pause / 60.6)
        unused = 3 * 128 // ADVANCE_PART  # no call waits: what one process has, another one lacks
        assert 192 - refused >= min(128 * windows, 192) - unused, pause


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_child_does_not_use_the_entries_of_its_parent() -> None:
    limits = AsyncRedisLimits(FakeStore(), lambda: 0.0)
    limits._advance["key"] = AdvanceTickets(MINUTE)
    limits.record_arrival("key", Ticket(1, 1))
    if (child := os.fork()) == 0:
        os._exit(0 if (limits._advance, limits._arrivals) == ({}, {}) else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert limits._advance


class FakeStore:
    """A store that executes nothing, and records the arrivals that it gets."""

    def __init__(self) -> None:
        self.respond: Callable[[], Any] = lambda: None
        self.arrivals: list[int] = []

    is_down = False

    def new_budget(self) -> Any:
        return None

    def close(self) -> None:
        pass

    async def run(self, script: Any, key: str, *args: Any, **options: Any) -> Any:
        result = self.respond()
        await anyio.lowlevel.checkpoint()
        self.arrivals += [int(number) for number in args[2].split()[19::3]]
        return result


def test_late_arrivals_are_kept_until_an_operation_has_recorded_them() -> None:
    granted = Decision(GRANTED, 0, Ticket(1, 0), None, 100, MINUTE)
    request = PendingRequest("reads", "key", Limit(100, 60), 0, adaptive=False)

    def fail() -> None:
        raise RuntimeError("broken")

    async def run() -> None:
        store = FakeStore()
        limits = AsyncRedisLimits(store, lambda: 5.0)

        async def operation(respond: Callable[[], Any]) -> list[int]:
            store.respond, store.arrivals = respond, []
            await limits.acquire(request, request.ask(None))
            return store.arrivals

        for number in range(1, 251):
            limits.record_arrival("key", Ticket(number, 0))
        numbers = list(range(1, 251))
        assert await operation(lambda: None) == numbers[:100]  # the store is down
        with pytest.raises(RuntimeError, match="broken"):
            await operation(fail)
        with anyio.CancelScope() as scope:
            scope.cancel()
            await operation(lambda: granted)
        recorded = [number for _ in range(4) for number in await operation(lambda: granted)]
        assert sorted(recorded) == numbers

    anyio.run(run)


def test_limits_of_many_users_do_not_lose_the_late_arrivals_of_the_newest() -> None:
    async def run() -> None:
        store = FakeStore()
        limits = AsyncRedisLimits(store, lambda: 5.0)
        for number in range(1500):
            limits.record_arrival(f"user-{number}", Ticket(number, 0))
        request = PendingRequest("reads", "user-1499", Limit(100, 60), 0, adaptive=False)
        await limits.acquire(request, request.ask(None))
        assert store.arrivals == [1499]

    anyio.run(run)


def test_a_process_notices_a_store_that_lost_its_data_also_after_others_have_counted_there(redis: RedisServer) -> None:
    for others in (0, 1, 9):
        for adaptive in (False, True):
            redis.clear()
            time = Time()
            service, store = Service(time), Store(redis, time)
            overrides = {"account_reads": "20 per minute"}
            more = {"rate_limit_overrides": overrides, "rate_limit_mode": "adaptive"} if adaptive else {}
            more = {"rate_limit_overrides": overrides, **more}
            client = service.client(**settings(store, **more), max_retries=0)
            other = service.client(**settings(store, **more), max_retries=0)
            for _ in range(8):
                client.accounts.retrieve("apn_1")
            store.flushall()
            time.now += 1
            for _ in range(others):
                other.accounts.retrieve("apn_1")
            before = len(service.arrivals)
            deadline = client.with_options(deadline=1)
            sent = 0
            for _ in range(20):
                try:
                    deadline.accounts.retrieve("apn_1")
                except (pdconnect.RateLimitExceededError, pdconnect.DeadlineExceededError):
                    break
                sent += 1
            assert sent == len(service.arrivals) - before
            assert sent <= 20 - 8, others
