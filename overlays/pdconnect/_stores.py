"""Stores that processes share, by URL: Redis, or Valkey, which speaks the same protocol."""

from __future__ import annotations

from importlib.util import find_spec
from urllib.parse import urlsplit

from pdconnect_api.redaction import masked

from ._errors import ConfigurationError

STORE_TIMEOUT = 1.0
"""Seconds that a store may take to connect or to answer; then the call goes on without it."""

_SCHEMES = {
    "redis": "redis",
    "rediss": "rediss",
    "redis+unix": "redis+unix",
    "valkey": "redis",
    "valkeys": "rediss",
    "valkey+unix": "redis+unix",
}


def redis_url(setting: str, url: str) -> str:
    """The URL as the Redis library takes it. Raises ConfigurationError, which doesn't repeat the URL: it can hold a password."""
    scheme, separator, rest = url.partition("://") if isinstance(url, str) else ("", "", "")  # pyright: ignore[reportUnnecessaryIsInstance]
    rest = masked(rest)  # a traceback shows local variables
    known = _SCHEMES.get(scheme.lower())
    if known is None or not separator or not rest or not _is_url(url):
        raise ConfigurationError(f"{setting} must be a URL that begins with {'://, '.join(_SCHEMES)}://")
    if find_spec("redis") is None or find_spec("limits") is None:
        raise ConfigurationError(f"{setting} needs more: pip install 'pdconnect[redis]'")
    return f"{known}://{rest}"


def _is_url(url: str) -> bool:
    try:
        return bool(urlsplit(url).netloc or urlsplit(url).path)
    except ValueError:
        return False
