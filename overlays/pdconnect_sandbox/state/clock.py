"""The clock of a sandbox, which can be advanced."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable


class AdjustableClock:
    """The Unix seconds of another clock, plus the skipped seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Start at the time of this clock."""
        self._clock = clock
        self._skipped = 0.0
        self._lock = threading.Lock()

    def __call__(self) -> float:
        """Return the time."""
        return self._clock() + self._skipped

    @property
    def skipped(self) -> float:
        """Seconds skipped so far."""
        return self._skipped

    def advance(self, seconds: float) -> None:
        """Skip that many seconds. Raise ValueError if they are negative or infinite."""
        if not 0 <= seconds < math.inf:
            raise ValueError("seconds: time does not go back")
        with self._lock:
            self._skipped += seconds

    def reset(self) -> None:
        """Return to the time of the other clock."""
        self._skipped = 0.0
