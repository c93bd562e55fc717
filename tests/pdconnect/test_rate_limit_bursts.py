"""Requests of one process that ask at the same time share the operations at the store: in threads, and in tasks of both event loops."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import anyio
import pytest

from pdconnect._rate_limit.advance_tickets import MOST_WAITING
from pdconnect._rate_limit.async_redis_limits import AsyncRedisLimits
from pdconnect._rate_limit.limit_state import GRANTED, RESERVED, Decision, LimitState
from pdconnect._rate_limit.limits import Limit
from pdconnect._rate_limit.pending_request import PendingRequest
from pdconnect._rate_limit.redis_limits import RedisLimits

from .rate_limit_simulation import ScriptCall

NOW = 1_000_000
EVENT_LOOPS = pytest.mark.parametrize("loop", ["asyncio", "trio"])


class Store:
    """Executes operations on a state in this process. `respond` runs before the response: it can wait, and fail."""

    is_down = False

    def __init__(self) -> None:
        self.state = LimitState()
        self.operations = 0

    def new_budget(self) -> None:
        """Return no budget."""

    def close(self) -> None:
        """Close nothing."""

    def execute(self, args: tuple[Any, ...]) -> Decision | None:
        return None if self.is_down else self.state.acquire(ScriptCall.read(args).ask, NOW)


class ThreadStore(Store):
    def __init__(self) -> None:
        super().__init__()
        self.may_respond = threading.Event()

    def run(self, script: Any, key: str, *args: Any, **options: Any) -> Any:
        self.operations += 1
        assert self.may_respond.wait(30)
        return self.execute(args)


class TaskStore(Store):
    def __init__(self) -> None:
        super().__init__()
        self.may_respond = anyio.Event()

    async def run(self, script: Any, key: str, *args: Any, **options: Any) -> Any:
        self.operations += 1
        await self.may_respond.wait()
        return self.execute(args)


def request(requests: int = 1000) -> PendingRequest:
    return PendingRequest("reads", "key", Limit(requests, 60), 0, adaptive=False)


def waiting(limits: Any) -> int:
    """Return how many requests wait for the operation of another one."""
    advance = limits._advance.get("key")
    return 0 if advance is None or advance._under_way is None else len(advance._under_way.waiters)


class Burst:
    """Tasks that ask at the same time."""

    def __init__(self, requests: int = 1000) -> None:
        self.store = TaskStore()
        self.limits = AsyncRedisLimits(cast("Any", self.store), lambda: 5.0)
        self.decisions: dict[int, Decision | None] = {}
        self.scopes: list[anyio.CancelScope] = []
        self._requests = requests

    async def ask(self, number: int) -> None:
        each = request(self._requests)
        with self.scopes[number]:
            self.decisions[number] = await self.limits.acquire(each, each.ask(None))

    async def run(self, count: int, then: Callable[[], object] = lambda: None) -> None:
        """Start the requests one after another. When all wait, call `then`, and let the store respond."""
        async with anyio.create_task_group() as tasks:
            for number in range(count):
                self.scopes.append(anyio.CancelScope())
                tasks.start_soon(self.ask, number)
                while self.store.operations + waiting(self.limits) < number + 1:
                    await anyio.lowlevel.checkpoint()
            then()
            await anyio.lowlevel.checkpoint()
            self.store.may_respond.set()

    def numbers(self) -> list[int]:
        """Return the numbers of the entries, in the order of the requests."""
        return [each.ticket.number for _, each in sorted(self.decisions.items()) if each and each.ticket]


@EVENT_LOOPS
def test_tasks_share_operations_first_come_first_served(loop: str) -> None:
    async def run() -> None:
        for count, requests, operations in ((1, 1000, 1), (2, 1000, 2), (10, 1000, 2), (10, 10, 2), (100, 150, 2)):
            burst = Burst(requests)
            await burst.run(count)
            assert burst.store.operations == operations, count
            assert burst.numbers() == list(range(1, count + 1))
            assert {each.status for each in burst.decisions.values() if each} == {GRANTED}

    anyio.run(run, backend=loop)


@EVENT_LOOPS
def test_many_tasks_take_some_operations(loop: str) -> None:
    async def run() -> None:
        burst = Burst(100_000)
        await burst.run(2 * MOST_WAITING)
        assert burst.store.operations <= 3
        assert sorted(burst.numbers()) == sorted(set(burst.numbers()))
        assert len(burst.numbers()) == 2 * MOST_WAITING

    anyio.run(run, backend=loop)


@EVENT_LOOPS
def test_tasks_at_a_limit_reserve_for_themselves(loop: str) -> None:
    async def run() -> None:
        burst = Burst(4)
        await burst.run(10)
        statuses = [each.status for _, each in sorted(burst.decisions.items()) if each]
        assert statuses == [GRANTED] * 4 + [RESERVED] * 6
        assert sorted(burst.numbers()) == list(range(1, 11))
        if loop == "asyncio":  # trio wakes tasks in any order
            assert burst.numbers() == sorted(burst.numbers())

    anyio.run(run, backend=loop)


@EVENT_LOOPS
def test_a_cancelled_task_does_not_affect_the_others(loop: str) -> None:
    async def run() -> None:
        for cancelled in ([0], [1], [3], [0, 1], [0, 9], [1, 2, 3], list(range(9)), list(range(10))):
            for gets_a_response_first in (False, True):
                burst = Burst()

                def cancel(
                    burst: Burst = burst, cancelled: list[int] = cancelled, *, first: bool = gets_a_response_first
                ) -> None:
                    if first:
                        burst.store.may_respond.set()
                    for number in cancelled:
                        burst.scopes[number].cancel()

                await burst.run(10, cancel)
                done = {number for number in range(10) if burst.decisions.get(number)}
                assert done >= set(range(10)) - set(cancelled), cancelled
                assert len(set(burst.numbers())) == len(done)
                assert waiting(burst.limits) == 0
                again = request()
                with anyio.fail_after(30):
                    assert await burst.limits.acquire(again, again.ask(None))

    anyio.run(run, backend=loop)


@EVENT_LOOPS
def test_a_store_that_hangs_delays_a_burst_once(loop: str) -> None:
    async def run() -> None:
        burst = Burst()
        burst.store.is_down = True
        await burst.run(10)
        assert set(burst.decisions.values()) == {None}
        assert burst.store.operations <= 10

    anyio.run(run, backend=loop)


def test_an_operation_of_another_event_loop_is_not_waited_for() -> None:
    burst = Burst()

    async def ask() -> None:
        each, own = request(), TaskStore()
        own.may_respond.set()
        burst.limits.store = cast("Any", own)
        assert await burst.limits.acquire(each, each.ask(None))

    async def run() -> None:
        def in_another_loop() -> None:
            thread = threading.Thread(target=anyio.run, args=[ask])
            thread.start()
            thread.join(30)
            assert not thread.is_alive()

        await burst.run(3, in_another_loop)
        assert None not in burst.decisions.values()

    anyio.run(run)


def test_threads_share_operations() -> None:
    for is_down in (False, True):
        store = ThreadStore()
        store.is_down = is_down
        limits = RedisLimits(cast("Any", store), lambda: 5.0)

        def ask(number: int, limits: RedisLimits = limits) -> Decision | None:
            each = request()
            return limits.acquire(each, each.ask(None))

        with ThreadPoolExecutor(20) as pool:
            asked = [pool.submit(ask, number) for number in range(20)]
            deadline = time.monotonic() + 30
            while waiting(limits) < 19:
                assert time.monotonic() < deadline
                time.sleep(0.001)
            store.may_respond.set()
            decisions = [each.result(30) for each in asked]
        if is_down:
            assert set(decisions) == {None}
        else:
            assert store.operations == 2
            assert sorted(each.ticket.number for each in decisions if each and each.ticket) == list(range(1, 21))
