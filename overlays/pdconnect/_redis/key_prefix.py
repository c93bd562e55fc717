"""What all keys of a client in a shared store begin with."""

from __future__ import annotations

from .._exceptions import ConfigurationError

DEFAULT_KEY_PREFIX = "pdconnect"
MAX_KEY_PREFIX = 200


def check_key_prefix(prefix: str) -> None:
    """Raise ConfigurationError if this cannot be the prefix of all keys."""
    if not isinstance(prefix, str) or not 0 < len(prefix) <= MAX_KEY_PREFIX:  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
        raise ConfigurationError(f"store_key_prefix must be a string of 1 to {MAX_KEY_PREFIX} characters")
    if not prefix.isascii() or not prefix.isprintable() or set(prefix) & set("{} "):
        raise ConfigurationError(
            "store_key_prefix must have printable ASCII characters only, and no spaces and no braces, "
            "which set the slot of a key in a Cluster"
        )
