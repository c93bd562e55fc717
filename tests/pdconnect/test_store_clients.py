"""Stores that are given as clients of redis-py, the keys in them, and the clock that counts."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
import redis.asyncio as redis_asyncio
from redis import BlockingConnectionPool, ConnectionPool, CredentialProvider, Redis, RedisCluster
from redis.asyncio.retry import Retry as AsyncRetry
from redis.backoff import NoBackoff
from redis.crc import key_slot
from redis.retry import Retry
from redis.sentinel import Sentinel

import pdconnect

from ..fake_api import FakeApi, account
from ..redis_server import PASSWORD, RedisServer

LIMITED: dict[str, Any] = {"rate_limit_mode": "fail", "rate_limit_overrides": {"account_reads": "4 per hour"}}


def api() -> FakeApi:
    return FakeApi(lambda request: httpx.Response(200, json=account(1)))


def call(service: FakeApi, store: Any, **settings: Any) -> None:
    """Call once with a `Client` whose two stores are the same."""
    with service.client(token_store=store, rate_limit_storage=store, **{**LIMITED, **settings}) as client:
        client.accounts.retrieve("apn_1")


def call_async(service: FakeApi, make_store: Callable[[], Any], **settings: Any) -> None:
    """Call once with an `AsyncClient` whose two stores are the same, in an event loop of its own."""

    async def run() -> None:
        store = make_store()
        try:
            async with service.async_client(
                token_store=store, rate_limit_storage=store, **{**LIMITED, **settings}
            ) as client:
                await client.accounts.retrieve("apn_1")
        finally:
            if isinstance(store, redis_asyncio.Redis):
                await store.aclose()

    asyncio.run(run())


# ---- clients of each kind


@pytest.mark.parametrize("options", ["", "&protocol=3", "&decode_responses=True"])
def test_clients_of_threads_and_tasks_share_a_token_and_counts(redis: RedisServer, options: str) -> None:
    service = api()
    url = redis.url + options
    with Redis.from_url(url, client_name="application") as store:
        call(service, store)
        call_async(service, lambda: redis_asyncio.Redis.from_url(url))
        call_async(service, lambda: store)
        call(service, redis.url)
        with pytest.raises(pdconnect.RateLimitExceededError):
            call(service, store)
        with pytest.raises(pdconnect.RateLimitExceededError):
            call_async(service, lambda: redis_asyncio.Redis.from_url(url))
        assert {request.headers["authorization"] for request in service.requests} == {"Bearer token-1"}
        # It was not closed, and its pool was used.
        with redis.client() as other:
            assert [client["name"] for client in other.client_list() if client["name"]] == ["application"]


@pytest.mark.parametrize("options", ["", "&decode_responses=True", "&decode_responses=True&protocol=3"])
def test_bytes_that_are_no_text_are_replaced(
    redis: RedisServer, options: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A client that decodes responses raises an error for them."""
    service = api()
    with Redis.from_url(redis.url + options) as store, redis.client() as other:
        call(service, store, rate_limit_mode=None)
        (key,) = other.scan_iter("*token")
        for make in (lambda: store, lambda: redis_asyncio.Redis.from_url(redis.url + options)):
            other.set(key, b"\xff\xfe\x00", keepttl=True)
            call_async(service, make, rate_limit_mode=None)
            call(service, store, rate_limit_mode=None)
    assert len(service.token_requests) == 3
    assert not caplog.records


class Login(CredentialProvider):
    """Credentials of an application, as for the login of a cloud: a new password for each connection."""

    used = 0

    def get_credentials(self) -> tuple[str]:
        self.used += 1
        return (PASSWORD,)


def test_the_credential_provider_and_the_instrumentation_of_a_client_are_used(redis: RedisServer) -> None:
    service, login = api(), Login()
    commands: list[str] = []

    class Traced(Redis):
        """A client whose commands are recorded, as a library for tracing does."""

        def execute_command(self, *args: Any, **options: Any) -> Any:
            commands.append(f"thread {args[0]}")
            return super().execute_command(*args, **options)  # type: ignore[no-untyped-call]

    class TracedAsync(redis_asyncio.Redis):
        """The same for tasks."""

        async def execute_command(self, *args: Any, **options: Any) -> Any:
            commands.append(f"task {args[0]}")
            return await super().execute_command(*args, **options)  # type: ignore[no-untyped-call]

    port = int(redis.url.rpartition(":")[2].partition("/")[0])
    with Traced(port=port, credential_provider=login) as store:
        call(service, store)
        assert login.used == 1
        call_async(service, lambda: store)
        threads = len(commands)
        call_async(service, lambda: TracedAsync(port=port, credential_provider=login))
    assert login.used >= 2
    assert {command.partition(" ")[0] for command in commands[:threads]} == {"thread"}
    assert {command.partition(" ")[0] for command in commands[threads:]} == {"task"}
    assert len(service.token_requests) == 1


class Pool(ConnectionPool):
    """A pool of an application, which counts."""

    used = 0

    def get_connection(self, *args: Any, **options: Any) -> Any:
        self.used += 1
        return super().get_connection(*args, **options)


