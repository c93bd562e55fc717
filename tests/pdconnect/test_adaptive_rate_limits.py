"""The mode "adaptive" and shares of limits, with a client, the sandbox, and a real Redis server."""

from __future__ import annotations

import itertools
import time
from contextlib import suppress
from typing import Any

import anyio
import httpx
import pytest

import pdconnect
from pdconnect.sandbox import Sandbox

from ..cases import for_each
from ..fake_api import Clock, FakeApi, account
from ..redis_server import RedisServer


def sandbox_with(requests: int, seconds: float) -> Sandbox:
    clock = Clock()
    clock.now = 1_796_000_000.0  # headers have Unix times
    return Sandbox(rate_limits={"account_reads": (requests, seconds)}, clock=clock, check_responses=False)


@pytest.mark.slow
@for_each(
    ("requests", "seconds", "longest"),
    [(20, 30.0, 35.0), (150, 60.0, 65.0), (1, 5.0, 70.0), (150, 300.0, 310.0)],
)
def test_the_limit_of_the_service_is_learned(requests: int, seconds: float, longest: float) -> None:
    sandbox = sandbox_with(requests, seconds)
    client = sandbox.client(rate_limit_mode="adaptive")
    for _ in range(2 * requests + 2):
        client.accounts.list()
    assert {entry.status for entry in sandbox.calls("accounts.list")} == {200}
    assert all(wait <= longest for wait in sandbox.waits)
    assert sum(wait > seconds / 10 for wait in sandbox.waits) == (2 if requests > 1 else 3)


@pytest.mark.anyio
async def test_tasks_learn_the_limit_of_the_service() -> None:
    sandbox = sandbox_with(20, 30.0)
    client = sandbox.async_client(rate_limit_mode="adaptive")

    async def read() -> None:
        await client.accounts.list()

    async with anyio.create_task_group() as tasks:
        for _ in range(50):
            tasks.start_soon(read)
    assert [entry.status for entry in sandbox.calls("accounts.list")] == [200] * 50


def test_responses_without_success_say_the_limit_too() -> None:
    sandbox = sandbox_with(3, 60.0)
    client = sandbox.client(rate_limit_mode="adaptive")
    for _ in range(7):
        with pytest.raises(pdconnect.NotFoundError):
            client.accounts.retrieve("apn_none")
    assert {entry.status for entry in sandbox.calls("accounts.retrieve")} == {404}
    assert sum(wait > 1 for wait in sandbox.waits) == 2


class Throttling:
    """A fake service that responds with 429 once, and counts requests."""

    def __init__(self, *statuses: int, **headers: str) -> None:
        self.statuses = itertools.chain(statuses, itertools.repeat(200))
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.api = FakeApi(self.respond)

    def respond(self, request: httpx.Request) -> httpx.Response:
        status = next(self.statuses)
        return httpx.Response(
            status, json=account(1) if status == 200 else {"error": "Throttled"}, headers=self.headers
        )


SHARED: dict[str, Any] = {"rate_limit_mode": "adaptive", "max_retries": 0, "deadline": 5}


@pytest.mark.parametrize("kind", ["memory", "redis"])
def test_after_a_429_no_other_call_is_sent(redis: RedisServer, kind: str) -> None:
    service = Throttling(429, retry_after="40")
    storage = {} if kind == "memory" else {"rate_limit_storage": redis.url}
    client = service.api.client(**SHARED, **storage)
    other = client.with_options(deadline=6) if kind == "memory" else service.api.client(**SHARED, **storage)
    with pytest.raises(pdconnect.TooManyRequestsError):
        client.accounts.retrieve("apn_1")
    for each in (client, other):
        with pytest.raises(pdconnect.RateLimitExceededError) as caught:
            each.accounts.retrieve("apn_1")
        assert 30 < caught.value.retry_after <= 40.6
    assert len(service.api.requests) == 1
    client.with_options(project_id="proj_2").accounts.retrieve("apn_1")
    client.close()
    other.close()


@pytest.mark.anyio
async def test_the_last_request_of_a_window_is_shared_with_tasks_of_other_clients(redis: RedisServer) -> None:
    service = Throttling(x_ratelimit_limit="9", x_ratelimit_remaining="0", x_ratelimit_reset="30")
    first, second = (service.api.async_client(**SHARED, rate_limit_storage=redis.url) for _ in range(2))
    await first.accounts.retrieve("apn_1")
    with pytest.raises(pdconnect.RateLimitExceededError, match=r"account_reads \(9 per 60 s\)"):
        await second.accounts.retrieve("apn_1")
    await first.aclose()
    await second.aclose()


def test_what_a_response_says_reaches_other_processes_with_the_next_request(redis: RedisServer) -> None:
    service = Throttling(x_ratelimit_limit="3", x_ratelimit_remaining="2", x_ratelimit_reset="30")
    first, second = (service.api.client(**SHARED, rate_limit_storage=redis.url) for _ in range(2))
    with redis.client() as store:
        store.config_resetstat()  # pyright: ignore[reportUnknownMemberType]
    first.accounts.retrieve("apn_1")
    first.accounts.retrieve("apn_1")
    second.accounts.retrieve("apn_1")
    with pytest.raises(pdconnect.RateLimitExceededError, match=r"account_reads \(3 per 30 s\)"):
        second.accounts.retrieve("apn_1")
    with redis.client() as store:
        statistics: Any = store.info("commandstats")  # pyright: ignore[reportUnknownMemberType]
    assert statistics["cmdstat_evalsha"]["calls"] == 4
    first.close()
    second.close()


