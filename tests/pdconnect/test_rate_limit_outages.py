"""Rate limits while the shared store is down: each process keeps to them by its own counts, on virtual clocks."""

from __future__ import annotations

import random
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
import httpx
import pytest
import redis as redis_py
from redis.exceptions import ConnectionError as StoreError

import pdconnect
from pdconnect._rate_limit.limit_state import SECOND

from ..fake_api import FakeApi, account
from ..redis_server import RedisServer
from .test_rate_limits import Time

CLOCK_OF_STORE = 500_000
"""Seconds by which the clock of the store is ahead of those of the clients."""


class Store(redis_py.Redis):
    """A client of a real server that runs on a virtual clock and can be down."""

    def __init__(self, server: RedisServer, time: Time) -> None:
        super().__init__(connection_pool=redis_py.ConnectionPool.from_url(server.url))
        self.clock = time
        self.is_down = False

    def _now(self, args: tuple[Any, ...]) -> tuple[Any, ...]:
        if self.is_down:
            raise StoreError("down")
        return (
            *args[:2],
            round((self.clock.now + CLOCK_OF_STORE) * SECOND),
            *args[3:],
        )  # the key, the action, the time

    def evalsha(self, sha: str, numkeys: int, *args: Any) -> Any:
        return super().evalsha(sha, numkeys, *self._now(args))

    def eval(self, script: str, numkeys: int, *args: Any) -> Any:
        return super().eval(script, numkeys, *self._now(args))


class Service(FakeApi):
    """Records when requests arrive."""

    def __init__(self, time: Time) -> None:
        super().__init__(self._respond, expires_in=10**9)
        self.clock = time
        self.arrivals: list[float] = []
        self.next_status = 200
        self.headers: dict[str, str] = {}

    def _respond(self, request: httpx.Request) -> httpx.Response:
        self.arrivals.append(self.clock.now)
        status, self.next_status = self.next_status, 200
        return httpx.Response(status, json=account(1), headers=self.headers)

    def most_in_a_window(self, seconds: float) -> int:
        """Return the largest number of requests in a period of this length."""
        recent: deque[float] = deque()
        most = 0
        for arrival in sorted(self.arrivals):
            recent.append(arrival)
            while recent[0] <= arrival - seconds:
                recent.popleft()
            most = max(most, len(recent))
        return most


def settings(store: Store, **more: Any) -> dict[str, Any]:
    time = store.clock
    return {
        "rate_limit_mode": "fail",
        "rate_limit_storage": store,
        "rate_limit_overrides": {"account_reads": "10 per minute"},
        "clock": time,
        **more,
    }


def run(kind: str, service: Service, number: int, options: dict[str, Any]) -> int:
    """Send calls one after the other, and return how many the limit refused."""
    time = service.clock
    if kind == "threads":
        client = service.client(**options, sleep=time.sleep)
        return sum(is_refused(client) for _ in range(number))

    async def calls() -> int:
        client = service.async_client(**options, sleep=time.asleep)
        refused = 0
        for _ in range(number):
            try:
                await client.accounts.retrieve("apn_1")
            except pdconnect.RateLimitExceededError:
                refused += 1
        return refused

    return anyio.run(calls)


def is_refused(client: pdconnect.Client) -> bool:
    try:
        client.accounts.retrieve("apn_1")
    except pdconnect.RateLimitExceededError:
        return True
    return False


@pytest.mark.parametrize("kind", ["threads", "tasks"])
def test_a_process_keeps_to_the_limit_without_a_store(redis: RedisServer, kind: str) -> None:
    for more, allowed, waited in (
        ({}, 10, 0),
        ({"rate_limit_share": 0.3}, 3, 0),
        ({"rate_limit_mode": "wait"}, 25, 2 * 60.6),
        ({"rate_limit_mode": "adaptive"}, 25, 2 * 60.6),
    ):
        time = Time()
        service, store = Service(time), Store(redis, time)
        store.is_down = True
        assert run(kind, service, 25, settings(store, **more)) == 25 - allowed
        assert len(service.arrivals) == allowed
        assert waited <= sum(time.waits) <= waited + 2
        assert service.most_in_a_window(60) <= 10


