"""Stores that fail in the middle of traffic: no call fails or waits for long, and each outage is logged once, without a secret."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

import httpx
import pytest
import redis.asyncio as redis_asyncio
from redis import Redis
from redis.exceptions import RedisError

from pdconnect._redis.store import AsyncioRedisStore, RedisStore
from pdconnect._redis.time_budget import TimeBudget

from ..fake_api import Clock, FakeApi, account
from ..redis_server import PASSWORD, RedisServer
from .faulty_store import Fault, FaultyStore, drip, faulty_store, last_reply, reply, reset, silent

pytestmark = pytest.mark.slow

STORES = {
    "token_store": "the store of the access tokens is",
    "rate_limit_storage": "the store of the rate limits is",
}
KINDS = ["threads, URL", "tasks, URL", "threads, client", "tasks, client", "tasks, asyncio client"]
BOTH_STORES = pytest.mark.parametrize("option", STORES)
EACH_KIND = pytest.mark.parametrize("kind", KINDS)
DIFFERENT_KINDS = pytest.mark.parametrize("kind", ["threads, URL", "tasks, URL", "tasks, asyncio client"])
"""Those that differ in how they read replies."""


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Set the seconds that a call may spend at the store, instead of the one that a busy machine exceeds."""

    def set_patience(seconds: float) -> None:
        for kind in (RedisStore, AsyncioRedisStore):
            monkeypatch.setattr(kind, "new_budget", lambda store: TimeBudget(seconds))

    return set_patience


class Worker:
    """A client whose calls each need its store."""

    def __init__(self, kind: str, option: str, url: str, **settings: Any) -> None:
        self._exit = ExitStack()
        self._runner = self._exit.enter_context(asyncio.Runner())
        self._api = FakeApi(lambda request: httpx.Response(200, json=account(1)))
        self.clock = Clock()
        self._clients: list[Any] = []
        source = url if kind.endswith("URL") else self._redis_client(kind, url)
        create = self._api.client if kind.startswith("threads") else self._api.async_client
        limits = {"rate_limit_mode": "fail", "rate_limit_overrides": {"account_reads": "100000 per hour"}}
        self._client: Any = create(**{option: source}, clock=self.clock, **limits, **settings)

    def _redis_client(self, kind: str, url: str) -> Any:
        if "asyncio" not in kind:
            return self._exit.enter_context(Redis.from_url(url))

        async def create() -> Any:
            return redis_asyncio.Redis.from_url(url)

        client = self._runner.run(create())
        self._exit.callback(lambda: self._runner.run(client.aclose()))
        return client

    def call(self) -> float:
        """Call the service, which rejects all tokens up to now, so that the token store is used. Returns the seconds of the call."""
        self._api.rejected_tokens = {f"token-{number + 1}" for number in range(len(self._api.token_requests))}
        begin = time.monotonic()
        result = self._client.accounts.retrieve("apn_1")
        if not hasattr(result, "id"):
            result = self._runner.run(result)
        assert result.id == "apn_1"
        return time.monotonic() - begin

    def close(self) -> None:
        """Close the client, and the Redis client that was passed to it."""
        if hasattr(self._client, "aclose"):
            self._runner.run(self._client.aclose())
        else:
            self._client.close()
        self._exit.close()


@contextmanager
def working(kind: str, option: str, url: str) -> Iterator[Worker]:
    worker = Worker(kind, option, url)
    try:
        worker.call()
        yield worker
    finally:
        worker.close()


def end_fault(store: FaultyStore, redis: RedisServer) -> None:
    """Let the relay work again, with an empty server: an older token in it would be rejected too."""
    store.fault_of_scripts = store.fault_of_connections = None
    redis.clear()


def check_outage(
    worker: Worker, option: str, end: Callable[[], object], log: pytest.LogCaptureFixture, error: str = ""
) -> None:
    """Call during an outage and after it."""
    for _ in range(2):
        worker.call()
    end()
    for _ in range(5):
        worker.clock.now += 6  # the store is tried again after 5 seconds
        worker.call()
        if "is back" in log.text:
            break
    messages = [(record.levelname, record.getMessage()) for record in log.records if record.name == "pdconnect"]
    assert [level for level, _ in messages] == ["WARNING", "INFO"], messages
    assert messages[0][1].startswith(f"{STORES[option]} down ({error}")
    assert messages[1][1] == f"{STORES[option]} back"
    for secret in (PASSWORD, "very-secret-1", "token-"):
        assert secret not in log.text
    log.clear()


