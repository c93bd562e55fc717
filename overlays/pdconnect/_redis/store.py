"""A Redis that processes share, and the scripts that run there. Calls continue without it during an outage.

All operations are scripts: they are atomic, and a Cluster runs them on the primary of the key, never on a replica.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from functools import partial
from hashlib import sha1
from typing import TYPE_CHECKING, Any, Protocol, TypeGuard, TypeVar

from anyio import fail_after
from anyio.to_thread import run_sync
from redis import Redis, RedisCluster
from redis import asyncio as redis_asyncio
from redis.asyncio.client import Pipeline as AsyncPipeline
from redis.client import Pipeline
from redis.cluster import ClusterPipeline
from redis.exceptions import NoScriptError

from .._concurrency.fork import register_fork_reset
from .._exceptions import ConfigurationError
from .._http.deadline import DeadlineReached, HelperThreads
from .circuit_breaker import CircuitBreaker
from .connect import Target, target_of
from .time_budget import DEFAULT_SECONDS, TimeBudget

if TYPE_CHECKING:
    from .clients import AsyncRedisClient, AsyncRedisSource, RedisClient, RedisSource

R = TypeVar("R")


class Script:
    """A Lua script with one key."""

    __slots__ = ("sha", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.sha = sha1(text.encode(), usedforsecurity=False).hexdigest()


class RedisStore:
    """A synchronous store. No method raises for an error of Redis: during an outage the fallback is returned."""

    def __init__(self, option: str, source: RedisSource, breaker: CircuitBreaker) -> None:
        """Raises ConfigurationError: the URL is not supported."""
        self._breaker = breaker
        self._client: RedisClient | None = None
        self._is_closed = False
        self._lock = threading.Lock()
        self._threads = None if isinstance(source, str) else HelperThreads()
        """For a client that was passed in: it has timeouts and retries of its own, so a script can take too long."""
        self._target = target_of(option, source) if isinstance(source, str) else _target_of_client(source)
        register_fork_reset(self)

    @property
    def is_down(self) -> bool:
        """Whether the last script failed."""
        return self._breaker.is_down

    def new_budget(self) -> TimeBudget:
        """Return the time that one call may spend here. It is passed to each script that the call runs."""
        return TimeBudget(self._target.seconds)

    def run(
        self,
        script: Script,
        key: str,
        *args: str | bytes | float,
        budget: TimeBudget,
        read: Callable[[Any], R],
        fallback: R,
        finish: bool = False,
    ) -> R:
        """Run a script, and return what `read` makes of its result.

        Args:
            script: The script.
            key: Its key.
            *args: Its arguments.
            budget: The time that the call may still spend here.
            read: Reads the result. An error counts as a failure of the store.
            fallback: Returned if the store is down.
            finish: Whether the script also runs to its end if the call is cancelled.
        """
        if self._breaker.is_open():
            return fallback
        try:
            result = read(self._evaluate_in_time(script, key, args, budget))
        except Exception as error:  # also what the Redis library raises for malformed responses
            self._breaker.record_failure(error)
            return fallback
        self._breaker.record_success()
        return result

    def _evaluate_in_time(self, script: Script, key: str, args: tuple[Any, ...], budget: TimeBudget) -> Any:
        """Run a script within the budget."""
        if self._threads is None:
            return self.evaluate(script, key, args, budget)
        with budget.measure() as remaining:
            evaluate = partial(self.evaluate, script, key, args, TimeBudget(remaining))
            try:
                return self._threads.run(remaining, evaluate, abandon=lambda: None, discard=lambda result: None)
            except DeadlineReached:
                raise TimeoutError("the store has not responded in time") from None

    def evaluate(self, script: Script, key: str, args: tuple[Any, ...], budget: TimeBudget) -> Any:
        """Run a script, and return its result. Raises errors of the library, and TimeoutError."""
        with budget.limit_sockets():
            client = self._connected()
            try:
                return client.evalsha(script.sha, 1, key, *args)
            except NoScriptError:
                return client.eval(script.text, 1, key, *args)
            finally:
                if self._is_closed:  # while the connection was in use
                    self._target.close(client)

    def close(self) -> None:
        """Close the connections, for good: from now on the store is skipped. A client that was passed in stays open."""
        self._is_closed = True
        self._breaker.close()
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            self._target.close(client)

    def after_fork(self) -> None:
        """Connect again: the connections belong to the parent. A client that was passed in does this itself."""
        self._lock = threading.Lock()
        self._client = None
        if self._threads is not None:
            self._threads.after_fork()

    def _connected(self) -> RedisClient:
        """Return the client. The first call creates it; of several at once, one."""
        client = self._client
        if client is not None:
            return client
        created = self._target.connect()
        with self._lock:
            if self._client is None:
                self._client = created
            client = self._client
        if client is not created:
            self._target.close(created)
        return client


class AsyncRedisStore(Protocol):
    """An asynchronous store: see `RedisStore`."""

    @property
    def is_down(self) -> bool:
        """Whether the last script failed."""
        ...

    def new_budget(self) -> TimeBudget:
        """Return the time that one call may spend here. It is passed to each script that the call runs."""
        ...

    def close(self) -> None:
        """Close the connections, for good: from now on the store is skipped. A client that was passed in stays open."""
        ...

    async def run(
        self,
        script: Script,
        key: str,
        *args: str | bytes | float,
        budget: TimeBudget,
        read: Callable[[Any], R],
        fallback: R,
        finish: bool = False,
    ) -> R:
        """Run a script, and return what `read` makes of its result."""
        ...


class _TaskStore:
    """What the two kinds of asynchronous stores have in common."""

    def __init__(self, breaker: CircuitBreaker) -> None:
        self._breaker = breaker

    @property
    def is_down(self) -> bool:
        """Whether the last script failed."""
        return self._breaker.is_down

    async def run(
        self,
        script: Script,
        key: str,
        *args: str | bytes | float,
        budget: TimeBudget,
        read: Callable[[Any], R],
        fallback: R,
        finish: bool = False,
    ) -> R:
        """Run a script, and return what `read` makes of its result."""
        if self._breaker.is_open():
            return fallback
        try:
            with budget.measure() as remaining, fail_after(remaining, shield=finish):
                result = read(await self.evaluate(script, key, args, TimeBudget(remaining)))
        except Exception as error:  # also what the Redis library raises for malformed responses
            self._breaker.record_failure(error)
            return fallback
        self._breaker.record_success()
        return result

    async def evaluate(self, script: Script, key: str, args: tuple[Any, ...], budget: TimeBudget) -> Any:
        """Run a script, and return its result."""
        raise NotImplementedError


class ThreadRedisStore(_TaskStore):
    """An asynchronous store over a synchronous client: scripts run in a thread, so that the event loop is not blocked."""

    def __init__(self, option: str, source: RedisSource, breaker: CircuitBreaker) -> None:
        """Raises ConfigurationError: the URL is not supported."""
        super().__init__(breaker)
        self._store = RedisStore(option, source, breaker)

    def new_budget(self) -> TimeBudget:
        """Return the time that one call may spend here. It is passed to each script that the call runs."""
        return self._store.new_budget()

    def close(self) -> None:
        """Close the connections, for good: from now on the store is skipped. A client that was passed in stays open."""
        self._store.close()

    async def evaluate(self, script: Script, key: str, args: tuple[Any, ...], budget: TimeBudget) -> Any:
        """Run a script, and return its result."""
        return await run_sync(self._store.evaluate, script, key, args, budget, abandon_on_cancel=True)


class AsyncioRedisStore(_TaskStore):
    """An asynchronous store, over a client of `redis.asyncio` that was passed in."""

    def __init__(self, client: AsyncRedisClient, breaker: CircuitBreaker) -> None:
        super().__init__(breaker)
        self._client = client
        self._process: int | None = None

    def new_budget(self) -> TimeBudget:
        """Return the time that one call may spend here. It is passed to each script that the call runs."""
        return TimeBudget(DEFAULT_SECONDS)

    def close(self) -> None:
        """Skip the store from now on. The client belongs to the caller, and stays open."""
        self._breaker.close()

    async def evaluate(self, script: Script, key: str, args: tuple[Any, ...], budget: TimeBudget) -> Any:
        """Run a script, and return its result."""
        if self._process is None:
            self._process = os.getpid()
        elif self._process != os.getpid():  # redis-py would write to the connections of the parent
            raise RuntimeError("a client of redis.asyncio that was used before a fork cannot be used in the child")
        try:
            return await self._client.evalsha(script.sha, 1, key, *args)
        except NoScriptError:
            return await self._client.eval(script.text, 1, key, *args)


def redis_store(option: str, source: RedisSource, breaker: CircuitBreaker) -> RedisStore:
    """Return the store of an option of a synchronous client. Raises ConfigurationError: the option has a wrong value."""
    if not isinstance(source, str):
        _check_client(option, source)
        if _is_asyncio(source):
            raise ConfigurationError(
                f"{option} is a client of redis.asyncio, which only an AsyncClient can use: "
                "pass a redis.Redis or a redis.RedisCluster"
            )
    return RedisStore(option, source, breaker)


def async_redis_store(option: str, source: AsyncRedisSource, breaker: CircuitBreaker) -> AsyncRedisStore:
    """Return the store of an option of an asynchronous client. Raises ConfigurationError: the option has a wrong value."""
    if isinstance(source, str):
        return ThreadRedisStore(option, source, breaker)
    _check_client(option, source)
    if _is_asyncio(source):
        return AsyncioRedisStore(source, breaker)
    return ThreadRedisStore(option, source, breaker)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def _target_of_client(client: RedisClient) -> Target:
    def stay_open(client: object) -> None:
        pass

    return Target(lambda: client, DEFAULT_SECONDS, stay_open)


def _is_asyncio(source: object) -> TypeGuard[AsyncRedisClient]:
    return isinstance(source, redis_asyncio.Redis | redis_asyncio.RedisCluster)


def _check_client(option: str, source: object) -> None:
    """Refuse values that are no client, or one that cannot write. The message does not show the value."""
    kind = source if isinstance(source, type) else type(source)
    name = f"{'the class ' if isinstance(source, type) else ''}{kind.__module__}.{kind.__qualname__}"
    if isinstance(source, Pipeline | ClusterPipeline | AsyncPipeline):
        raise ConfigurationError(f"{option} is a pipeline ({name}): pass the client that it was created from")
    if not isinstance(source, Redis | RedisCluster) and not _is_asyncio(source):
        wanted = "a redis.Redis, a redis.RedisCluster, or for an AsyncClient the same of redis.asyncio"
        hints = {
            "ConnectionPool": "pass redis.Redis(connection_pool=pool)",
            "BlockingConnectionPool": "pass redis.Redis(connection_pool=pool)",
            "Sentinel": "pass sentinel.master_for(name)",
        }
        hint = hints.get(kind.__name__, "")
        raise ConfigurationError(
            f"{option} must be a URL or a client of redis-py ({wanted}), not {name}{': ' if hint else ''}{hint}"
        )
    pool = getattr(source, "connection_pool", None)
    if getattr(pool, "is_master", True) is False:
        raise ConfigurationError(
            f"{option} is a client of replicas, which cannot write: pass sentinel.master_for(name)"
        )