def test_an_outage_begins_with_what_this_process_has_sent(redis: RedisServer) -> None:
    for keeps_data in (True, False):
        redis.clear()
        time = Time()
        service, store = Service(time), Store(redis, time)
        client = service.client(**settings(store))
        refused = [is_refused(client) for _ in range(6)]
        store.is_down = True
        refused += [is_refused(client) for _ in range(6)]
        assert refused == [False] * 10 + [True] * 2

        store.is_down = False
        if not keeps_data:
            store.flushall()
        time.now += 6  # the store is tried again: it knows of six requests, or of none
        assert [is_refused(client) for _ in range(6)] == [True] * 6
        time.now += 55
        assert [is_refused(client) for _ in range(12)] == [False] * 10 + [True] * 2
        assert store.dbsize() == 1
        time.now += 61
        assert [is_refused(client) for _ in range(12)] == [False] * 10 + [True] * 2


def test_a_fleet_exceeds_the_limit_at_most_by_the_number_of_processes(redis: RedisServer) -> None:
    time = Time()
    service, store = Service(time), Store(redis, time)
    clients = [service.client(**settings(store)) for _ in range(3)]
    sent = [sum(not is_refused(client) for _ in range(10)) for client in clients]
    assert sent == [10, 0, 0]
    store.is_down = True
    assert [sum(not is_refused(client) for _ in range(15)) for client in clients] == [0, 10, 10]
    store.is_down = False
    time.now += 6
    assert [sum(not is_refused(client) for _ in range(15)) for client in clients] == [0, 0, 0]
    time.now += 61
    assert sum(not is_refused(client) for _ in range(15) for client in clients) == 10
    assert service.most_in_a_window(60) == 30


def test_what_was_learned_holds_during_an_outage(redis: RedisServer) -> None:
    time = Time()
    service, store = Service(time), Store(redis, time)
    service.headers = {"x-ratelimit-limit": "4"}
    client = service.client(**settings(store, rate_limit_mode="adaptive"), sleep=time.sleep)
    for _ in range(2):
        client.accounts.retrieve("apn_1")
    store.is_down = True
    for _ in range(2):
        client.accounts.retrieve("apn_1")
    assert time.waits == []
    client.accounts.retrieve("apn_1")
    assert sum(time.waits) == pytest.approx(60.6, abs=1)
    service.next_status, service.headers = 429, {"retry-after": "300"}
    with pytest.raises(pdconnect.ApiError, match="429"):
        client.accounts.retrieve("apn_1")
    store.is_down = False  # the 429 was not shared
    time.now += 100
    before = time.now
    client.accounts.retrieve("apn_1")
    assert time.now - before >= 200


def test_threads_that_send_when_the_store_fails(redis: RedisServer) -> None:
    time = Time()
    service, store = Service(time), Store(redis, time)
    client = service.client(**settings(store, rate_limit_overrides={"account_reads": "100 per minute"}))

    def call(number: int) -> bool:
        if number == 60:
            store.is_down = True
        return is_refused(client)

    with ThreadPoolExecutor(20) as pool:
        assert 100 <= list(pool.map(call, range(200))).count(False) <= 100 + 20  # what was in flight


@pytest.mark.slow
def test_calls_that_wait_when_the_store_fails_or_returns(redis: RedisServer) -> None:
    """Any sequence of outages, with and without loss of the data: no call fails or waits for ever, and the limit holds."""
    for seed in range(15):
        chance = random.Random(seed)
        redis.clear()
        time = Time()
        service, store = Service(time), Store(redis, time)

        def sleep(seconds: float, *, chance: random.Random = chance, time: Time = time, store: Store = store) -> None:
            time.sleep(seconds)
            change(chance, store)

        def change(chance: random.Random, store: Store) -> None:
            event = chance.random()
            if event < 0.3:
                store.is_down = not store.is_down
            elif event < 0.4:
                store.flushall()
                store.clock.now += 0.001  # logs of the same microsecond cannot be distinguished

        mode = chance.choice(["wait", "adaptive"])
        share = chance.choice([None, 0.5])
        client = service.client(**settings(store, rate_limit_mode=mode, rate_limit_share=share), sleep=sleep)
        for _ in range(60):
            if chance.random() < 0.2:
                change(chance, store)
            time.now += chance.choice([0, 0, 1, 5])
            client.accounts.retrieve("apn_1")
        assert service.most_in_a_window(60) <= (10 if share is None else 5), seed
        assert max(time.waits) <= 2 * 61, seed
