"""Rate limits of the client itself: in memory with a fake clock, and shared through a real Redis server."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
import threading
import time
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
import httpx
import pytest

import pdconnect
from pdconnect._rate_limit.limit_state import GRANTED, SECOND, Ask
from pdconnect._rate_limit.memory import MemoryLimits
from pdconnect.sandbox import Sandbox
from pdconnect_sandbox.server.transports import BASE_URL
from tests import ROOT

from ..cases import for_each
from ..fake_api import Clock, FakeApi, account
from ..redis_server import PASSWORD, RedisServer

MARGIN = 0.6
"""Seconds that are waited beyond a window of a minute."""


class Time(Clock):
    """A clock that sleeping advances."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    async def asleep(self, seconds: float) -> None:
        self.sleep(seconds)


def api() -> FakeApi:
    def respond(request: httpx.Request) -> httpx.Response:
        item = account(1)
        return httpx.Response(200, json=[item] if request.url.path.endswith("users/user-1/accounts") else item)

    return FakeApi(respond)


def limited(api: FakeApi, time: Time, **settings: Any) -> pdconnect.Client:
    return api.client(**{"rate_limit_mode": "wait", "clock": time, "sleep": time.sleep, **settings})


def limited_async(api: FakeApi, time: Time, **settings: Any) -> pdconnect.AsyncClient:
    return api.async_client(**{"rate_limit_mode": "wait", "clock": time, "sleep": time.asleep, **settings})


# ---- in memory


def test_a_hundred_requests_are_sent_and_the_next_waits_for_the_window() -> None:
    service, time = api(), Time()
    client = limited(service, time)
    for _ in range(100):
        client.accounts.retrieve("apn_1")
    assert time.waits == []
    client.accounts.retrieve("apn_1")
    assert time.waits == [pytest.approx(60 + MARGIN)]
    assert len(service.requests) == 101


@pytest.mark.anyio
async def test_a_hundred_tasks_send_and_the_next_waits_for_the_window() -> None:
    service, time = api(), Time()
    client = limited_async(service, time)
    for _ in range(101):
        await client.accounts.retrieve("apn_1")
    assert time.waits == [pytest.approx(60 + MARGIN)]
    assert len(service.requests) == 101


def test_the_window_moves_with_each_request() -> None:
    service, time = api(), Time()
    client = limited(service, time, rate_limit_overrides={"account_reads": "3 per minute"})
    for _ in range(3):
        client.accounts.retrieve("apn_1")
        time.now += 10
    for _ in range(3):
        client.accounts.retrieve("apn_1")
    assert time.waits == [pytest.approx(30 + MARGIN), pytest.approx(10), pytest.approx(10)]


def test_the_error_of_mode_fail_has_the_time_of_the_next_capacity() -> None:
    service, time = api(), Time()
    client = limited(service, time, rate_limit_mode="fail")
    for _ in range(100):
        client.accounts.retrieve("apn_1")
    time.now += 20
    with pytest.raises(pdconnect.RateLimitExceededError, match=r"account_reads \(100 per 60 s\)") as caught:
        client.accounts.list()
    assert caught.value.retry_after == pytest.approx(40 + MARGIN)
    assert caught.value.operation == "accounts_list"
    assert len(service.requests) == 100
    time.now += caught.value.retry_after
    client.accounts.retrieve("apn_1")
    assert time.waits == []


@pytest.mark.anyio
async def test_the_error_of_mode_fail_has_the_time_of_the_next_capacity_in_tasks() -> None:
    service, time = api(), Time()
    client = limited_async(service, time, rate_limit_mode="fail", rate_limit_overrides={"account_reads": "1 per hour"})
    await client.accounts.retrieve("apn_1")
    with pytest.raises(pdconnect.RateLimitExceededError) as caught:
        await client.accounts.retrieve("apn_1")
    assert caught.value.retry_after == pytest.approx(3600 * 1.01)