def test_a_call_needs_one_operation_and_two_at_most_for_the_first(redis: RedisServer) -> None:
    with redis.client() as other:
        other.script_flush()
    pool = Pool.from_url(redis.url)
    client = api().client(rate_limit_mode="fail", rate_limit_storage=Redis(connection_pool=pool))
    used: list[int] = []
    for _ in range(3):
        client.accounts.retrieve("apn_1")
        used.append(pool.used)
    assert used == [2, 3, 4]  # the first one loads the script
    pool.disconnect()


def wrong_values() -> list[tuple[object, str]]:
    url = f"redis://:{PASSWORD}@localhost"
    client = Redis.from_url(url)
    sentinel = Sentinel([("localhost", 1)])  # type: ignore[no-untyped-call]
    return [
        (5, "must be a URL or a client of redis-py .* not builtins.int"),
        (url.encode(), "not "),
        (Redis, "not the class redis.client.Redis"),
        (object(), "not builtins.object"),
        (client.pipeline(), "is a pipeline"),
        (redis_asyncio.Redis.from_url(url).pipeline(), "is a pipeline"),
        (ConnectionPool.from_url(url), r"pass redis.Redis\(connection_pool=pool\)"),
        (BlockingConnectionPool.from_url(url), r"pass redis.Redis\(connection_pool=pool\)"),
        (sentinel, r"pass sentinel.master_for\(name\)"),
        (
            sentinel.slave_for("service"),  # type: ignore[no-untyped-call]
            "a client of replicas, which cannot write",
        ),
        ({"url": url}, "not "),
    ]


@pytest.mark.parametrize("option", ["token_store", "rate_limit_storage"])
def test_other_values_are_refused(option: str) -> None:
    for value, reason in wrong_values():
        for make in (api().client, api().async_client):
            with pytest.raises(pdconnect.ConfigurationError, match=f"{option} .*{reason}") as caught:
                make(**{option: value})
            assert PASSWORD not in f"{caught.value!r} {caught.value.__cause__!r}"


@pytest.mark.parametrize("option", ["token_store", "rate_limit_storage"])
@pytest.mark.parametrize("kind", [redis_asyncio.Redis, redis_asyncio.RedisCluster])
def test_a_client_for_tasks_is_refused_by_a_client_for_threads(option: str, kind: Any) -> None:
    store = kind(host="localhost", password=PASSWORD)
    with pytest.raises(pdconnect.ConfigurationError, match=f"{option} is a client of redis.asyncio"):
        api().client(**{option: store})
    api().async_client(**{option: store})


# ---- time


@pytest.fixture
def silent() -> Iterator[int]:
    """The port of a server that accepts connections and never responds."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.slow
@pytest.mark.parametrize("kind", [Redis, redis_asyncio.Redis])
def test_a_store_that_never_responds_delays_a_task_by_one_second_for_each_store(silent: int, kind: Any) -> None:
    """Whatever timeout and retries the client has that was passed."""
    service = api()
    begin = time.monotonic()
    with Redis(port=silent, socket_timeout=3, retry=Retry(NoBackoff(), 0)) as store:
        if kind is Redis:
            call_async(service, lambda: store)
        else:

            async def run() -> None:
                store = redis_asyncio.Redis(port=silent, socket_timeout=30)
                async with service.async_client(token_store=store, rate_limit_storage=store, **LIMITED) as client:
                    await client.accounts.retrieve("apn_1")
                    assert time.monotonic() - begin < 15  # of 30
                await store.aclose()

            asyncio.run(run())
    assert len(service.requests) == 1


def test_a_client_for_threads_has_its_own_timeout_and_is_not_used_after_the_time_of_the_call(silent: int) -> None:
    service = api()
    begin = time.monotonic()
    with Redis(port=silent, socket_timeout=0.2, retry=Retry(NoBackoff(), 0)) as store:
        call(service, store)
    assert time.monotonic() - begin < 10
    assert len(service.requests) == 1


def test_a_store_that_is_down_delays_no_call(caplog: pytest.LogCaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    service = api()
    with Redis(port=port, retry=Retry(NoBackoff(), 0)) as store:
        call(service, store)
        call_async(service, lambda: redis_asyncio.Redis(port=port, retry=AsyncRetry(NoBackoff(), 0)))
    assert len(service.requests) == 2
    assert len([record for record in caplog.records if record.name == "pdconnect"]) == 4  # one for each store


def test_the_clock_of_the_store_counts(redis: RedisServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clocks of the machines may differ."""
    service = api()
    clocks = [0.0, 7200.0, -7200.0]
    for offset in clocks:
        with monkeypatch.context() as patch:
            now = time.time
            patch.setattr(time, "time", lambda now=now, offset=offset: now() + offset)
            with service.client(
                rate_limit_mode="fail",
                rate_limit_storage=redis.url,
                rate_limit_overrides={"account_reads": "2 per hour"},
            ) as client:
                if offset == clocks[-1]:
                    with pytest.raises(pdconnect.RateLimitExceededError) as caught:
                        client.accounts.retrieve("apn_1")
                    assert 3600 < caught.value.retry_after <= 3636
                else:
                    client.accounts.retrieve("apn_1")


