"""The store of access tokens that processes share, against a real Redis server."""

from __future__ import annotations

import contextlib
import logging
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

import anyio
import httpx
import pytest

import pdconnect
from pdconnect.sandbox import Sandbox
from tests import ROOT

from ..fake_api import Clock, FakeApi
from ..redis_server import PASSWORD, RedisServer

SECRET = "very-secret-1"


class MakeWorker(Protocol):
    def __call__(self, api: FakeApi, url: str, **settings: Any) -> Callable[[], None]: ...


def thread_worker(api: FakeApi, url: str, **settings: Any) -> Callable[[], None]:
    client = api.client(token_store=url, **settings)
    return lambda: client.accounts.delete("apn_1")


def task_worker(api: FakeApi, url: str, **settings: Any) -> Callable[[], None]:
    if "sleep" in settings:
        sleep = settings["sleep"]

        async def asleep(seconds: float) -> None:
            sleep(seconds)

        settings["sleep"] = asleep
    client = api.async_client(token_store=url, **settings)
    return lambda: anyio.run(client.accounts.delete, "apn_1")


@pytest.fixture(params=[thread_worker, task_worker], ids=["threads", "tasks"])
def worker(request: pytest.FixtureRequest) -> MakeWorker:
    """Return a factory of workers that share the store. A worker calls the service each time it is called."""
    made: MakeWorker = request.param
    return made


def deleting() -> FakeApi:
    return FakeApi(lambda request: httpx.Response(204))


def sent_tokens(api: FakeApi) -> list[str]:
    return [request.headers["authorization"].removeprefix("Bearer ") for request in api.requests]


def the_key(redis: RedisServer, kind: str) -> bytes:
    with redis.client() as store:
        keys = store.keys(f"pdconnect:{{*}}:{kind}")
        assert isinstance(keys, list)
        (key,) = keys
        assert isinstance(key, bytes)
        return key


# ---- one token for all workers

CROWD = """
import asyncio, sys
from concurrent.futures import ThreadPoolExecutor
import httpx
import pdconnect

kind, base_url, url = sys.argv[1:]
settings = dict(
    project_id="proj_sandbox", client_id="sandbox-client", client_secret="sandbox-secret",
    environment="development", base_url=base_url, token_store=url,
)

def thread(http):
    pdconnect.Client(**settings, http_client=http).accounts.list()

def threads():
    with httpx.Client() as http, ThreadPoolExecutor(25) as pool:
        list(pool.map(thread, [http] * 25))

async def task(http):
    await pdconnect.AsyncClient(**settings, http_client=http).accounts.list()

async def tasks():
    async with httpx.AsyncClient() as http:
        await asyncio.gather(*(task(http) for _ in range(25)))

print("ready", flush=True)
input()
threads() if kind == "threads" else asyncio.run(tasks())
"""


@pytest.mark.slow
def test_a_hundred_workers_make_one_token_request(redis: RedisServer) -> None:
    sandbox = Sandbox()
    with sandbox.serve() as served:
        lines = [
            [sys.executable, "-W", "error", "-c", CROWD, kind, served.base_url, redis.url]
            for kind in ("threads", "tasks") * 2
        ]
        crowds = [
            subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) for line in lines
        ]
        for crowd in crowds:
            assert crowd.stdout is not None
            assert crowd.stdout.readline() == "ready\n"
        for crowd in crowds:
            assert crowd.stdin is not None
            crowd.stdin.write("go\n")
            crowd.stdin.flush()
        for crowd in crowds:
            crowd.communicate()
    assert [crowd.returncode for crowd in crowds] == [0] * 4
    assert len(sandbox.calls("accounts.list")) == 100
    assert len(sandbox.calls("oauth_tokens_create")) == 1


def test_threads_and_tasks_share_a_token_and_keep_it(redis: RedisServer) -> None:
    api = deleting()
    for make in (thread_worker, task_worker, thread_worker):
        call = make(api, redis.url)
        call()
        call()
    assert sent_tokens(api) == ["token-1"] * 6
    assert len(api.token_requests) == 1


def test_clients_of_other_services_and_other_oauth_clients_have_their_own(
    redis: RedisServer, worker: MakeWorker
) -> None:
    api = deleting()
    for settings in ({}, {"client_id": "client-2"}, {"base_url": "https://elsewhere.example"}):
        worker(api, redis.url, **settings)()
    assert sent_tokens(api) == ["token-1", "token-2", "token-3"]


