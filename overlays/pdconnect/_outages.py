"""A shared store that is down: calls go on without it, it is said once, and the store is left alone for a while."""

from __future__ import annotations

import time

from ._hooks import logger

_PAUSE = 5.0
"""Seconds until a store that failed is tried again, so that not every call waits for its time limit."""


class Outage:
    """Whether a store is down."""

    def __init__(self, store: str, instead: str) -> None:
        self._store = store
        self._instead = instead
        self._again_at: float | None = None

    def lasts(self) -> bool:
        """Whether the store is to be left alone for now."""
        return self._again_at is not None and time.monotonic() < self._again_at

    def noticed(self, error: Exception) -> None:
        """The store has failed."""
        if self._again_at is None:
            logger.warning("%s is down (%s): %s", self._store, type(error).__name__, self._instead)
        self._again_at = time.monotonic() + _PAUSE

    def ended(self) -> None:
        """The store has answered."""
        if self._again_at is not None:
            self._again_at = None
            logger.info("%s is back", self._store)
