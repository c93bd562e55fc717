"""Where requests are counted, and against which limits."""

from __future__ import annotations

from collections.abc import Mapping

MEMORY = "memory://"


class RateLimitConfig:
    """How requests are counted against the rate limits."""

    __slots__ = ("overrides", "storage")

    def __init__(self, storage: str, overrides: Mapping[str, str]) -> None:
        self.storage = storage
        self.overrides = overrides

    @property
    def is_default(self) -> bool:
        """Whether nothing was passed that has to be checked."""
        return self.storage == MEMORY and not self.overrides