# ---- the stored value


def test_the_stored_token_is_encrypted_and_expires_with_the_token(redis: RedisServer, worker: MakeWorker) -> None:
    api = deleting()
    api.token_responder = lambda request: httpx.Response(
        200, json={"access_token": "canary-token-7f3a", "expires_in": 1000}
    )
    worker(api, redis.url)()
    assert sent_tokens(api) == ["canary-token-7f3a"]
    with redis.client() as store:
        keys = store.keys()
        assert isinstance(keys, list)
        (key,) = keys  # the lock was released
        value = store.get(key)
        left = store.pttl(key)
    assert isinstance(value, bytes)
    for stored in (key, value):
        assert b"canary" not in stored
        assert SECRET.encode() not in stored
        assert b"client-1" not in stored
    assert isinstance(left, int)
    assert 990_000 < left <= 1_000_000


def test_another_secret_of_the_same_client_has_its_own_token(redis: RedisServer, worker: MakeWorker) -> None:
    """As during a change of the secret: workers with either secret continue."""
    api = deleting()
    old, new = worker(api, redis.url), worker(api, redis.url, client_secret="very-secret-2")
    for call in (old, new, old, new):
        call()
    worker(api, redis.url, client_secret="very-secret-2")()
    assert sent_tokens(api) == ["token-1", "token-2", "token-1", "token-2", "token-2"]


@pytest.mark.parametrize("value", [b"", b"garbage", b"gAAAAA" * 20])
def test_an_invalid_stored_value_is_replaced(redis: RedisServer, worker: MakeWorker, value: bytes) -> None:
    api = deleting()
    worker(api, redis.url)()
    with redis.client() as store:
        store.set(the_key(redis, "token"), value, keepttl=True)
    worker(api, redis.url)()
    worker(api, redis.url)()
    assert sent_tokens(api) == ["token-1", "token-2", "token-2"]


def test_a_key_of_another_type_is_replaced(
    redis: RedisServer, worker: MakeWorker, caplog: pytest.LogCaptureFixture
) -> None:
    for kind in ("token", "token-lock"):
        api = deleting()
        redis.clear()
        worker(api, redis.url)()
        with redis.client() as store:
            key = the_key(redis, "token")
            store.delete(key)
            store.lpush(key.replace(b"}:token", b"}:" + kind.encode()), "x")
        for _ in range(2):
            worker(api, redis.url)()
        assert sent_tokens(api) == ["token-1", "token-2", "token-2"]
        with redis.client() as store:
            assert store.keys() == [key]  # the lock was released
    assert not records(caplog)


# ---- renewal


def test_a_rejected_token_is_replaced_once_for_all_workers(redis: RedisServer, worker: MakeWorker) -> None:
    api = deleting()
    workers = [worker(api, redis.url) for _ in range(5)]
    for call in workers:
        call()
    api.rejected_tokens = {"token-1"}
    for call in workers:
        call()
    assert sent_tokens(api) == ["token-1"] * 5 + ["token-1", "token-2"] * 5
    assert len(api.token_requests) == 2


def test_a_token_that_was_rejected_during_an_outage_is_not_used_again(redis: RedisServer, worker: MakeWorker) -> None:
    """The store still has it: the process that replaced it could not store the new one."""
    api, clock = deleting(), Clock()
    call = worker(api, redis.url, clock=clock)
    call()
    with redis.client() as store:
        key = the_key(redis, "token")
        value, left = store.get(key), store.pttl(key)
    redis.stop()
    for number in (1, 2):
        api.rejected_tokens.add(f"token-{number}")
        call()
    redis.start()
    with redis.client() as store:
        store.set(key, value, px=left)
    clock.now += 6
    api.rejected_tokens.add("token-3")
    call()
    assert sent_tokens(api) == ["token-1", "token-1", "token-2", "token-2", "token-3", "token-3", "token-4"]
    worker(api, redis.url)()
    assert sent_tokens(api)[-1] == "token-4"


