"""Connection pools for Redis, or for Valkey, which uses the same protocol."""

from __future__ import annotations

from typing import Any

from redis import ConnectionPool, RedisError

from pdconnect_api.arguments import as_secret

from .._exceptions import ConfigurationError
from .time_budget import limit_connections

_OPTIONS: dict[str, Any] = {
    "socket_timeout": 1.0,
    "socket_connect_timeout": 1.0,
    "max_connections": 10_000,
}
"""Timeouts in seconds for connecting and for one response, after which the call continues without the store. `socket_timeout` also
limits everything that one call does at the store. There may be a connection for each thread: the library's default would refuse the
101st."""

_SCHEMES = {
    "redis": "redis",
    "rediss": "rediss",
    "redis+unix": "unix",
    "valkey": "redis",
    "valkeys": "rediss",
    "valkey+unix": "unix",
}


def redis_pool(setting: str, url: str) -> ConnectionPool:
    """Return a connection pool that has not connected yet.

    Raises ConfigurationError, whose message does not repeat the URL: it can contain a password.
    """
    scheme, separator, rest = url.partition("://") if isinstance(url, str) else ("", "", "")  # pyright: ignore[reportUnnecessaryIsInstance]
    rest = as_secret(rest)  # a traceback shows local variables
    known = _SCHEMES.get(scheme.lower())
    if known is None or not separator or not rest:
        raise ConfigurationError(f"{setting} must be a URL that begins with {'://, '.join(_SCHEMES)}://")
    try:
        pool = ConnectionPool.from_url(f"{known}://{rest}", **_OPTIONS)  # pyright: ignore[reportUnknownMemberType]
        pool.connection_class(
            **pool.connection_kwargs
        )  # raises for an unknown option, which would be noticed late otherwise
    except (TypeError, ValueError, RedisError):
        raise ConfigurationError(f"{setting} is not a URL that the Redis library accepts") from None
    limit_connections(pool)
    return pool