def test_operations_share_a_limit_and_others_have_none() -> None:
    client = limited(api(), Time(), rate_limit_mode="fail", rate_limit_overrides={"account_reads": "3 per minute"})
    client.accounts.list()
    client.accounts.retrieve("apn_1")
    client.accounts.list_by_external_user("user-1")
    for read in (
        client.accounts.list,
        lambda: client.accounts.retrieve("apn_1"),
        lambda: client.accounts.list_by_external_user("user-1"),
    ):
        with pytest.raises(pdconnect.RateLimitExceededError):
            read()
    for _ in range(5):
        client.accounts.delete("apn_1")
        client.tokens.create(external_user_id="user-1")


def test_tokens_are_counted_per_external_user() -> None:
    client = limited(api(), Time(), rate_limit_mode="fail")
    for user in ("user-1", "user-2"):
        for _ in range(100):
            client.tokens.create(external_user_id=user)
        with pytest.raises(pdconnect.RateLimitExceededError, match="token_creations"):
            client.tokens.create(external_user_id=user)


def test_copies_share_the_counts_and_projects_do_not() -> None:
    client = api().client(rate_limit_overrides={"account_reads": "2 per minute"}, clock=Clock())
    copies = [client.with_options(rate_limit_mode="fail"), client.with_options(rate_limit_mode="fail", timeout=1)]
    for copy in copies:
        copy.accounts.retrieve("apn_1")
    for copy in copies:
        with pytest.raises(pdconnect.RateLimitExceededError):
            copy.accounts.retrieve("apn_1")
        copy.with_options(project_id="proj_2").accounts.retrieve("apn_1")
        copy.with_options(rate_limit_mode=None).accounts.retrieve("apn_1")


@pytest.mark.parametrize("deadline", [30, 60.5])
def test_a_wait_beyond_the_deadline_is_not_started(deadline: float) -> None:
    service, time = api(), Time()
    client = limited(service, time, deadline=deadline)
    for _ in range(100):
        client.accounts.retrieve("apn_1")
    with pytest.raises(pdconnect.RateLimitExceededError) as caught:
        client.accounts.retrieve("apn_1")
    assert caught.value.retry_after == pytest.approx(60 + MARGIN)
    assert (time.waits, len(service.requests)) == ([], 100)
    client.with_options(deadline=61).accounts.retrieve("apn_1")
    assert time.waits == [pytest.approx(60 + MARGIN)]


@pytest.mark.slow
def test_five_hundred_reads_without_a_429() -> None:
    sandbox = Sandbox(rate_limits=True, clock=Clock())
    client = sandbox.client(rate_limit_mode="wait")
    for _ in range(500):
        client.accounts.list()
    assert [entry.status for entry in sandbox.calls("accounts.list")] == [200] * 500
    assert sum(sandbox.waits) == pytest.approx(4 * (60 + MARGIN))


def test_a_slow_start_causes_no_429() -> None:
    """Neither a slow token request nor a slow first connection: the service counts a request when it arrives."""
    sandbox = Sandbox(rate_limits=True, clock=Clock())
    slow = {"/v1/oauth/token": 30.0, "/v1/connect/proj_sandbox/accounts": 0.5}

    class Slow(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            sandbox.advance(slow.pop(request.url.path, 0.01))
            return sandbox.transport.handle_request(request)

    def sleep(seconds: float) -> None:
        sandbox.advance(seconds)

    client = pdconnect.Client(
        project_id=sandbox.settings.project_id,
        client_id=sandbox.settings.client_id,
        client_secret=sandbox.settings.client_secret,
        environment="development",
        base_url=BASE_URL,
        rate_limit_mode="wait",
        clock=lambda: sandbox.now,
        sleep=sleep,
        http_client=httpx.Client(transport=Slow()),
    )
    for _ in range(150):
        client.accounts.list()
    assert [entry.status for entry in sandbox.calls("accounts.list")] == [200] * 150


def test_a_retry_is_counted() -> None:
    service = api()
    client = limited(service, Time(), rate_limit_mode="fail", rate_limit_overrides={"account_reads": "3 per minute"})
    client.accounts.retrieve("apn_1")
    service.rejected_tokens = {"token-1"}
    client.accounts.retrieve("apn_1")  # rejected, and sent again with another token
    with pytest.raises(pdconnect.RateLimitExceededError):
        client.accounts.retrieve("apn_1")
    assert len(service.requests) == 3


def test_threads_share_the_counts() -> None:
    client = limited(api(), Time(), rate_limit_mode="fail")

    def read(_: int) -> bool:
        try:
            client.accounts.retrieve("apn_1")
        except pdconnect.RateLimitExceededError:
            return False
        return True

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(read, range(200))) == 100


