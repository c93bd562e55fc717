"""Many calls at the same time: bounded, in order or as completed, without losing results."""

from __future__ import annotations

import asyncio
import itertools
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextvars import ContextVar
from typing import Any

import anyio
import httpx
import pytest

import pdconnect
from pdconnect import concurrency
from pdconnect.concurrency import Outcome

from ..cases import for_each
from ..fake_api import FakeApi, page

BACKENDS = ["asyncio", "trio"]


def service(request: httpx.Request) -> httpx.Response:
    name = request.url.path.rpartition("/")[2]
    return httpx.Response(404) if name.endswith("3") else httpx.Response(200, json={"id": name})


# ---- with calls of a client


def check(outcomes: list[Outcome[str, Any]], ids: list[str]) -> None:
    assert [outcome.item for outcome in outcomes] == ids
    for outcome in outcomes:
        if outcome.item.endswith("3"):
            assert isinstance(outcome.error, pdconnect.NotFoundError)
            assert outcome.result is None
            with pytest.raises(pdconnect.NotFoundError):
                outcome.unwrap()
        else:
            assert outcome.unwrap().id == outcome.item
            assert outcome.error is None


def test_threads_call_a_client_with_each_id() -> None:
    ids = [f"apn_{number}" for number in range(40)]
    with (
        FakeApi(service).client() as client,
        concurrency.thread_map(client.accounts.retrieve, ids, limit=8) as outcomes,
    ):
        check(list(outcomes), ids)


@pytest.mark.parametrize("backend", BACKENDS)
def test_tasks_call_a_client_with_each_account_of_a_list(backend: str) -> None:
    """The list is read while the calls run; its items are the arguments."""

    def respond(request: httpx.Request) -> httpx.Response:
        if not request.url.path.endswith("/accounts"):
            return service(request)
        first = int(request.url.params.get("after", 0))
        end = str(first + 10) if first < 30 else None
        return httpx.Response(200, json=page(range(first, first + 10), end=end))

    async def run() -> None:
        async with FakeApi(respond).async_client() as client:

            async def retrieve(listed: pdconnect.models.Account) -> pdconnect.models.Account:
                return await client.accounts.retrieve(str(listed.id))

            async with concurrency.map(retrieve, client.accounts.list(), limit=8) as outcomes:
                found = [Outcome(str(item.id), result, error) async for item, result, error in outcomes]
        check(found, [f"apn_{number}" for number in range(40)])

    anyio.run(run, backend=backend)


# ---- for both, with calls that the test controls


def threads(call: Callable[[int], Any], items: Iterable[int], take: int = 1000, **options: Any) -> list[Any]:
    found = []
    with concurrency.thread_map(call, items, **options) as outcomes:
        for outcome in outcomes:
            found.append(outcome)
            if len(found) == take:
                break
    return found


def tasks_of(backend: str) -> Callable[..., list[Any]]:
    def run_all(call: Callable[[int], Any], items: Iterable[int], take: int = 1000, **options: Any) -> list[Any]:
        async def in_thread(item: int) -> Any:
            return await anyio.to_thread.run_sync(call, item)

        async def run() -> list[Any]:
            found = []
            async with concurrency.map(in_thread, items, **options) as outcomes:
                async for outcome in outcomes:
                    found.append(outcome)
                    if len(found) == take:
                        break
            return found

        return anyio.run(run, backend=backend)

    return run_all


EACH = pytest.mark.parametrize("run", [threads, *map(tasks_of, BACKENDS)], ids=["threads", *BACKENDS])


class Calls:
    """Counts calls that run at the same time, and waits in each until as many as expected do."""

    def __init__(self, expected: int) -> None:
        self._barrier = threading.Barrier(expected)
        self._lock = threading.Lock()
        self.running = self.most = self.begun = 0

    def __call__(self, item: int) -> int:
        with self._lock:
            self.begun += 1
            self.running += 1
            self.most = max(self.most, self.running)
        self._barrier.wait(30)
        with self._lock:
            self.running -= 1
        return item * 2


@EACH
@for_each("ordered", [True, False])
def test_as_many_calls_run_as_the_limit_allows(run: Callable[..., list[Any]], ordered: bool) -> None:
    calls = Calls(4)
    found = run(calls, range(40), limit=4, ordered=ordered)
    assert calls.most == 4
    assert sorted(found) == [Outcome(item, item * 2, None) for item in range(40)]
    assert not ordered or found == sorted(found)


@EACH
def test_without_order_a_slow_call_holds_up_no_other(run: Callable[..., list[Any]]) -> None:
    others_done = threading.Event()

    def call(item: int) -> int:
        if item == 0:
            assert others_done.wait(30)
        elif item == 19:
            others_done.set()
        return item

    found = run(call, range(20), limit=3, ordered=False)
    assert sorted(outcome.item for outcome in found) == list(range(20))
    assert found[0].item != 0


@EACH
@for_each("ordered", [True, False])
def test_items_are_read_as_they_are_needed_and_the_rest_never(run: Callable[..., list[Any]], ordered: bool) -> None:
    read: list[int] = []

    def endless() -> Iterator[int]:
        for number in range(1_000_000):
            read.append(number)
            yield number

    found = run(lambda item: item, endless(), take=10, limit=4, ordered=ordered)
    assert len(found) == 10
    assert len(read) <= 10 + 4


@EACH
@for_each("ordered", [True, False])
def test_an_error_of_the_items_follows_the_outcomes_before_it(run: Callable[..., list[Any]], ordered: bool) -> None:
    done: list[int] = []

    def broken() -> Iterator[int]:
        yield from range(5)
        raise OSError("the file is gone")

    with pytest.raises(OSError, match="the file is gone"):
        run(done.append, broken(), limit=2, ordered=ordered)
    assert sorted(done) == list(range(5))


