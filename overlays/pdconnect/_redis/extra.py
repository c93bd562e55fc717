"""Check that the packages of the extra `pdconnect[redis]` are installed, before modules that import them."""

from __future__ import annotations

from importlib.util import find_spec

from .._exceptions import ConfigurationError


def check_redis_extra(option: str) -> None:
    """Raise ConfigurationError if this option of a client cannot be used, because a package is not installed."""
    if not all(map(find_spec, ("redis", "cryptography"))):
        raise ConfigurationError(f"{option} needs an extra: pip install 'pdconnect[redis]'")
