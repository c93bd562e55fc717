"""The connections that a client opens to stores: closing the client closes them, and never those of a client that was passed in."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any

import httpx
import pytest
import redis.asyncio as redis_asyncio
from redis import Redis

import pdconnect

from ..fake_api import FakeApi, account
from ..redis_server import RedisServer
from ..redis_topologies import wait_until


def api() -> FakeApi:
    return FakeApi(lambda request: httpx.Response(200, json=account(1)))


def stores(store: Any) -> dict[str, Any]:
    return {
        "token_store": store,
        "rate_limit_storage": store,
        "rate_limit_mode": "fail",
        "rate_limit_overrides": {"account_reads": "100000 per hour"},
    }


@contextmanager
def connections(redis: RedisServer) -> Iterator[Callable[[], int]]:
    """Yield a function that returns the number of connections to the server that are newer than its own."""
    with redis.client() as other:
        others = {connection["id"] for connection in other.client_list()}
        yield lambda: len({connection["id"] for connection in other.client_list()} - others)


def open_sockets() -> set[str]:
    """Return the open sockets of this process. Those of earlier tests can be closed at any time, so compare only which are new."""
    gc.collect()
    links: set[str] = set()
    for descriptor in os.listdir("/proc/self/fd"):
        with suppress(FileNotFoundError):  # the descriptor of this directory
            links.add(os.readlink(f"/proc/self/fd/{descriptor}"))
    return {link for link in links if link.startswith("socket:")}


@pytest.mark.slow
@pytest.mark.every_python
def test_many_clients_leave_no_connection(redis: RedisServer) -> None:
    service = api()

    async def run() -> None:
        async with service.async_client(**stores(redis.url)) as client:
            await client.accounts.retrieve("apn_1")

    with connections(redis) as count:
        before = open_sockets()
        for _ in range(30):
            with service.client(**stores(redis.url)) as client:
                client.accounts.retrieve("apn_1")
        for _ in range(5):
            asyncio.run(run())
        wait_until(lambda: not open_sockets() - before)
        wait_until(lambda: count() == 0)
    gc.collect()  # a ResourceWarning is an error


def test_threads_and_copies_leave_no_connection(redis: RedisServer, caplog: pytest.LogCaptureFixture) -> None:
    service = api()
    with connections(redis) as count:
        client = service.client(**stores(redis.url))
        with ThreadPoolExecutor(20) as pool:
            list(pool.map(client.accounts.retrieve, ["apn_1"] * 200))
        opened = count()
        assert opened > 0
        with client.with_options(max_retries=0) as copy:
            copy.accounts.retrieve("apn_1")
        assert count() == opened  # a copy closes nothing
        copy.close()
        client.close()
        client.close()
        wait_until(lambda: count() == 0)
        sent = len(service.requests)
        for closed in (client, copy):
            with pytest.raises(pdconnect.ClientClosedError):
                closed.accounts.retrieve("apn_1")
        assert count() == 0
        assert len(service.requests) == sent
    assert not caplog.records


def test_a_client_that_was_passed_in_stays_open(redis: RedisServer) -> None:
    service = api()

    async def run() -> None:
        store = redis_asyncio.Redis.from_url(redis.url)
        client = service.async_client(**stores(store))
        await client.accounts.retrieve("apn_1")
        opened = count()
        await client.aclose()
        assert count() == opened > 0
        await store.aclose()

    with connections(redis) as count, Redis.from_url(redis.url) as store:
        with service.client(**stores(store)) as client:
            client.accounts.retrieve("apn_1")
        wait_until(lambda: count() == 1)
        asyncio.run(run())
        store.ping()
        wait_until(lambda: count() == 1)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_each_side_of_a_fork_closes_its_own(redis: RedisServer) -> None:
    from .test_forking import Child

    service = api()
    with connections(redis) as count:
        client = service.client(**stores(redis.url))
        client.accounts.retrieve("apn_1")
        opened = count()

        def work() -> int:
            before = open_sockets()  # without the connections of the parent
            for _ in range(5):
                with service.client(**stores(redis.url)) as own:
                    own.accounts.retrieve("apn_1")
            with client:
                client.accounts.retrieve("apn_1")
            return len(open_sockets() - before)

        with_both = open_sockets()
        assert Child(work).outcome() == "0"
        wait_until(lambda: not open_sockets() - with_both)
        client.accounts.retrieve("apn_1")
        assert count() == opened  # the connections of the parent still work
        client.close()
        wait_until(lambda: count() == 0)


@pytest.mark.parametrize("tasks", [False, True])
def test_a_client_that_is_closed_during_a_call_leaves_no_connection(
    tasks: bool, caplog: pytest.LogCaptureFixture
) -> None:
    """It is no outage of the store, and the call ends as one of a closed client."""
    caplog.set_level(logging.INFO, "pdconnect")
    service = api()
    before = open_sockets()
    accepted, closed = threading.Event(), threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"redis://127.0.0.1:{server.getsockname()[1]}/?socket_timeout=30"

        def accept() -> None:
            peer, _ = server.accept()
            with peer, server:
                accepted.set()
                closed.wait()

        thread = threading.Thread(target=accept)
        thread.start()
        if tasks:

            async def run() -> None:
                client = service.async_client(**stores(url))
                call = asyncio.ensure_future(client.accounts.retrieve("apn_1"))
                await asyncio.to_thread(accepted.wait)
                await client.aclose()
                closed.set()
                with pytest.raises(pdconnect.ClientClosedError):
                    await call

            asyncio.run(run())
        else:
            client = service.client(**stores(url))
            with ThreadPoolExecutor(1) as pool:
                call = pool.submit(client.accounts.retrieve, "apn_1")
                accepted.wait()
                client.close()
                closed.set()
                with pytest.raises(pdconnect.ClientClosedError):
                    call.result()
        thread.join()
    wait_until(lambda: not open_sockets() - before)
    assert not caplog.records
