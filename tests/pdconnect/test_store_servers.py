"""Stores on real servers with TLS, behind Sentinels, and in a Cluster: also while they fail over and restart."""

from __future__ import annotations

import asyncio
import logging
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
import redis.asyncio as redis_asyncio
from redis import RedisCluster
from redis.sentinel import Sentinel

import pdconnect

from ..fake_api import FakeApi, account
from ..redis_server import PASSWORD
from ..redis_topologies import Servers, servers, start_cluster, start_one, start_sentinels, wait_until

pytestmark = pytest.mark.slow
LIMITED: dict[str, Any] = {"rate_limit_mode": "fail", "rate_limit_overrides": {"account_reads": "2 per hour"}}


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Servers]:
    with servers(tmp_path) as started:
        yield started


def api() -> FakeApi:
    return FakeApi(lambda request: httpx.Response(200, json=account(1)))


def check_shared(store: Any, async_store: Any, service: FakeApi) -> None:
    """Check that a `Client` and an `AsyncClient` share one token and the counts."""
    options = {**LIMITED, "rate_limit_storage": store, "token_store": store}
    with service.client(**options) as threads:
        threads.accounts.retrieve("apn_1")

    async def run() -> None:
        made = async_store() if callable(async_store) else async_store
        if callable(async_store):
            await made.ping()
        async with service.async_client(**{**options, "rate_limit_storage": made, "token_store": made}) as tasks:
            await tasks.accounts.retrieve("apn_1")
            with pytest.raises(pdconnect.RateLimitExceededError):
                await tasks.accounts.retrieve("apn_1")
        if callable(async_store):
            await close_async(made)

    asyncio.run(run())
    assert len(service.token_requests) == 1


async def close_async(store: Any) -> None:
    """Close a client of redis.asyncio, and those of its Sentinels."""
    manager = getattr(getattr(store, "connection_pool", None), "sentinel_manager", None)
    for opened in (store, *getattr(manager, "sentinels", ())):
        await opened.aclose()


def check_tls(started: Servers, ports: list[int], form: str, path: str, caplog: pytest.LogCaptureFixture) -> None:
    """Check that only clients with a certificate that trust the servers are accepted: for all others, both stores are down."""
    url = started.url(ports, form, path)
    check_shared(url, url.replace("rediss", "valkeys"), api())
    assert not caplog.records
    plain = url.partition("?")[0].replace("rediss", "redis")
    without_certificate = started.url(ports, form, path, certificate=False)
    for wrong in (plain, without_certificate, url.replace("ssl_ca_certs", "ssl_ca_path")):
        api().client(rate_limit_mode="fail", rate_limit_storage=wrong).accounts.retrieve("apn_1")
    assert len(caplog.records) == 3


def test_a_client_certificate_is_sent(started: Servers, caplog: pytest.LogCaptureFixture) -> None:
    started.require_tls()
    check_tls(started, [start_one(started)], "", "", caplog)


def test_sentinels_with_tls_and_client_certificates(started: Servers, caplog: pytest.LogCaptureFixture) -> None:
    started.require_tls()
    _, _, sentinels = start_sentinels(started)
    check_tls(started, sentinels, "+sentinel", "service", caplog)


def test_a_cluster_with_tls_and_client_certificates(started: Servers, caplog: pytest.LogCaptureFixture) -> None:
    started.require_tls()
    check_tls(started, start_cluster(started), "+cluster", "", caplog)