def test_one_worker_renews_a_token_while_the_others_use_it(redis: RedisServer, worker: MakeWorker) -> None:
    api = deleting()
    worker(api, redis.url)()
    with redis.client() as store:
        store.pexpire(the_key(redis, "token"), 60_000)
    others = [worker(api, redis.url) for _ in range(3)]

    def renewing(request: httpx.Request) -> httpx.Response:
        with ThreadPoolExecutor(1) as pool:  # an event loop cannot be run inside another
            for call in others:
                pool.submit(call).result()
        return httpx.Response(200, json={"access_token": "token-2", "expires_in": 3600})

    api.token_responder = renewing
    worker(api, redis.url)()
    for call in others:
        call()
    assert len(api.token_requests) == 2
    assert sent_tokens(api) == ["token-1"] * 4 + ["token-2"] * 4


def test_a_failed_renewal_affects_no_call(redis: RedisServer, worker: MakeWorker) -> None:
    api = deleting()
    worker(api, redis.url)()
    with redis.client() as store:
        store.pexpire(the_key(redis, "token"), 60_000)
    api.token_responder = lambda request: httpx.Response(503)
    worker(api, redis.url)()
    assert sent_tokens(api) == ["token-1"] * 2


def test_a_failed_token_request_is_an_error_and_releases_the_lock(redis: RedisServer, worker: MakeWorker) -> None:
    api = deleting()
    api.token_responder = lambda request: httpx.Response(401, json={"error": "invalid_client"})
    with pytest.raises(pdconnect.AuthenticationError, match="invalid_client"):
        worker(api, redis.url)()
    with redis.client() as store:
        assert store.keys() == []


# ---- the lock

HANGING = """
import sys, threading
import httpx
from tests.fake_api import FakeApi

def hang(request):
    print("asked", flush=True)
    threading.Event().wait()

api = FakeApi()
api.token_responder = hang
api.client(token_store=sys.argv[1]).accounts.delete("apn_1")
"""


@pytest.fixture(scope="module")
def content_after_kill(shared_redis: RedisServer) -> dict[Any, tuple[Any, Any]]:
    """What the store contains after a process was killed while it fetched a token: values and milliseconds by key."""
    shared_redis.clear()
    line = [sys.executable, "-c", HANGING, shared_redis.url]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "asked\n"
        process.kill()
    with shared_redis.client() as store:
        keys: Any = store.keys()
        return {key: (store.get(key), store.pttl(key)) for key in keys}


@pytest.fixture
def dead_worker(content_after_kill: dict[Any, tuple[Any, Any]], redis: RedisServer) -> None:
    """Fill the store with what a killed process leaves."""
    with redis.client() as store:
        for key, (value, milliseconds) in content_after_kill.items():
            store.set(key, value, px=milliseconds)


@pytest.mark.slow
@pytest.mark.every_python
@pytest.mark.usefixtures("dead_worker")
def test_a_killed_worker_blocks_the_others_until_its_lock_expires(redis: RedisServer, worker: MakeWorker) -> None:
    waits: list[float] = []
    lock = the_key(redis, "token-lock")
    with redis.client() as store:
        left = store.pttl(lock)
        assert isinstance(left, int)
        assert 0 < left <= 20_000

        def sleep(seconds: float) -> None:
            waits.append(seconds)
            if len(waits) == 3:
                store.delete(lock)  # as Redis does when the lock expires

        api = deleting()
        worker(api, redis.url, sleep=sleep)()
    assert waits == [0.05] * 3
    assert sent_tokens(api) == ["token-1"]


@pytest.mark.usefixtures("dead_worker")
def test_no_worker_waits_longer_than_the_lock_is_valid(redis: RedisServer, worker: MakeWorker) -> None:
    clock = Clock()

    def sleep(seconds: float) -> None:
        clock.now += 1

    api = deleting()
    worker(api, redis.url, sleep=sleep, clock=clock)()
    assert sent_tokens(api) == ["token-1"]
    assert clock.now == 1020


def test_a_late_worker_does_not_release_the_lock_of_the_next(redis: RedisServer, worker: MakeWorker) -> None:
    api = deleting()

    def late(request: httpx.Request) -> httpx.Response:
        with redis.client() as store:
            store.set(the_key(redis, "token-lock"), b"the next one")
        return httpx.Response(200, json={"access_token": "token-1", "expires_in": 3600})

    api.token_responder = late
    worker(api, redis.url)()
    with redis.client() as store:
        assert store.get(the_key(redis, "token-lock")) == b"the next one"


