"""One AsyncClient in several event loops, over real sockets: it works in each, and leaves no open connection."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
import threading
import warnings
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
import trio

import pdconnect
from tests import ROOT

from ..counting_server import CountingServer, counting_server


@pytest.fixture
def server() -> Iterator[CountingServer]:
    with counting_server() as server:
        yield server


@contextmanager
def no_unclosed_resources() -> Iterator[None]:
    """Fail if garbage collection reports an unclosed resource."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield
        gc.collect()
    assert [str(warning.message) for warning in caught] == []


async def calls(client: pdconnect.AsyncClient, times: int = 5) -> None:
    accounts = await asyncio.gather(*(client.accounts.retrieve("apn_1") for _ in range(times)))
    assert [account.id for account in accounts] == ["apn_1"] * times


def test_a_client_works_in_two_loops_in_sequence(server: CountingServer) -> None:
    client = server.async_client()
    with no_unclosed_resources():
        asyncio.run(calls(client))
        assert server.all_closed()
        first = set(server.connections)
        asyncio.run(calls(client))
        assert server.all_closed()
    assert server.connections > first
    assert server.count("/token") == 1
    assert server.count("/apn_1") == 10


def test_a_client_works_in_two_loops_in_parallel(server: CountingServer) -> None:
    client = server.async_client(rate_limit_mode="wait")
    both = threading.Barrier(2)

    async def main() -> None:
        both.wait(10)
        for _ in range(5):
            await calls(client)

    with no_unclosed_resources(), ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(lambda: asyncio.run(main())) for _ in range(2)]:
            done.result()
    assert server.count("/apn_1") == 50
    assert server.count("/token") <= 2
    assert server.all_closed()


def test_two_loops_that_wait_for_a_token(server: CountingServer) -> None:
    server.token_gate.clear()
    client = server.async_client()
    with no_unclosed_resources(), ThreadPoolExecutor(2) as pool:
        first = pool.submit(lambda: asyncio.run(calls(client)))
        assert server.token_requested.wait(10)
        server.token_requested.clear()
        second = pool.submit(lambda: asyncio.run(calls(client)))
        assert server.token_requested.wait(10)  # neither blocks the other
        server.token_gate.set()
        first.result(10)
        second.result(10)
    assert server.count("/token") == 2


def test_a_loop_is_released_when_it_ends(server: CountingServer) -> None:
    client = server.async_client()
    loops: list[weakref.ref[asyncio.AbstractEventLoop]] = []

    async def main() -> None:
        loops.append(weakref.ref(asyncio.get_running_loop()))
        await calls(client)

    for _ in range(3):
        asyncio.run(main())
    gc.collect()
    assert [loop() for loop in loops] == [None] * 3


def test_a_loop_that_is_run_again_keeps_its_connections(server: CountingServer) -> None:
    client = server.async_client()
    with no_unclosed_resources(), asyncio.Runner() as runner:
        runner.run(calls(client, 1))
        runner.run(calls(client, 1))
        assert len(server.connections) == 1
        runner.run(client.aclose())
        assert server.all_closed()


def test_a_client_works_under_trio_and_asyncio(server: CountingServer) -> None:
    client = server.async_client()

    async def main() -> None:
        for _ in range(2):
            await client.accounts.retrieve("apn_1")

    with no_unclosed_resources():
        trio.run(main)
        asyncio.run(main())
        trio.run(main)
    assert server.all_closed()
    assert len(server.connections) == 3
    assert server.count("/token") == 1


def test_a_client_can_be_closed_in_another_loop(server: CountingServer) -> None:
    client = server.async_client()
    with no_unclosed_resources():
        asyncio.run(calls(client))
        asyncio.run(client.aclose())
        asyncio.run(client.aclose())
        with pytest.raises(pdconnect.ClientClosedError):
            asyncio.run(calls(client))
    assert server.all_closed()


def test_a_client_can_be_closed_twice_in_parallel(server: CountingServer) -> None:
    async def main() -> None:
        client = server.async_client()
        await calls(client)
        await asyncio.gather(client.aclose(), client.aclose())

    with no_unclosed_resources():
        asyncio.run(main())
    assert server.all_closed()


def test_closing_in_another_loop_while_the_first_still_runs(server: CountingServer) -> None:
    client = server.async_client()

    async def main() -> None:
        await calls(client)
        await asyncio.to_thread(lambda: asyncio.run(client.aclose()))
        assert server.open  # connections of this loop, closed with it
        with pytest.raises(pdconnect.ClientClosedError):
            await calls(client)

    with no_unclosed_resources():
        asyncio.run(main())
    assert server.all_closed()


def test_a_loop_that_ends_in_an_error(server: CountingServer) -> None:
    client = server.async_client()

    async def main() -> None:
        await calls(client)
        raise ValueError("of the program")

    with no_unclosed_resources(), pytest.raises(ValueError, match="of the program"):
        asyncio.run(main())
    assert server.all_closed()


def test_a_client_that_was_never_used(server: CountingServer) -> None:
    async def main() -> None:
        async with server.async_client():
            pass

    with no_unclosed_resources():
        asyncio.run(main())
    assert server.connections == set()


PROGRAM = """
import asyncio, pdconnect
from tests.counting_server import counting_server

with counting_server() as server:
    client = server.async_client(rate_limit_mode="wait")
    for _ in range(2):
        asyncio.run(client.accounts.retrieve("apn_1"))  # it is never closed
"""


@pytest.mark.slow
def test_a_program_prints_no_warnings() -> None:
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


# ---- anyio's pytest plugin: one event loop per test


@pytest.fixture(scope="module")
def shared() -> Iterator[tuple[CountingServer, pdconnect.AsyncClient]]:
    with counting_server() as server:
        yield server, server.async_client()


@pytest.mark.anyio
@pytest.mark.parametrize("number", [1, 2])
async def test_a_client_can_be_shared_by_many_tests(
    shared: tuple[CountingServer, pdconnect.AsyncClient], number: int
) -> None:
    _, client = shared
    await calls(client)
