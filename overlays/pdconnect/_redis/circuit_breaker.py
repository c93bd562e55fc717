"""A shared store that is down: calls go on without it, it is said once, and the store is left alone for a while."""

from __future__ import annotations

import threading
from collections.abc import Callable

from .._http.attempt import logger
from .._runtime import register_fork_reset

_PAUSE = 5.0
"""Seconds until a store that failed is tried again, by one caller, so that not every call waits for its time limit."""


class Outage:
    """Whether a store is down."""

    def __init__(self, store: str, instead: str, clock: Callable[[], float]) -> None:
        self._store = store
        self._instead = instead
        self._clock = clock
        self._down = False
        self._again_at = 0.0
        self._lock = threading.Lock()
        register_fork_reset(self)

    def lasts(self) -> bool:
        """Whether the store is to be left alone for now."""
        if not self._down:
            return False
        with self._lock:
            now = self._clock()
            if now < self._again_at:
                return True
            self._again_at = now + _PAUSE  # whoever asks now tries it, and the others don't
            return False

    def noticed(self, error: BaseException) -> None:
        """The store has failed."""
        with self._lock:
            known, self._down = self._down, True
            self._again_at = self._clock() + _PAUSE
        if not known:
            logger.warning("%s is down (%s): %s", self._store, type(error).__name__, self._instead)

    def ended(self) -> None:
        """The store has answered."""
        if not self._down:
            return
        with self._lock:
            known, self._down = self._down, False
        if known:
            logger.info("%s is back", self._store)

    def after_fork(self) -> None:
        """A thread of the parent may have held the lock at that moment."""
        self._lock = threading.Lock()