# ---- faults of a relay

ERRORS = [
    "LOADING Redis is loading the dataset in memory",
    "READONLY You can't write against a read only replica.",
    "MOVED 1234 127.0.0.1:1",
    "MOVED 1234",
    "ASK 1234 127.0.0.1:1",
    "TRYAGAIN Multiple keys request during rehashing of slot",
    "CLUSTERDOWN The cluster is down",
    "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
    "NOREPLICAS Not enough good replicas to write.",
    "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk.",
    "OOM command not allowed when used memory > 'maxmemory'.",
    "NOAUTH Authentication required.",
    "WRONGPASS invalid username-password pair or user is disabled.",
    "NOPERM this user has no permissions to run the 'evalsha' command",
    "BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.",
    "UNKILLABLE Sorry the script already executed write commands",
    "NOSCRIPT No matching script. Please use EVAL.",
    "WRONGTYPE Operation against a key holding the wrong kind of value",
    "EXECABORT Transaction discarded",
    "ERR max number of clients reached",
    "ERR unknown command 'evalsha'",
    "ERR user_script:1: x",
    "",
]
REPLIES = [
    *(
        b"+OK\r\n",
        b":1000\r\n",
        b"*0\r\n",
        b"*-1\r\n",
        b"$5\r\nhello\r\n",
        b"*1\r\n$1\r\nx\r\n",
        b"_\r\n",
        b"\xff\x00\r\n",
    ),
    *(
        b"*2\r\n$3\r\nabc\r\n$3\r\nabc\r\n",
        b"*2\r\n:5\r\n:5000\r\n",
        b"*2\r\n*0\r\n*0\r\n",
        b"*2\r\n$3\r\nabc\r\n_\r\n",
    ),
    *(b"*8\r\n" + item * 8 for item in (b"$1\r\nx\r\n", b":-1\r\n", b":" + b"9" * 30 + b"\r\n", b"_\r\n", b"*0\r\n")),
    *(b"%1\r\n+a\r\n+b\r\n", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"*2\r\n-ERR x\r\n-ERR x\r\n"),
]
FAULTS: dict[str, Fault] = {
    "disconnected": last_reply(b""),
    "disconnected in a reply": last_reply(b"*8\r\n:0\r\n$100\r\nabc"),
    "reset in a reply": reset,
    **{text: reply(f"-{text}\r\n".encode()) for text in ERRORS},
    **{repr(data): reply(data) for data in REPLIES},
}
SLOW: dict[str, Fault] = {"silent": silent, "dripping": drip, "half a reply": reply(b"*2\r\n$3\r\nab")}
CONNECTION_FAULTS: dict[str, Fault] = {
    "max clients": last_reply(b"-ERR max number of clients reached\r\n"),
    "disconnected": last_reply(b""),
    "not Redis": last_reply(b"HTTP/1.1 400 Bad Request\r\n\r\n"),
    "loading": reply(b"-LOADING Redis is loading the dataset in memory\r\n"),
    "wrong password": reply(b"-WRONGPASS invalid username-password pair or user is disabled.\r\n"),
    "protected": last_reply(b"-DENIED Redis is running in protected mode\r\n"),
}


@BOTH_STORES
@DIFFERENT_KINDS
def test_replies_of_another_kind_do_not_fail_calls(
    redis: RedisServer, option: str, kind: str, caplog: pytest.LogCaptureFixture, patience: Callable[[float], None]
) -> None:
    patience(30)
    caplog.set_level(logging.INFO, "pdconnect")
    with faulty_store(redis) as store, working(kind, option, store.url("socket_timeout=30")) as worker:
        for name, fault in FAULTS.items():
            print(name)
            store.fault_of_scripts = fault
            check_outage(worker, option, lambda: end_fault(store, redis), caplog)
        for name, fault in CONNECTION_FAULTS.items():
            print(name)
            store.fault_of_connections = fault
            store.close_connections()
            check_outage(worker, option, lambda: end_fault(store, redis), caplog)


