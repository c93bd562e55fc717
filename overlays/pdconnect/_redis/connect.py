"""Connections to Redis, or to Valkey, which uses the same protocol: to one server, through Sentinels, or to a Cluster."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.cluster import ClusterNode, RedisCluster
from redis.connection import ConnectionPool
from redis.connection import parse_url as untyped_parse_url  # pyright: ignore[reportUnknownVariableType]
from redis.retry import Retry
from redis.sentinel import Sentinel

from pdconnect_api.arguments import as_secret

from .._exceptions import ConfigurationError
from .time_budget import BudgetedPool, limit_connections

if TYPE_CHECKING:
    from .clients import RedisClient

_OPTIONS: dict[str, Any] = {
    "socket_timeout": 1.0,
    "socket_connect_timeout": 1.0,
    "max_connections": 10_000,
}
"""Timeouts in seconds for connecting and for one response, after which the call continues without the store. `socket_timeout` also
limits everything that one call does at the store. There may be a connection for each thread: the library's default would reject the
101st."""

_SCHEMES = {
    "redis": "redis",
    "rediss": "rediss",
    "redis+unix": "unix",
    "redis+sentinel": "redis",
    "rediss+sentinel": "rediss",
    "redis+cluster": "redis",
    "rediss+cluster": "rediss",
}
"""The schemes, and those that redis-py has for the connections. The `limits` library uses these names, except those with `rediss+`."""

_SENTINEL_PORT = 26379


class Target(NamedTuple):
    """What a URL leads to."""

    connect: Callable[[], RedisClient]
    """Creates a client. Only a client of a Cluster connects when it is created."""
    seconds: float
    """Seconds that one call may spend there."""
    close: Callable[[Any], None]
    """Closes the connections of a client that no thread is using. A thread that is using one calls this when it has finished."""


def target_of(option: str, url: str) -> Target:
    """Return what the URL of an option leads to. Nothing is connected.

    Raises ConfigurationError, whose message does not repeat the URL: it can contain a password.
    """
    name, separator, rest = url.partition("://")
    rest = as_secret(rest)  # a traceback shows local variables
    name = re.sub("^valkey(s?)", r"redis\1", name.lower())
    if name not in _SCHEMES or not separator or not rest:
        names = ", ".join(f"{scheme}://" for scheme in _SCHEMES)
        raise ConfigurationError(
            f"{option} must be a URL that begins with {names} or the same with valkey, or a client of redis-py"
        )
    try:
        if name.endswith("+sentinel"):
            return _sentinel(_SCHEMES[name], rest)
        if name.endswith("+cluster"):
            return _cluster(_SCHEMES[name], rest)
        return _server(f"{_SCHEMES[name]}://{rest}")
    except (TypeError, ValueError, RedisError):
        raise ConfigurationError(f"{option} is not a URL that the Redis library accepts") from None


def _server(url: str) -> Target:
    options = {**_OPTIONS, **_parse_url(url)}

    def connect() -> RedisClient:
        return Redis.from_pool(_checked(BudgetedPool(**options)))

    connect()
    return Target(connect, _seconds(options), _close_idle)


def _sentinel(scheme: str, rest: str) -> Target:
    addresses, path, options = _parse_hosts(scheme, rest, _SENTINEL_PORT)
    service = unquote(path.strip("/"))
    if not service:
        raise ValueError("the URL lacks the name of the service")
    connection_class = options.pop("connection_class", None)  # of TLS
    if connection_class is not None:
        options["ssl"] = True
    shared = ("socket_", "ssl", "username", "password", "protocol")
    sentinel_options = {name: value for name, value in options.items() if name.startswith(shared)}

    def connect() -> RedisClient:
        sentinel: Any = Sentinel(addresses, sentinel_kwargs=sentinel_options, **options)  # type: ignore[no-untyped-call]
        for server in sentinel.sentinels:
            # Another Sentinel is asked in place of one that fails.
            server.set_retry(_no_retry())
            limit_connections(server.connection_pool)
        client: Redis = sentinel.master_for(service)
        limit_connections(_checked(client.connection_pool))
        return client

    def close(client: Redis) -> None:
        _close_idle(client)
        pool: Any = client.connection_pool
        for server in pool.sentinel_manager.sentinels:
            _close_idle(server)

    connect()
    return Target(connect, _seconds(options), close)


def _cluster(scheme: str, rest: str) -> Target:
    addresses, path, options = _parse_hosts(scheme, rest, 6379)
    if path.strip("/0") or options.get("db"):
        raise ValueError("a Cluster has one database, 0")
    _checked(BudgetedPool(**options))
    host, port = addresses[0]

    def connect() -> RedisClient:
        return RedisCluster(
            # With a URL, the nodes get the class of their pools from the options.
            url=f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}",
            startup_nodes=[ClusterNode(*address) for address in addresses[1:]],  # type: ignore[no-untyped-call]
            connection_pool_class=BudgetedPool,
            require_full_coverage=False,
            retry=Retry(NoBackoff(), 1),
            **options,
        )

    def close(client: RedisCluster) -> None:
        nodes: list[Any] = client.get_nodes()  # type: ignore[no-untyped-call]
        for node in nodes:
            if node.redis_connection is not None:
                _close_idle(node.redis_connection)

    return Target(connect, _seconds(options), close)


def _close_idle(client: Redis) -> None:
    """Close the connections of a client that no thread is using: the library would connect again for a thread that is using one."""
    client.connection_pool.disconnect(inuse_connections=False)


def _parse_hosts(scheme: str, rest: str, default_port: int) -> tuple[list[tuple[str, int]], str, dict[str, Any]]:
    """Return the addresses, the path, and the options of `user:password@host:port,host:port/path?options`."""
    authority, path, query = (as_secret(part) for part in re.fullmatch(r"([^/?]*)([^?]*)(.*)", rest, re.S).groups())  # type: ignore[union-attr] # pyright: ignore[reportOptionalMemberAccess]
    user, at, hosts = authority.rpartition("@")
    addresses: list[tuple[str, int]] = []
    options: dict[str, Any] = {}
    for host in hosts.split(","):
        options = {**_OPTIONS, **_parse_url(f"{scheme}://{user}{at}{host}{query}")}
        if "host" not in options:
            raise ValueError("a host is missing")
        addresses.append((options.pop("host"), options.pop("port", default_port)))
    return addresses, path, options


def _parse_url(url: str) -> dict[str, Any]:
    options: dict[str, Any] = untyped_parse_url(url)  # type: ignore[no-untyped-call] # pyright: ignore[reportUnknownVariableType]
    return options


def _checked(pool: ConnectionPool) -> ConnectionPool:
    """Return the pool. An unknown option is an error now: the library would notice it when it connects."""
    pool.connection_class(**pool.connection_kwargs)
    return pool


def _no_retry() -> Retry:
    return Retry(NoBackoff(), 0)


def _seconds(options: dict[str, Any]) -> float:
    return float(options["socket_timeout"])
