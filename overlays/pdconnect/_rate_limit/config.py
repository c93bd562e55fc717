"""Where requests are counted, and against which limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MEMORY = "memory://"


class RateLimitConfig:
    """How requests are counted against the rate limits."""

    __slots__ = ("key_prefix", "overrides", "storage")

    def __init__(self, storage: Any, overrides: Mapping[str, str], key_prefix: str) -> None:
        self.storage = storage
        """A URL or a client of redis-py, of a kind that the synchronous or the asynchronous client can use."""
        self.key_prefix = key_prefix
        self.overrides = overrides

    @property
    def is_default(self) -> bool:
        """Whether nothing was passed that has to be checked."""
        return isinstance(self.storage, str) and self.storage == MEMORY and not self.overrides