@BOTH_STORES
@EACH_KIND
def test_a_slow_store_delays_a_call_by_its_time_once(
    redis: RedisServer, option: str, kind: str, caplog: pytest.LogCaptureFixture, patience: Callable[[float], None]
) -> None:
    """The time is one second by default: here a quarter, while the timeouts of the connections are longer."""
    caplog.set_level(logging.INFO, "pdconnect")
    with faulty_store(redis) as store:
        for name, fault in SLOW.items():
            print(name)
            redis.clear()
            patience(30)
            with working(kind, option, store.url("socket_timeout=30")) as worker:
                store.fault_of_scripts = fault
                before = store.scripts
                patience(0.25)
                assert 0.2 < worker.call() < 20
                worker.call()
                assert store.scripts <= before + 1  # the second call skips the store
                patience(30)
                check_outage(worker, option, lambda: end_fault(store, redis), caplog)


# ---- faults of a real server


class Admin:
    """Makes a server refuse scripts, and ends that."""

    def __init__(self, client: Redis) -> None:
        self._client: Any = client
        self._script: threading.Thread | None = None

    def replica(self) -> None:
        self._client.execute_command("REPLICAOF", "127.0.0.1", "1")

    def full(self) -> None:
        self._client.config_set("maxmemory", 1)

    def without_replicas(self) -> None:
        self._client.config_set("min-replicas-to-write", 1)

    def without_rights(self) -> None:
        self._client.execute_command("ACL", "SETUSER", "default", "-evalsha", "-eval")

    def without_a_command(self) -> None:
        self._client.execute_command("ACL", "SETUSER", "default", "-set", "-hset", "-hmget")

    def without_keys(self) -> None:
        self._client.execute_command("ACL", "SETUSER", "default", "resetkeys", "~other:*")

    def other_password(self) -> None:
        self._client.config_set("requirepass", "other")
        self._client.client_kill_filter(_type="normal", skipme=True)

    def full_of_clients(self) -> None:
        self._client.config_set("maxclients", 1)
        self._client.client_kill_filter(_type="normal", skipme=True)

    def busy(self) -> None:
        self._client.config_set("busy-reply-threshold", 1)
        self._script = threading.Thread(target=self._run_until_killed)
        self._script.start()
        while not self._is_busy():
            pass

    def _run_until_killed(self) -> None:
        with suppress(RedisError):
            self._client.eval("while true do end", 0)

    def _is_busy(self) -> bool:
        try:
            return not self._client.ping()
        except RedisError as error:
            return str(error).startswith("BUSY")

    def wrong_types(self) -> None:
        for key in [*self._client.scan_iter()]:
            self._client.delete(key)
            self._client.lpush(key, "x")

    def hostile_hashes(self) -> None:
        for key in [*self._client.scan_iter("*limit*")]:
            self._client.hset(key, "last", "900000000000000")  # a loop to it would never end

    def end(self) -> None:
        """Let the server work again, without data."""
        if self._script is not None:
            self._client.script_kill()
            self._script.join()
            self._script = None
        self._client.execute_command("REPLICAOF", "NO", "ONE")
        self._client.execute_command("ACL", "SETUSER", "default", "+@all", "allkeys")
        usual = {"maxmemory": 0, "min-replicas-to-write": 0, "requirepass": PASSWORD, "maxclients": 10_000}
        for name, value in usual.items():
            self._client.config_set(name, value)
        self._client.flushall()


SERVER_FAULTS = {
    Admin.replica: "ReadOnlyError",
    Admin.full: "OutOfMemoryError",
    Admin.without_replicas: "ResponseError: NOREPLICAS",
    Admin.without_rights: "NoPermissionError",
    Admin.without_a_command: "ResponseError",
    Admin.without_keys: "NoPermissionError",
    Admin.other_password: "",  # which error it is differs
    Admin.full_of_clients: "",
    Admin.busy: "ResponseError: BUSY",
    Admin.wrong_types: "ResponseError: DAMAGED",
    Admin.hostile_hashes: "ResponseError: DAMAGED",
}


@BOTH_STORES
@pytest.mark.parametrize("kind", ["threads, URL", "tasks, asyncio client"])
def test_a_server_that_refuses_does_not_fail_calls(
    redis: RedisServer, option: str, kind: str, caplog: pytest.LogCaptureFixture, patience: Callable[[float], None]
) -> None:
    patience(30)
    caplog.set_level(logging.INFO, "pdconnect")
    with redis.client() as client, working(kind, option, redis.url) as worker:
        admin = Admin(client)
        try:
            for begin, error in SERVER_FAULTS.items():
                if option == "token_store" and begin in {Admin.hostile_hashes, Admin.wrong_types}:
                    continue  # it has no hashes, and replaces other types
                print(begin.__name__)
                worker.call()
                begin(admin)
                check_outage(worker, option, admin.end, caplog, error)
        finally:
            admin.end()