@EACH
def test_no_items_and_a_limit_above_their_number(run: Callable[..., list[Any]]) -> None:
    assert run(lambda item: item, [], limit=5) == []
    assert run(lambda item: item, [7], limit=5) == [Outcome(7, 7, None)]


@EACH
@for_each("limit", [0, -1, True, 1.5, None, "5"])
def test_wrong_limits_are_refused(run: Callable[..., list[Any]], limit: Any) -> None:
    with pytest.raises(pdconnect.InvalidArgumentError, match="limit must be a positive integer"):
        run(lambda item: item, [1], limit=limit)


# ---- the end of the context


@pytest.mark.parametrize("backend", BACKENDS)
@for_each("end", ["break", "error", "cancel"])
def test_running_tasks_are_cancelled_at_the_end(backend: str, end: str) -> None:
    begun: list[int] = []
    cancelled: list[int] = []
    closed: list[bool] = []

    async def call(item: int) -> int:
        begun.append(item)
        try:
            await anyio.sleep(0 if item == 0 else 1000)
        except anyio.get_cancelled_exc_class():
            cancelled.append(item)
            raise
        return item

    async def items() -> AsyncIterator[int]:
        try:
            for number in range(1000):
                yield number
        finally:
            await anyio.lowlevel.checkpoint()
            closed.append(True)

    async def run() -> None:
        with anyio.CancelScope() as scope:
            async with concurrency.map(call, items(), limit=5) as outcomes:
                async for outcome in outcomes:
                    assert outcome.item == 0
                    if end == "break":
                        break
                    if end == "error":
                        raise OSError("stop")
                    scope.cancel()
        assert scope.cancelled_caught == (end == "cancel")

    if end == "error":
        with pytest.raises(OSError, match="stop"):  # not in a group
            anyio.run(run, backend=backend)
    else:
        anyio.run(run, backend=backend)
    assert sorted(cancelled) == begun[1:]
    assert len(begun) <= 6
    assert closed == [True]


@pytest.mark.slow
@pytest.mark.every_python
def test_threads_that_run_are_waited_for_and_no_other_call_begins() -> None:
    begun, ended = [], []

    def call(item: int) -> None:
        begun.append(item)
        time.sleep(0.05 if item else 0)
        ended.append(item)

    with pytest.raises(KeyboardInterrupt), concurrency.thread_map(call, range(1000), limit=5) as outcomes:
        next(outcomes)
        raise KeyboardInterrupt
    assert sorted(begun) == sorted(ended)
    assert len(begun) <= 6
    assert not [thread.name for thread in threading.enumerate() if "pdconnect map" in thread.name]


class Fatal(BaseException):
    """An error that is no `Exception`, such as SystemExit."""


@EACH
@for_each("reading", [False, True])
def test_an_error_that_is_no_exception_ends_everything(run: Callable[..., list[Any]], reading: bool) -> None:
    """The error is raised unchanged, and not in a group."""

    def call(item: int) -> None:
        if not reading and item == 5:
            raise Fatal("stop")

    def items() -> Iterator[int]:
        yield from range(10)
        if reading:
            raise Fatal("stop")
        yield from range(10, 1_000_000)

    with pytest.raises(Fatal, match="stop"):
        run(call, items(), limit=3)


@pytest.mark.parametrize("ordered", [True, False])
def test_a_call_that_cancels_itself_gives_an_error(ordered: bool) -> None:
    """In asyncio, the group of tasks would end silently, and the other results would be lost."""

    async def call(item: int) -> int:
        if item == 1:
            task = asyncio.create_task(asyncio.sleep(1000))
            task.cancel()
            await task
        return item

    async def run() -> list[Outcome[int, int]]:
        async with concurrency.map(call, range(10), limit=2, ordered=ordered) as outcomes:
            return [outcome async for outcome in outcomes]

    found = sorted(asyncio.run(run()), key=lambda outcome: outcome.item)
    assert [outcome.result for outcome in found] == [0, None, *range(2, 10)]
    assert isinstance(found[1].error, CancelledError)


def test_the_timeout_of_asyncio_ends_calls() -> None:
    cancelled: list[int] = []

    async def call(item: int) -> None:
        try:
            await asyncio.sleep(1000)
        except asyncio.CancelledError:
            cancelled.append(item)
            raise

    async def run() -> None:
        async with asyncio.timeout(0.05), concurrency.map(call, itertools.count(), limit=3) as outcomes:
            async for _ in outcomes:
                raise AssertionError

    with pytest.raises(TimeoutError):
        asyncio.run(run())
    assert sorted(cancelled) == [0, 1, 2]


def test_after_the_end_threads_yield_nothing_and_the_items_are_closed() -> None:
    closed: list[bool] = []

    def items() -> Iterator[int]:
        try:
            yield from itertools.count()
        finally:
            closed.append(True)

    with concurrency.thread_map(str, items(), limit=3) as outcomes:
        assert next(outcomes) == Outcome(0, "0", None)
    assert closed == [True]
    assert list(outcomes) == []


def test_an_async_function_is_no_call_for_threads() -> None:
    async def call(item: int) -> None:
        raise AssertionError

    calls: Callable[[int], Any] = call
    with concurrency.thread_map(calls, [1]) as outcomes:
        (outcome,) = outcomes
    assert isinstance(outcome.error, pdconnect.InvalidArgumentError)
    assert str(outcome.error) == "call must not be an async function: use map"


CALLER: ContextVar[str] = ContextVar("caller")


@EACH
def test_calls_have_the_context_variables_of_the_caller(run: Callable[..., list[Any]]) -> None:
    CALLER.set("job-1")
    found = run(lambda item: CALLER.get(), range(3))
    assert [outcome.result for outcome in found] == ["job-1"] * 3