def test_counting_starts_no_thread() -> None:
    client = limited(api(), Time())
    before = threading.enumerate()
    client.accounts.retrieve("apn_1")
    assert threading.enumerate() == before


def test_inactive_users_are_removed_from_memory() -> None:
    clock = Clock()
    limits = MemoryLimits(clock)

    def minute(number: int) -> int:
        for user in range(400):
            assert limits.acquire(f"token_creations/{number}-{user}", Ask(100, 60 * SECOND)).status == GRANTED
        clock.now += 61
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        sizes = [minute(number) for number in range(8)]
    finally:
        tracemalloc.stop()
    assert max(sizes[4:]) < 2 * max(sizes[:4])


# ---- settings


@for_each(
    ("settings", "reason"),
    [
        (
            {"rate_limit_overrides": {"reads": "1 per minute"}},
            "no limit called 'reads'; the limits are account_reads, token_creations",
        ),
        ({"rate_limit_overrides": {"account_reads": "many"}}, 'like "100 per minute"'),
        ({"rate_limit_overrides": {"account_reads": 100}}, 'like "100 per minute"'),
        ({"rate_limit_overrides": {"account_reads": "0 per minute"}}, 'like "100 per minute"'),
        ({"rate_limit_overrides": {"account_reads": "9 per second; 90 per minute"}}, 'like "100 per minute"'),
        (
            {"rate_limit_storage": f"http://:{PASSWORD}@localhost"},
            "rate_limit_storage must be a URL that begins with redis",
        ),
        ({"rate_limit_storage": "redis://"}, "rate_limit_storage must be a URL"),
        ({"rate_limit_storage": PASSWORD}, "rate_limit_storage must be a URL"),
        ({"rate_limit_storage": f"redis://:{PASSWORD}@localhost:port"}, "not a URL that the Redis library accepts"),
        ({"rate_limit_storage": f"redis://:{PASSWORD}@[localhost"}, "not a URL that the Redis library accepts"),
        (
            {"rate_limit_storage": f"redis://:{PASSWORD}@localhost?no_such=1"},
            "not a URL that the Redis library accepts",
        ),
        (
            {"rate_limit_storage": f"redis://:{PASSWORD}@localhost?socket_timeout=x"},
            "not a URL that the Redis library accepts",
        ),
        ({"token_store": f"memcached://:{PASSWORD}@localhost"}, "token_store must be a URL that begins with redis"),
        ({"token_store": f"redis://:{PASSWORD}@localhost:99999"}, "not a URL that the Redis library accepts"),
    ],
)
def test_wrong_settings_are_named_and_passwords_are_not_shown(settings: dict[str, Any], reason: str) -> None:
    for make in (FakeApi().client, FakeApi().async_client):
        with pytest.raises(pdconnect.ConfigurationError) as caught:
            make(**settings)
        assert reason in str(caught.value)
        shown = f"{caught.value!r} {caught.value.__cause__!r}"
        assert PASSWORD not in shown


@pytest.mark.parametrize("scheme", ["redis", "rediss", "redis+unix", "valkey", "valkeys", "valkey+unix", "REDIS"])
def test_each_url_of_a_store_is_accepted(scheme: str) -> None:
    url = f"{scheme}://{'' if 'unix' in scheme else 'localhost:6379'}/0"
    FakeApi().client(rate_limit_storage=url, token_store=url)


WITHOUT = """
import sys
sys.modules.update(limits=None, redis=None)
import pdconnect
from tests.fake_api import FakeApi

for settings in ({"rate_limit_overrides": {"account_reads": "1 per minute"}}, {"rate_limit_storage": "redis://localhost"}):
    try:
        FakeApi().client(**settings)
    except pdconnect.ConfigurationError as error:
        print(error)
FakeApi().client(rate_limit_mode="wait").accounts.retrieve("apn_1")
"""


