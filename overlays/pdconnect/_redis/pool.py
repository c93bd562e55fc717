"""Stores that processes share, by URL: Redis, or Valkey, which speaks the same protocol."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from pdconnect_api.arguments import as_secret

from .._exceptions import ConfigurationError

if TYPE_CHECKING:
    from redis import ConnectionPool

_OPTIONS: dict[str, Any] = {
    "socket_timeout": 1.0,
    "socket_connect_timeout": 1.0,
    "max_connections": 10_000,
}
"""Seconds that a store may take to connect or to answer, before the call goes on without it; and a connection for each thread that
asks, as the library refuses the hundred-and-first."""

_SCHEMES = {
    "redis": "redis",
    "rediss": "rediss",
    "redis+unix": "unix",
    "valkey": "redis",
    "valkeys": "rediss",
    "valkey+unix": "unix",
}


def store_pool(setting: str, url: str) -> ConnectionPool:
    """Connections to a store; none is made yet. Raises ConfigurationError, which doesn't repeat the URL: it can hold a password."""
    scheme, separator, rest = url.partition("://") if isinstance(url, str) else ("", "", "")  # pyright: ignore[reportUnnecessaryIsInstance]
    rest = as_secret(rest)  # a traceback shows local variables
    known = _SCHEMES.get(scheme.lower())
    if known is None or not separator or not rest:
        raise ConfigurationError(f"{setting} must be a URL that begins with {'://, '.join(_SCHEMES)}://")
    if not all(map(find_spec, ("redis", "limits", "cryptography"))):
        raise ConfigurationError(f"{setting} needs more: pip install 'pdconnect[redis]'")
    from redis import ConnectionPool, RedisError

    try:
        pool = ConnectionPool.from_url(f"{known}://{rest}", **_OPTIONS)  # pyright: ignore[reportUnknownMemberType]
        pool.connection_class(**pool.connection_kwargs)  # an option that there isn't would show only now
    except (TypeError, ValueError, RedisError):
        raise ConfigurationError(f"{setting} is not a URL that the Redis library takes") from None
    return pool