def test_a_valkey_server_is_shared(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Debian packages it from version 13 on; before that, this test is skipped."""
    program = shutil.which("valkey-server")
    if program is None:
        pytest.skip("needs valkey-server")
    with servers(tmp_path, program) as started:
        url = started.url([start_one(started)])
        check_shared(url, url.replace("redis://", "valkey://"), api())
    assert not caplog.records


def test_a_cluster_is_shared(started: Servers, caplog: pytest.LogCaptureFixture) -> None:
    ports = start_cluster(started)
    hosts = ",".join(f"127.0.0.1:{port}" for port in [1, *ports])  # the first node is down
    url = f"redis+cluster://:{PASSWORD}@{hosts}?socket_timeout=30"
    check_shared(url, url.replace("redis+", "valkey+"), api())

    store = RedisCluster(host="127.0.0.1", port=ports[0], password=PASSWORD)
    for node in ports:
        with started.client(node) as direct:
            for key in direct.scan_iter():
                assert direct.pttl(key) > 0
                direct.delete(key)
    check_shared(store, lambda: async_cluster(ports), api())
    assert not caplog.records
    store.close()

    # A node goes down: calls continue.
    service = api()
    worker = service.client(rate_limit_mode="fail", rate_limit_storage=url, token_store=url)
    worker.accounts.retrieve("apn_1")
    for port in ports:
        started.kill(port)
        worker.accounts.retrieve("apn_1")
    assert service.token_requests == []  # the stored one is used


class Traffic:
    """Workers that call until they are stopped: threads with a client each, and tasks of two event loops.

    One loop has a client of redis.asyncio, which `make_async_store` creates.
    """

    def __init__(self, service: FakeApi, store: str, make_async_store: Callable[[], Any]) -> None:
        self.calls = 0
        self.workers = 5
        self._service = service
        self._make_async_store = make_async_store
        self._options: dict[str, Any] = {
            "rate_limit_mode": "wait",
            "rate_limit_overrides": {"account_reads": "1000000 per hour"},
            "rate_limit_storage": store,
            "token_store": store,
        }
        self._connected, self._stopped = threading.Event(), threading.Event()
        self._pool = ThreadPoolExecutor(self.workers)
        work = [self._threads] * (self.workers - 2) + [self._tasks, self._tasks_with_client]
        self._running = [self._pool.submit(each) for each in work]
        self._connected.wait(60)  # before a test stops a server

    def _threads(self) -> None:
        with self._service.client(**self._options) as worker:
            while not self._stopped.wait(0.01):
                worker.accounts.retrieve("apn_1")
                self.calls += 1

    def _tasks(self) -> None:
        asyncio.run(self._call_until_stopped(self._options))

    def _tasks_with_client(self) -> None:
        async def run() -> None:
            store = self._make_async_store()
            await store.ping()  # a call has one second, in which a busy machine does not always connect
            self._connected.set()
            await self._call_until_stopped({**self._options, "rate_limit_storage": store, "token_store": store})
            await close_async(store)

        asyncio.run(run())

    async def _call_until_stopped(self, options: dict[str, Any]) -> None:
        async with self._service.async_client(**options) as worker:
            while not self._stopped.is_set():
                await worker.accounts.retrieve("apn_1")
                self.calls += 1
                await asyncio.sleep(0.01)

    def continues(self) -> bool:
        """Wait for some calls, and return whether there were any."""
        before, end = self.calls, time.monotonic() + 30
        while self.calls < before + 20 and time.monotonic() < end:
            time.sleep(0.02)
        return self.calls >= before + 20

    def stop(self) -> None:
        """Stop all workers. Raises the error of a call that failed."""
        self.end()
        for worker in self._running:
            worker.result(60)

    def end(self) -> None:
        """Stop all workers, also if a call failed."""
        self._stopped.set()
        self._pool.shutdown()


StartTraffic = Callable[[FakeApi, str, Callable[[], Any]], Traffic]


@pytest.fixture
def start_traffic(started: Servers, monkeypatch: pytest.MonkeyPatch) -> Iterator[StartTraffic]:
    """Start traffic that ends with the test, also if it fails: otherwise its workers use the processor for the rest of the run.

    A store is tried again after one second instead of five, and counts as down only if it is: a busy machine can need a second to respond.
    """
    monkeypatch.setattr("pdconnect._redis.circuit_breaker._RETRY_AFTER", 1.0)
    monkeypatch.setattr("pdconnect._redis.store.DEFAULT_SECONDS", 30.0)
    running: list[Traffic] = []

    def start(service: FakeApi, store: str, make_async_store: Callable[[], Any]) -> Traffic:
        running.append(Traffic(service, store, make_async_store))
        return running[-1]

    yield start
    for traffic in running:
        traffic.end()


def test_a_fail_over_and_a_restart_in_the_middle_of_traffic(
    started: Servers, start_traffic: StartTraffic, caplog: pytest.LogCaptureFixture
) -> None:
    primary, replica, sentinels = start_sentinels(started)
    hosts = ",".join(f"127.0.0.1:{port}" for port in sentinels)
    url = f"redis+sentinel://:{PASSWORD}@{hosts}/service?socket_timeout=30"
    manager: Any = Sentinel(
        [("127.0.0.1", port) for port in sentinels], sentinel_kwargs={"password": PASSWORD}, password=PASSWORD
    )  # type: ignore[no-untyped-call]
    first = api()
    check_shared(url, lambda: async_sentinel(sentinels), first)
    with started.client(primary) as direct:
        direct.flushall()
    caplog.set_level(logging.INFO, "pdconnect")

    service = api()
    traffic = start_traffic(service, url, lambda: async_sentinel(sentinels))
    assert traffic.continues()
    tokens = len(service.token_requests)
    assert tokens == 1
    counted = traffic.calls
    started.kill(primary)
    assert traffic.continues()
    wait_until(lambda: manager.discover_master("service") == ("127.0.0.1", replica))
    wait_until(lambda: "the store of the rate limits is back" in caplog.text)
    assert traffic.continues()
    with started.client(replica) as direct:
        (key,) = direct.scan_iter("*limit*")
        # Only what was in flight can be missing, and what was sent while there was no primary.
        first_request, last_request = (int(number) for number in direct.hmget(key, ["first", "last"]))
        assert last_request - first_request + 1 > counted - traffic.workers
    assert len(service.token_requests) <= tokens + 2

    tokens = len(service.token_requests)
    started.kill(replica)
    assert traffic.continues()
    started.restart(replica)
    assert traffic.continues()
    traffic.stop()
    assert len(service.token_requests) <= tokens + 2
    assert any("is back" in record.getMessage() for record in caplog.records)
    for sentinel in manager.sentinels:
        sentinel.close()


def test_a_node_of_a_cluster_restarts_in_the_middle_of_traffic(
    started: Servers, start_traffic: StartTraffic, caplog: pytest.LogCaptureFixture
) -> None:
    ports = start_cluster(started)
    caplog.set_level(logging.INFO, "pdconnect")
    service = api()
    traffic = start_traffic(service, started.url(ports, "+cluster"), lambda: async_cluster(ports))
    assert traffic.continues()
    for port in ports:  # the keys are on one or two of them
        started.kill(port)
        assert traffic.continues()
        started.restart(port)
        assert traffic.continues()
    # There are several clients, and each tries the store again.
    wait_until(lambda: 0 < caplog.text.count("rate limits is down") == caplog.text.count("rate limits is back"))
    traffic.stop()
    assert len(service.token_requests) == 1


def async_cluster(ports: list[int]) -> redis_asyncio.RedisCluster:
    return redis_asyncio.RedisCluster(host="127.0.0.1", port=ports[1], password=PASSWORD)


def async_sentinel(ports: list[int]) -> redis_asyncio.Redis:
    manager: Any = redis_asyncio.Sentinel(  # type: ignore[no-untyped-call]
        [("127.0.0.1", port) for port in ports], sentinel_kwargs={"password": PASSWORD}, password=PASSWORD
    )
    store: redis_asyncio.Redis = manager.master_for("service")
    return store


@pytest.mark.parametrize(
    "rest",
    [
        "sentinel://localhost:26379",
        "sentinel://localhost:26379/",
        "sentinel:///service",
        "sentinel://localhost,/service",
        "sentinel://localhost:port/service",
        "sentinel://localhost/service?no_such=1",
        "cluster://localhost:6379/5",
        "cluster://localhost?db=1",
        "cluster://localhost,",
        "cluster://localhost?no_such=1",
        "cluster://",
    ],
)
@pytest.mark.parametrize("scheme", ["redis", "rediss", "valkey", "valkeys"])
def test_wrong_urls_are_refused_and_passwords_are_not_shown(scheme: str, rest: str) -> None:
    url = f"{scheme}+{rest.replace('://', f'://:{PASSWORD}@') if not rest.endswith('://') else rest}"
    for option in ("token_store", "rate_limit_storage"):
        with pytest.raises(pdconnect.ConfigurationError, match=option) as caught:
            api().client(**{option: url})
        assert PASSWORD not in f"{caught.value!r} {caught.value.__cause__!r}"