def test_a_missing_extra_says_what_to_install() -> None:
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", WITHOUT], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.splitlines() == [
        "rate_limit_overrides needs an extra: pip install 'pdconnect[rate-limits]'",
        "rate_limit_storage needs an extra: pip install 'pdconnect[redis]'",
    ]


# ---- shared through Redis

WORKER = """
import asyncio, json, sys
import pdconnect
from tests.fake_api import FakeApi, account
import httpx

kind, url = sys.argv[1:]
api = FakeApi(lambda request: httpx.Response(200, json=account(1)))
settings = dict(rate_limit_mode="fail", rate_limit_storage=url, rate_limit_overrides={"account_reads": "30 per hour"})

def sync_calls():
    client = api.client(**settings)
    for _ in range(25):
        try:
            client.accounts.retrieve("apn_1")
        except pdconnect.RateLimitExceededError:
            pass

async def async_calls():
    client = api.async_client(**settings)
    results = await asyncio.gather(*(client.accounts.retrieve("apn_1") for _ in range(25)), return_exceptions=True)
    assert all(isinstance(result, (pdconnect.RateLimitExceededError, pdconnect.models.Account)) for result in results)

sync_calls() if kind == "sync" else asyncio.run(async_calls())
print(len(api.requests))
"""


@pytest.mark.slow
def test_processes_share_the_counts(redis: RedisServer) -> None:
    lines = [[sys.executable, "-W", "error", "-c", WORKER, kind, redis.url] for kind in ("sync", "async") * 2]
    workers = [subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, text=True) for line in lines]
    through = [int(worker.communicate()[0]) for worker in workers]
    assert [worker.returncode for worker in workers] == [0] * 4
    assert sum(through) == 30


@pytest.mark.slow
def test_a_shared_limit_is_waited_for(redis: RedisServer) -> None:
    service = api()
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        time.sleep(seconds)

    client = service.client(
        rate_limit_mode="wait",
        rate_limit_storage=redis.url.replace("redis://", "valkey://"),
        rate_limit_overrides={"account_reads": "5 per 2 second"},
        sleep=sleep,
    )
    begin = time.monotonic()
    for _ in range(6):
        client.accounts.retrieve("apn_1")
    assert time.monotonic() - begin >= 2
    assert 0 < sum(waits) <= 2.5


def test_the_store_gets_no_ids(redis: RedisServer) -> None:
    client = api().client(rate_limit_mode="wait", rate_limit_storage=redis.url)
    client.tokens.create(external_user_id="user-of-mine")
    with redis.client() as store:
        keys = store.keys()
    assert isinstance(keys, list)
    assert len(keys) == 1
    assert b":limit:token_creations:100/60:" in keys[0]
    assert b"user-of-mine" not in keys[0]
    assert b"proj" not in keys[0]