@pytest.mark.anyio
async def test_a_cancelled_task_releases_the_lock(redis: RedisServer) -> None:
    requested = anyio.Event()

    async def respond(request: httpx.Request) -> httpx.Response:
        requested.set()
        await anyio.sleep_forever()
        raise AssertionError

    client = pdconnect.AsyncClient(
        project_id="proj_1",
        client_id="client-1",
        client_secret=SECRET,
        environment="development",
        token_store=redis.url,
        http_client=httpx.AsyncClient(transport=httpx.MockTransport(respond)),
    )
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(client.accounts.delete, "apn_1")
        await requested.wait()
        tasks.cancel_scope.cancel()
    with redis.client() as store:
        assert store.keys() == []


# ---- a store that is down

DOWN = (
    "WARNING",
    "the store of the access tokens is down (ConnectionError): this process fetches its own until it is back",
)


def records(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    assert PASSWORD not in caplog.text
    assert SECRET not in caplog.text
    return [(record.levelname, record.getMessage()) for record in caplog.records if record.name == "pdconnect"]


def test_without_the_store_each_has_its_own_token(
    redis: RedisServer, worker: MakeWorker, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "pdconnect")
    redis.stop()
    api, clock = deleting(), Clock()
    first, second = (worker(api, redis.url, clock=clock) for _ in range(2))
    for call in (first, second, first, second):
        call()
    assert sent_tokens(api) == ["token-1", "token-2"] * 2
    assert records(caplog) == [DOWN] * 2  # one for each client
    redis.start()
    clock.now += 3600
    for call in (first, second):
        call()
    assert sent_tokens(api)[-2:] == ["token-3"] * 2
    assert records(caplog)[2:] == [("INFO", "the store of the access tokens is back")] * 2


def test_a_renewal_waits_for_a_store_that_is_down(redis: RedisServer, worker: MakeWorker) -> None:
    """As during a fail-over: the workers do not all request a token of their own."""
    api, clock = deleting(), Clock()
    workers = [worker(api, redis.url, clock=clock) for _ in range(4)]
    for call in workers:
        call()
    redis.stop()
    for remaining, requests in ((110, 1), (70, 1), (65, 1), (50, 5), (40, 5)):
        clock.now = 1000 + 3600 - remaining
        for call in workers:
            call()
        assert len(api.token_requests) == requests


def test_a_renewal_that_waited_is_made_once_when_the_store_is_back(redis: RedisServer, worker: MakeWorker) -> None:
    api, clock = deleting(), Clock()
    workers = [worker(api, redis.url, clock=clock) for _ in range(4)]
    for call in workers:
        call()
    redis.stop()
    clock.now = 1000 + 3600 - 110
    for call in workers:
        call()
    redis.start()
    clock.now += 10
    for call in workers * 2:
        call()
    assert len(api.token_requests) == 2
    assert sent_tokens(api)[-4:] == ["token-2"] * 4


def test_a_rejected_token_is_replaced_while_the_store_is_down(redis: RedisServer, worker: MakeWorker) -> None:
    api, clock = deleting(), Clock()
    call = worker(api, redis.url, clock=clock)
    call()
    redis.stop()
    clock.now = 1000 + 3600 - 110
    call()
    api.rejected_tokens = {"token-1"}
    call()
    assert sent_tokens(api) == ["token-1"] * 3 + ["token-2"]


def test_a_store_that_goes_down_while_a_token_is_fetched(
    redis: RedisServer, worker: MakeWorker, caplog: pytest.LogCaptureFixture
) -> None:
    api = deleting()

    def respond(request: httpx.Request) -> httpx.Response:
        redis.stop()
        return httpx.Response(200, json={"access_token": "token-1", "expires_in": 3600})

    api.token_responder = respond
    worker(api, redis.url)()
    assert sent_tokens(api) == ["token-1"]
    assert records(caplog) == [DOWN]


@pytest.mark.anyio
async def test_a_slow_store_holds_up_neither_the_event_loop_nor_the_deadline() -> None:
    api, longest = deleting(), 0.0
    await deleting().async_client().accounts.delete("apn_1")  # imports what a first call needs
    with socket.create_server(("127.0.0.1", 0)) as server:  # accepts connections and never responds
        url = f"redis://:{PASSWORD}@127.0.0.1:{server.getsockname()[1]}/0?socket_timeout=30"
        client = api.async_client(token_store=url, deadline=0.1)
        done = anyio.Event()

        async def call() -> None:
            with pytest.raises(pdconnect.DeadlineExceededError):
                await client.accounts.delete("apn_1")
            done.set()

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(call)
            begin = time.monotonic()
            while not done.is_set():
                before = time.monotonic()
                await anyio.sleep(0.005)
                longest = max(longest, time.monotonic() - before)
        assert time.monotonic() - begin < 15
    assert longest < 15
    assert api.requests == []


def test_a_passed_token_is_not_stored() -> None:
    for make in (pdconnect.Client, pdconnect.AsyncClient):
        with pytest.raises(pdconnect.ConfigurationError, match="a token that is passed in is not requested"):
            make(access_token="t", project_id="p", environment="development", token_store="redis://localhost")


# ---- a slow store


def relay(port: int, delay: float) -> Iterator[str]:
    """Yield the URL of a relay to a Redis server that delays each command."""
    with socket.create_server(("127.0.0.1", 0)) as server, contextlib.ExitStack() as stack:

        def back(source: socket.socket, target: socket.socket, delay: float) -> None:
            with contextlib.suppress(OSError):
                while data := source.recv(65536):
                    time.sleep(delay)
                    target.sendall(data)

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    near = stack.enter_context(server.accept()[0])
                    far = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
                    for arguments in ((near, far, delay), (far, near, 0.0)):
                        threading.Thread(target=back, args=arguments, daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield f"redis://:{PASSWORD}@127.0.0.1:{server.getsockname()[1]}/0"
        server.shutdown(socket.SHUT_RDWR)


@pytest.fixture(params=[0.45, 0.9])
def slow_redis(redis: RedisServer, request: pytest.FixtureRequest) -> Iterator[str]:
    """A Redis server with a delay for each command, below the limit of one second."""
    yield from relay(int(redis.url.rpartition(":")[2].partition("/")[0]), request.param)


@pytest.fixture
def dripping_store() -> Iterator[str]:
    """A server that sends one byte of an endless response every 0.2 seconds."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip(connection: socket.socket) -> None:
            with connection, contextlib.suppress(OSError):
                for _ in range(40):
                    connection.sendall(b"+")
                    time.sleep(0.2)

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    threading.Thread(target=drip, args=(server.accept()[0],), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield f"redis://:{PASSWORD}@127.0.0.1:{server.getsockname()[1]}/0"
        server.shutdown(socket.SHUT_RDWR)


def assert_limited(call: Callable[[], None]) -> None:
    """Check that a call waits for the store about one second, and not until the store has responded to everything."""
    begin = time.monotonic()
    call()
    assert 0.9 < time.monotonic() - begin < 4


@pytest.mark.slow
def test_all_commands_of_a_call_share_one_second(slow_redis: str, worker: MakeWorker) -> None:
    api = deleting()
    assert_limited(worker(api, slow_redis))
    assert sent_tokens(api) == ["token-1"]


@pytest.mark.slow
def test_a_store_that_drips_costs_one_second(dripping_store: str, worker: MakeWorker) -> None:
    api = deleting()
    assert_limited(worker(api, dripping_store))
    assert sent_tokens(api) == ["token-1"]


@pytest.mark.parametrize("value", [b"[]", b"3", b"{}", b'{"token": "t"}', b'{"token": "t", "lifetime": "x"}', b"\xff"])
def test_a_stored_entry_of_another_shape_is_replaced(redis: RedisServer, worker: MakeWorker, value: bytes) -> None:
    from pdconnect._auth.stored_token import TokenCipher

    api = deleting()
    worker(api, redis.url)()
    with redis.client() as store:
        store.set(the_key(redis, "token"), TokenCipher(SECRET)._fernet.encrypt(value), keepttl=True)
    worker(api, redis.url)()
    assert sent_tokens(api) == ["token-1", "token-2"]


def test_after_a_suspension_the_store_says_whether_the_token_has_expired(
    redis: RedisServer, worker: MakeWorker
) -> None:
    """The store has a clock of its own. A wall clock that was only set forward causes no token request."""
    api, wall = deleting(), Clock()
    call = worker(api, redis.url, clock=Clock(), wall_clock=wall)
    call()
    wall.now += 7200
    call()
    assert sent_tokens(api) == ["token-1", "token-1"]
    with redis.client() as store:
        store.delete(the_key(redis, "token"))  # it expired while the machine was suspended
    wall.now += 7200
    call()
    assert sent_tokens(api)[-1] == "token-2"
