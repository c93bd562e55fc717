"""A service that does not finish its responses x each way to give up a call x threads, asyncio and trio x each HTTP library.

After each burst of calls that were given up, the first call succeeds, all connections of the pool can be used at the same time, and no
thread is left; at the end no socket is.
"""

from __future__ import annotations

import asyncio
import gc
import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal

import anyio
import pytest

import pdconnect
from pdconnect._http import aiohttp_connections, async_connection_pool, connection_pool
from pdconnect._http.deadline import HelperThreads
from pdconnect._http.steps import deadline
from tests.hanging_server import HangingServer, Mode

pytestmark = [pytest.mark.slow, pytest.mark.every_backend]

CONNECTIONS = 5
CALLERS = 20
SHORT = 0.05
"""Seconds after which a call is given up."""
LONG = 60.0
"""Seconds in which a call succeeds, also on a busy machine."""
MODES: tuple[Mode, ...] = ("hangs", "drips", "floods")
HELPER = "pdconnect call with a deadline"


@pytest.fixture(autouse=True)
def _few_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Allow few connections, and as many helper threads in proportion."""
    for module in (aiohttp_connections, async_connection_pool, connection_pool):
        monkeypatch.setattr(module, "MAX_CONNECTIONS", CONNECTIONS)
    monkeypatch.setattr(deadline, "run_with_deadline", HelperThreads(2 * CONNECTIONS).run)


@pytest.fixture
def server() -> Iterator[HangingServer]:
    with HangingServer.running() as server:
        before = open_sockets()
        yield server
        assert server.wait_for_connections(lambda count: count == 0)
        gc.collect()
        assert open_sockets() <= before


def open_sockets() -> int:
    """Return the number of sockets of this process; 0 where that is not known."""
    folder = "/proc/self/fd"
    paths = [os.path.join(folder, name) for name in os.listdir(folder)] if os.path.isdir(folder) else []
    return sum(os.path.lexists(path) and os.readlink(path).startswith("socket:") for path in paths)


def helper_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == HELPER]


@pytest.mark.parametrize("http_backend", ["httpx", "httpx2"])
def test_threads_that_give_up_leave_no_helper_threads(
    server: HangingServer, http_backend: Literal["httpx", "httpx2"]
) -> None:
    most = 0

    def give_up(options: dict[str, Any]) -> None:
        nonlocal most
        with pytest.raises(pdconnect.RequestTimeoutError):
            client.with_options(**options).accounts.retrieve("apn_1")
        most = max(most, len(helper_threads()))

    with server.client(http_backend=http_backend, timeout=LONG) as client, ThreadPoolExecutor(CALLERS) as callers:
        for mode in MODES:
            for how in ("deadline", "timeout"):
                server.mode = mode
                list(callers.map(give_up, [{how: SHORT}] * 2 * CALLERS))
                server.mode = "well"
                assert client.accounts.retrieve("apn_1").id == "apn_1"
                server.together = asyncio.Barrier(CONNECTIONS)
                list(callers.map(client.accounts.retrieve, ["apn_1"] * CONNECTIONS))
                server.together = None
        for thread in helper_threads():
            thread.join(LONG)
        assert not helper_threads()
        assert 0 < most <= 2 * CONNECTIONS


@pytest.mark.parametrize(
    ("loop", "http_backend"),
    [("asyncio", "httpx"), ("asyncio", "httpx2"), ("asyncio", "aiohttp"), ("trio", "httpx"), ("trio", "httpx2")],
)
def test_tasks_that_give_up_leave_no_threads(
    server: HangingServer, loop: str, http_backend: Literal["httpx", "httpx2", "aiohttp"]
) -> None:
    threads = threading.active_count()
    anyio.run(_give_up_in_tasks, server, http_backend, backend=loop)
    assert threading.active_count() <= threads


async def _give_up_in_tasks(server: HangingServer, http_backend: Literal["httpx", "httpx2", "aiohttp"]) -> None:
    async with server.async_client(http_backend=http_backend, timeout=LONG) as client:

        async def expire(options: dict[str, Any]) -> None:
            with pytest.raises(pdconnect.RequestTimeoutError):
                await client.with_options(**options).accounts.retrieve("apn_1")

        async def cancel(seconds: float) -> None:
            with anyio.move_on_after(seconds) as scope:
                await client.accounts.retrieve("apn_1")
            assert scope.cancelled_caught

        async def together(function: Any, arguments: list[Any]) -> None:
            async with anyio.create_task_group() as tasks:
                for argument in arguments:
                    tasks.start_soon(function, argument)

        for mode in MODES:
            for function, argument in (
                (expire, {"deadline": SHORT}),
                (expire, {"timeout": SHORT}),
                (cancel, 0),
                (cancel, SHORT / 10),
                (cancel, SHORT),
            ):
                server.mode = mode
                await together(function, [argument] * 2 * CALLERS)
                server.mode = "well"
                assert (await client.accounts.retrieve("apn_1")).id == "apn_1"
                server.together = asyncio.Barrier(CONNECTIONS)
                await together(client.accounts.retrieve, ["apn_1"] * CONNECTIONS)
                server.together = None