def records(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    assert PASSWORD not in caplog.text
    return [(record.levelname, record.getMessage()) for record in caplog.records if record.name == "pdconnect"]


DOWN = (
    "WARNING",
    "the store of the rate limits is down (ConnectionError): each process limits its own requests until it is back",
)
BACK = ("INFO", "the store of the rate limits is back")


def test_a_store_that_goes_down_and_comes_back(redis: RedisServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "pdconnect")
    clock = Clock()
    service = api()
    client = service.client(
        rate_limit_mode="fail",
        rate_limit_storage=redis.url,
        rate_limit_overrides={"account_reads": "4 per hour"},
        clock=clock,
    )
    client.accounts.retrieve("apn_1")
    for _ in range(2):
        redis.stop()
        for _ in range(3):
            client.accounts.retrieve("apn_1")
            clock.now += 4
        redis.start()
        for _ in range(2):
            with pytest.raises(pdconnect.RateLimitExceededError):
                client.accounts.retrieve("apn_1")
            clock.now += 5
        clock.now += 3636
        client.accounts.retrieve("apn_1")
    assert records(caplog) == [DOWN, BACK] * 2
    assert len(service.requests) == 9


def test_a_store_that_was_never_up(caplog: pytest.LogCaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    client = api().client(rate_limit_mode="fail", rate_limit_storage=f"redis://:{PASSWORD}@127.0.0.1:{port}/0")

    def is_sent(_: int) -> bool:
        try:
            client.accounts.retrieve("apn_1")
        except pdconnect.RateLimitExceededError:
            return False
        return True

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(is_sent, range(150))) == 100
    assert records(caplog) == [DOWN]


def test_a_wrong_password_is_an_outage(redis: RedisServer, caplog: pytest.LogCaptureFixture) -> None:
    client = api().client(rate_limit_mode="fail", rate_limit_storage=redis.url.replace(PASSWORD, "wrong-password-1"))
    client.accounts.retrieve("apn_1")
    [(level, message)] = records(caplog)
    assert level == "WARNING"
    assert "AuthenticationError" in message
    assert "wrong-password-1" not in caplog.text


def test_connections_that_the_store_has_closed_are_no_outage(
    redis: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    client = api().client(rate_limit_mode="fail", rate_limit_storage=redis.url)
    client.accounts.retrieve("apn_1")
    with redis.client() as store:
        store.client_kill_filter(_type="normal", skipme=True)
        client.accounts.retrieve("apn_1")
    assert records(caplog) == []


@pytest.mark.slow
@pytest.mark.every_python
def test_many_threads_at_once_are_no_outage(redis: RedisServer, caplog: pytest.LogCaptureFixture) -> None:
    client = api().client(rate_limit_mode="fail", rate_limit_storage=redis.url)
    client.tokens.create(external_user_id="user-1")
    with redis.client() as store, ThreadPoolExecutor(120) as pool:
        store.client_pause(300)  # so that all of them wait for it at the same time
        list(pool.map(lambda number: client.tokens.create(external_user_id=f"user-{number}"), range(120)))
    assert records(caplog) == []


@pytest.fixture
def slow_store() -> Iterator[str]:
    """A store that accepts connections and never responds."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"redis://:{PASSWORD}@127.0.0.1:{server.getsockname()[1]}/0"


@pytest.mark.slow
@pytest.mark.every_python
@pytest.mark.anyio
async def test_a_slow_store_does_not_hold_up_the_event_loop(slow_store: str, caplog: pytest.LogCaptureFixture) -> None:
    await api().async_client().accounts.retrieve("apn_1")  # imports what a first call needs
    service = api()
    client = service.async_client(rate_limit_mode="fail", rate_limit_storage=f"{slow_store}?socket_timeout=1")
    done = anyio.Event()
    steps = 0

    async def call() -> None:
        await client.accounts.retrieve("apn_1")
        done.set()

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(call)
        while not done.is_set():
            await anyio.sleep(0.005)
            steps += 1
    assert steps > 5  # of 200 on an idle machine; one or two if the loop waited for the store
    assert len(service.requests) == 1
    [(level, message)] = records(caplog)
    assert (level, "TimeoutError" in message) == ("WARNING", True)


@pytest.mark.anyio
async def test_a_slow_store_does_not_outlast_the_deadline(slow_store: str) -> None:
    service = api()
    client = service.async_client(
        rate_limit_mode="wait", rate_limit_storage=f"{slow_store}?socket_timeout=60", deadline=0.1
    )
    begin = time.monotonic()
    with pytest.raises(pdconnect.DeadlineExceededError):
        await client.accounts.retrieve("apn_1")
    assert time.monotonic() - begin < 30
    assert service.requests == []


def test_a_slow_store_does_not_outlast_the_deadline_of_a_thread(slow_store: str) -> None:
    service = api()
    client = service.client(rate_limit_mode="wait", rate_limit_storage=f"{slow_store}?socket_timeout=60", deadline=0.1)
    begin = time.monotonic()
    with pytest.raises(pdconnect.DeadlineExceededError):
        client.accounts.retrieve("apn_1")
    assert time.monotonic() - begin < 30
    assert service.requests == []
    client.close()  # otherwise the thread that still waits for the store would log its failure, in the middle of another test
