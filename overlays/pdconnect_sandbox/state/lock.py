"""The lock of a state."""

from __future__ import annotations

import threading
from collections.abc import Callable


class StateLock:
    """A reentrant lock that calls `before_release` before its outermost release."""

    def __init__(self) -> None:
        """Start unlocked."""
        self.before_release: Callable[[], None] | None = None
        self._lock = threading.RLock()
        self._depth = 0

    def __enter__(self) -> None:
        self._lock.acquire()
        self._depth += 1

    def __exit__(self, *exception: object) -> None:
        try:
            if self._depth == 1 and self.before_release is not None:
                self.before_release()
        finally:
            self._depth -= 1
            self._lock.release()