def test_a_limit_of_ones_own_is_not_learned() -> None:
    service = Throttling(x_ratelimit_limit="1", x_ratelimit_remaining="0", x_ratelimit_reset="30")
    client = service.api.client(**SHARED, headers={"x-pd-rate-limit": "token"})
    for _ in range(5):
        client.accounts.retrieve("apn_1")


# ---- shares


@pytest.mark.parametrize("storage", ["memory", "redis"])
def test_a_share_of_the_limit(redis: RedisServer, storage: str) -> None:
    service = Throttling()
    settings = {} if storage == "memory" else {"rate_limit_storage": redis.url}
    client = service.api.client(
        rate_limit_mode="fail", rate_limit_overrides={"account_reads": "10 per hour"}, **settings
    )
    batch = client.with_options(rate_limit_share=0.2)

    def sent(client: pdconnect.Client) -> int:
        before = len(service.api.requests)
        for _ in range(12):
            with suppress(pdconnect.RateLimitExceededError):
                client.accounts.retrieve("apn_1")
        return len(service.api.requests) - before

    assert [sent(each) for each in (batch, batch.with_options(timeout=5), client, batch)] == [2, 0, 8, 0]
    client.close()


@for_each(
    "share",
    [True, False, float("nan"), 0, -0.1, 1.01, float("inf"), "0.2", [0.2], {}],
)
def test_a_wrong_share_is_a_configuration_error(share: Any) -> None:
    api = FakeApi()
    for make in (api.client, api.async_client):
        with pytest.raises(
            pdconnect.ConfigurationError, match="rate_limit_share must be a number above 0 and at most 1"
        ):
            make(rate_limit_mode="wait", rate_limit_share=share)
        with pytest.raises(
            pdconnect.ConfigurationError, match="rate_limit_share must be a number above 0 and at most 1"
        ):
            make(rate_limit_mode="wait").with_options(rate_limit_share=share)


def test_a_share_needs_limits() -> None:
    api = FakeApi()
    with pytest.raises(pdconnect.ConfigurationError, match="rate_limit_share has no effect without rate_limit_mode"):
        api.client(rate_limit_share=0.2)
    with pytest.raises(pdconnect.ConfigurationError, match="rate_limit_share has no effect without rate_limit_mode"):
        api.client().with_options(rate_limit_share=0.2)
    limited = api.client().with_options(rate_limit_share=0.2, rate_limit_mode="wait")
    limited.with_options(rate_limit_mode=None).with_options(rate_limit_share=None)


@pytest.mark.slow
@pytest.mark.every_python
@pytest.mark.anyio
@pytest.mark.parametrize("storage", ["memory", "redis"])
async def test_a_cancelled_wait_gives_its_time_back(redis: RedisServer, storage: str) -> None:
    settings = {} if storage == "memory" else {"rate_limit_storage": redis.url}
    client = Throttling().api.async_client(
        rate_limit_mode="wait", rate_limit_overrides={"account_reads": "1 per hour"}, **settings
    )
    await client.accounts.retrieve("apn_1")
    async with anyio.create_task_group() as tasks:
        for _ in range(5):
            tasks.start_soon(client.accounts.retrieve, "apn_1")
        await anyio.sleep(0.5)
        tasks.cancel_scope.cancel()
    with pytest.raises(pdconnect.RateLimitExceededError) as caught:
        await client.with_options(deadline=10).accounts.retrieve("apn_1")
    assert caught.value.retry_after <= 3636
    await client.aclose()


def test_a_request_that_arrives_late_counts_when_it_arrives() -> None:
    """As with a slow connection: the service counts a request when it arrives."""
    clock = Clock()
    slow = iter([30.0])

    def respond(request: httpx.Request) -> httpx.Response:
        clock.now += next(slow, 0.0)
        return httpx.Response(200, json=account(1))

    client = FakeApi(respond).client(
        rate_limit_mode="fail", rate_limit_overrides={"account_reads": "1 per hour"}, clock=clock
    )
    client.accounts.retrieve("apn_1")
    with pytest.raises(pdconnect.RateLimitExceededError) as caught:
        client.accounts.retrieve("apn_1")
    assert caught.value.retry_after == pytest.approx(3636 - 18)


@pytest.mark.slow
def test_other_processes_count_a_late_request_when_it_arrived(redis: RedisServer) -> None:
    def respond(request: httpx.Request) -> httpx.Response:
        time.sleep(0.6)
        return httpx.Response(200, json=account(1))

    settings = {"rate_limit_overrides": {"account_reads": "2 per 10 second"}, "rate_limit_storage": redis.url}
    first, second = (FakeApi(respond).client(rate_limit_mode="fail", **settings) for _ in range(2))
    first.accounts.retrieve("apn_1")
    arrived = time.monotonic()
    first.accounts.retrieve("apn_1")
    with pytest.raises(pdconnect.RateLimitExceededError) as caught:
        second.accounts.retrieve("apn_1")
    # It was sent 0.6 s before; half of the margin of 0.1 s is subtracted, and the rest is for a busy machine.
    assert time.monotonic() + caught.value.retry_after > arrived + 10.1 - 0.05 - 0.4
    first.close()
    second.close()
