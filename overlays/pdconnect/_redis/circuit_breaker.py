"""A circuit breaker for a shared store. During an outage, calls continue without the store and one warning is logged."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable

from .._concurrency.fork import register_fork_reset
from .._logging import logger

_RETRY_AFTER = 5.0
"""Seconds until one caller tries a failed store again. The others skip it, so that not every call waits for its timeout."""


class CircuitBreaker:
    """Decides whether a store is used or skipped."""

    def __init__(self, store: str, consequence: str, clock: Callable[[], float]) -> None:
        self._store = store
        self._consequence = consequence
        self._clock = clock
        self._is_down = False
        self._is_closed = False
        self._retry_at = 0.0
        self._lock = threading.Lock()
        register_fork_reset(self)

    @property
    def is_down(self) -> bool:
        """Whether the last use of the store failed."""
        return self._is_down

    def is_open(self) -> bool:
        """Return whether the store is to be skipped now. After the retry delay, exactly one caller gets False and tries the store."""
        if not self._is_down:
            return self._is_closed
        with self._lock:
            now = self._clock()
            if self._is_closed or now < self._retry_at:
                return True
            self._retry_at = now + _RETRY_AFTER  # this caller tries the store, the others skip it
            return False

    def record_failure(self, error: BaseException) -> None:
        """Record that the store failed. The first failure of an outage is logged as a warning."""
        if self._is_closed:
            return  # its connections were closed while a call used them
        with self._lock:
            was_down, self._is_down = self._is_down, True
            self._retry_at = self._clock() + _RETRY_AFTER
        if not was_down:
            logger.warning("%s is down (%s): %s", self._store, _kind_of(error), self._consequence)

    def record_success(self) -> None:
        """Record that the store responded. The end of an outage is logged."""
        if not self._is_down:
            return
        with self._lock:
            was_down, self._is_down = self._is_down, False
        if was_down:
            logger.info("%s is back", self._store)

    def close(self) -> None:
        """Skip the store from now on."""
        self._is_closed = True

    def after_fork(self) -> None:
        """Replace the lock: a thread of the parent may have held it during the fork."""
        self._lock = threading.Lock()


def _kind_of(error: BaseException) -> str:
    """Return the class of an error, and the code that an error of Redis begins with. The rest of the text can have secrets."""
    code = re.match(r"[A-Z]{3,}(?= )", str(error))
    return f"{type(error).__name__}: {code[0]}" if code else type(error).__name__