# ---- commands that are sent twice


class SendsTwice(Redis):
    """A client whose connection breaks after each command, so that it sends the command again."""

    def execute_command(self, *args: Any, **options: Any) -> Any:
        super().execute_command(*args, **options)  # type: ignore[no-untyped-call]
        return super().execute_command(*args, **options)  # type: ignore[no-untyped-call]


def test_a_lock_that_was_requested_twice_belongs_to_the_caller(redis: RedisServer) -> None:
    service = api()

    def sleep(seconds: float) -> None:
        raise AssertionError("waits for its own lock")

    with SendsTwice.from_url(redis.url) as store:
        call(service, store, sleep=sleep, rate_limit_mode=None)
    assert len(service.token_requests) == 1


# ---- after a fork


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_client_for_threads_in_a_child(redis: RedisServer) -> None:
    from .test_forking import Child

    service = api()
    with Redis.from_url(redis.url) as store:
        call(service, store)

        def work() -> tuple[int, int]:
            call(service, store)
            return len(service.requests), len(service.token_requests)

        assert Child(work).outcome() == "(2, 1)"
        call(service, store)
        with redis.client() as other:
            (key,) = other.scan_iter("*limit*")
            assert other.hget(key, "last") == b"3"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.parametrize("used_before", [False, True])
def test_a_client_for_tasks_works_in_a_child(
    redis: RedisServer, used_before: bool, caplog: pytest.LogCaptureFixture
) -> None:
    """redis.asyncio would write to the connections of the parent, so a client that was used before the fork counts as down."""
    from .test_forking import Child

    service = api()
    store = redis_asyncio.Redis.from_url(redis.url)
    client = service.async_client(token_store=store, rate_limit_storage=store, **LIMITED)
    caplog.set_level(logging.WARNING, "pdconnect")

    async def run() -> None:
        await client.accounts.retrieve("apn_1")

    def work() -> tuple[int, list[str]]:
        asyncio.run(run())
        return len(service.requests), [record.getMessage().split(":")[0] for record in caplog.records]

    async def both() -> str:
        if used_before:
            await run()
        outcome = await asyncio.to_thread(lambda: Child(work).outcome())
        if used_before:
            await run()
            await store.aclose()
        return outcome

    outcome = asyncio.run(both())
    down = ["the store of the rate limits is down (RuntimeError)"]
    assert outcome == repr((2, down) if used_before else (1, []))


# ---- keys


def all_keys(redis: RedisServer) -> dict[bytes, int]:
    """The keys in the store, with the milliseconds until they expire; -1 if they don't."""
    with redis.client() as store:
        keys: Any = store.keys()
        return {key: store.pttl(key) for key in keys}


def test_every_key_has_the_prefix_and_expires(redis: RedisServer) -> None:
    service = api()
    seen: dict[bytes, int] = {}

    def token(request: httpx.Request) -> httpx.Response:
        seen.update(all_keys(redis))  # now there is a lock
        return httpx.Response(200, json={"access_token": "token-1", "expires_in": 3600})

    service.token_responder = token
    store = redis.url
    with service.client(
        token_store=store, rate_limit_storage=store, rate_limit_mode="fail", store_key_prefix="team:app"
    ) as client:
        client.accounts.retrieve("apn_1")
        client.tokens.create(external_user_id="user-1")
    seen.update(all_keys(redis))
    names = sorted(key.decode().split("}:", 1)[1].rpartition("60:")[0] or key.decode().split("}:")[1] for key in seen)
    assert names == ["limit:account_reads:100/60", "limit:token_creations:100/", "token", "token-lock"]
    assert all(key.startswith(b"team:app:{") for key in seen)
    assert all(0 < milliseconds <= 3_600_000 for milliseconds in seen.values())
    slots = {name: {key_slot(key) for key in seen if name in key} for name in (b"}:token", b"}:limit:")}
    assert [len(found) for found in slots.values()] == [1, 1]


def test_clients_with_different_prefixes_share_nothing(redis: RedisServer) -> None:
    service = api()
    limits = {"rate_limit_overrides": {"account_reads": "1 per hour"}}
    for prefix in ("first", "second"):
        call(service, redis.url, store_key_prefix=prefix, **limits)
    assert len(service.token_requests) == 2
    with pytest.raises(pdconnect.RateLimitExceededError):
        call(service, redis.url, store_key_prefix="first", **limits)


@pytest.mark.parametrize("prefix", ["", "a b", "a{b", "a}b", "é", "a\n", "x" * 201, None, 5, b"x"])
def test_wrong_prefixes_are_refused(prefix: Any) -> None:
    for make in (api().client, api().async_client):
        with pytest.raises(pdconnect.ConfigurationError, match="store_key_prefix must"):
            make(store_key_prefix=prefix)


def test_a_cluster_is_a_client_for_threads() -> None:
    """Its constructor connects, so only its type is known here: the rest is tested with real servers."""
    store = RedisCluster.__new__(RedisCluster)
    api().client(token_store=store)
    api().async_client(rate_limit_storage=store)
