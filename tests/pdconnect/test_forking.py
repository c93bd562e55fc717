"""A client on both sides of a fork, over real sockets: the child works, and does not disturb its parent."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import select
import signal
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

import pdconnect

from ..counting_server import CountingServer, counting_server
from ..redis_server import RedisServer

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
PATIENCE = 120.0
"""Seconds after which a child is taken to hang."""


@pytest.fixture
def server() -> Iterator[CountingServer]:
    with counting_server() as server:
        yield server


class Child:
    """A forked child that does some work and sends the outcome through a pipe."""

    def __init__(self, work: Callable[[], object]) -> None:
        self._read_end, write_end = os.pipe()
        with warnings.catch_warnings():
            # From Python 3.12 on, for a process with threads: a deadlock is possible, and must not happen here.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._pid = os.fork()
        if not self._pid:
            os.close(self._read_end)
            self._do(work, write_end)
        os.close(write_end)

    def _do(self, work: Callable[[], object], write_end: int) -> None:
        try:
            outcome = repr(work())
        except BaseException as error:
            outcome = repr(error)
        finally:
            os.write(write_end, outcome.encode())
            os._exit(0)

    def outcome(self) -> str:
        """Return the representation of what the child returned or raised."""
        try:
            ready, _, _ = select.select([self._read_end], [], [], PATIENCE)
            if not ready:
                os.kill(self._pid, signal.SIGKILL)
            return os.read(self._read_end, 10_000).decode() if ready else "hangs"
        finally:
            os.close(self._read_end)
            os.waitpid(self._pid, 0)


def retrieve(client: pdconnect.Client) -> str:
    return str(client.accounts.retrieve("apn_1").id)


async def retrieve_async(client: pdconnect.AsyncClient) -> str:
    return str((await client.accounts.retrieve("apn_1")).id)


def test_parent_and_child_have_separate_connections_and_the_same_token(server: CountingServer) -> None:
    with server.client() as client:
        retrieve(client)
        first = set(server.connections)

        def work() -> str:
            with client:
                retrieve(client)
                return retrieve(client)

        assert Child(work).outcome() == "'apn_1'"
        assert len(server.connections - first) == 1
        retrieve(client)
        assert {server.requests[-1][0]} == first
        assert len(server.connections) == 2
        assert server.count("/token") == 1
    assert server.all_closed()


def test_a_child_of_a_child(server: CountingServer) -> None:
    with server.client() as client:
        retrieve(client)

        def work() -> str:
            retrieve(client)
            return Child(lambda: retrieve(client)).outcome() + retrieve(client)

        assert Child(work).outcome() == repr("'apn_1'apn_1")
        assert len(server.connections) == 3


def test_a_thread_of_the_parent_holds_the_lock_of_the_token(server: CountingServer) -> None:
    server.token_gate.clear()
    with server.client() as client, ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(retrieve, client)
        assert server.token_requested.wait(PATIENCE)
        server.token_requested.clear()
        child = Child(lambda: retrieve(client))
        # The child does not wait for the thread, which it does not have.
        requested = server.token_requested.wait(PATIENCE)
        server.token_gate.set()
        assert child.outcome() == "'apn_1'"
        assert requested
        assert waiting.result(PATIENCE) == "apn_1"
        assert retrieve(client) == "apn_1"


@pytest.mark.parametrize("read_number", range(1, 6))
def test_a_fork_at_each_clock_read_of_a_thread(server: CountingServer, read_number: int) -> None:
    """When the client reads its clock, it may hold a lock, such as that of the rate limits."""
    reached, go_on = threading.Event(), threading.Event()
    looks = 0

    def clock() -> float:
        nonlocal looks
        if threading.current_thread() is not threading.main_thread():
            looks += 1
            if looks == read_number:
                reached.set()
                assert go_on.wait(PATIENCE)
        return time.monotonic()

    def work() -> str:
        for _ in range(2):
            retrieve(client)
        return retrieve(client)

    with server.client(clock=clock, rate_limit_mode="fail") as client, ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(work)
        assert reached.wait(PATIENCE)
        outcome = Child(lambda: retrieve(client)).outcome()
        go_on.set()
        assert outcome == "'apn_1'"
        assert waiting.result(PATIENCE) == "apn_1"


@pytest.mark.slow
def test_many_children_of_a_busy_parent(server: CountingServer) -> None:
    over = threading.Event()

    def work() -> int:
        calls = 0
        while not over.is_set():
            retrieve(client)
            calls += 1
        return calls

    with server.client(rate_limit_mode="wait", rate_limit_overrides={"account_reads": "100000 per minute"}) as client:
        retrieve(client)
        with ThreadPoolExecutor(2) as pool:
            threads = [pool.submit(work) for _ in range(2)]
            outcome = [Child(lambda: retrieve(client)).outcome() for _ in range(10)]
            over.set()
            assert all(thread.result(PATIENCE) for thread in threads)
    assert outcome == ["'apn_1'"] * 10


def test_forked_processes_of_multiprocessing_send_calls(server: CountingServer) -> None:
    context = multiprocessing.get_context("fork")
    with server.client() as client:
        retrieve(client)
        ours, theirs = context.Pipe()
        processes = [context.Process(target=lambda: theirs.send(retrieve(client))) for _ in range(3)]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            for process in processes:
                process.start()
        for process in processes:
            process.join(PATIENCE)
        assert [process.exitcode for process in processes] == [0] * 3
        assert [ours.recv() for _ in processes] == ["apn_1"] * 3
        ours.close()
        theirs.close()
        assert retrieve(client) == "apn_1"
    assert len(server.connections) == 4
    assert server.count("/token") == 1


def test_counts_in_memory_start_at_zero_in_the_child(server: CountingServer) -> None:
    with server.client(rate_limit_mode="fail", rate_limit_overrides={"account_reads": "2 per hour"}) as client:
        retrieve(client)
        retrieve(client)
        assert Child(lambda: (retrieve(client), retrieve(client))).outcome() == "('apn_1', 'apn_1')"
        with pytest.raises(pdconnect.RateLimitExceededError):
            retrieve(client)


def test_the_child_opens_its_own_connections_to_redis(server: CountingServer, redis: RedisServer) -> None:
    settings = {"rate_limit_overrides": {"account_reads": "6 per hour"}, "rate_limit_storage": redis.url}
    with server.client(**settings, rate_limit_mode="fail", token_store=redis.url) as client:
        for _ in range(2):
            retrieve(client)
            assert Child(lambda: retrieve(client)).outcome() == "'apn_1'"
        retrieve(client)
        retrieve(client)
        assert "RateLimitExceededError" in Child(lambda: retrieve(client)).outcome()
        with pytest.raises(pdconnect.RateLimitExceededError):
            retrieve(client)
    assert server.count("/token") == 1


def test_an_async_client_works_in_a_child(server: CountingServer) -> None:
    client = server.async_client()

    async def twice() -> str:
        await retrieve_async(client)
        return await retrieve_async(client)

    asyncio.run(twice())
    assert Child(lambda: asyncio.run(twice())).outcome() == "'apn_1'"
    asyncio.run(twice())
    assert len(server.connections) == 3
    assert server.count("/token") == 1
    assert server.all_closed()


def test_a_loop_of_the_parent_is_waiting_for_a_token(server: CountingServer) -> None:
    server.token_gate.clear()
    client = server.async_client()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(asyncio.run, retrieve_async(client))
        assert server.token_requested.wait(PATIENCE)
        server.token_requested.clear()
        child = Child(lambda: asyncio.run(retrieve_async(client)))
        requested = server.token_requested.wait(PATIENCE)
        server.token_gate.set()
        assert child.outcome() == "'apn_1'"
        assert requested
        assert waiting.result(PATIENCE) == "apn_1"


@pytest.mark.anyio
async def test_a_child_of_a_running_loop_can_start_its_own(server: CountingServer) -> None:
    """The child has no event loop, but can start one, and the parent's connection stays usable."""

    def in_child() -> str:
        with ThreadPoolExecutor(1) as pool:  # in the child the main thread is still inside the coroutine
            return pool.submit(asyncio.run, retrieve_async(client)).result()

    async with server.async_client() as client:
        await retrieve_async(client)
        first = set(server.connections)
        child = Child(in_child)
        assert await asyncio.to_thread(child.outcome) == "'apn_1'"
        await retrieve_async(client)
        assert {server.requests[-1][0]} == first
    assert len(server.connections) == 2
