"""The time of a sandbox, which can be moved on by hand."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable


class AdjustableClock:
    """Unix seconds: those of a clock, and all that was skipped."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Begin at the time of this clock."""
        self._clock = clock
        self._skipped = 0.0
        self._turn = threading.Lock()

    def __call__(self) -> float:
        """Return the time."""
        return self._clock() + self._skipped

    @property
    def skipped(self) -> float:
        """All the seconds that were skipped."""
        return self._skipped

    def advance(self, seconds: float) -> None:
        """Skip that many seconds."""
        if not 0 <= seconds < math.inf:
            raise ValueError("seconds: time does not go back")
        with self._turn:
            self._skipped += seconds

    def reset(self) -> None:
        """Go back to the time of the clock itself."""
        self._skipped = 0.0
