"""The clock of a sandbox, which can be advanced."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from datetime import UTC, datetime

LAST_TIME = datetime(9001, 1, 1, tzinfo=UTC).timestamp()
"""The last time of the clock. Times that are computed from it can still be written as dates."""


def seconds_of(*, seconds: float, minutes: float, hours: float, days: float) -> float:
    """Return a time in seconds, and infinity if a float cannot represent it."""
    try:
        return seconds + 60 * minutes + 3600 * hours + 86400 * days
    except OverflowError:  # an integer of hundreds of digits
        return math.inf


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
        """Skip that many seconds. Raise ValueError if they are negative, or lead beyond the year 9000."""
        self.check_advance(seconds)
        with self._lock:
            self._skipped += seconds

    def check_advance(self, seconds: float) -> None:
        """Raise ValueError if the clock cannot skip that many seconds."""
        if not seconds >= 0:
            raise ValueError("seconds: time does not go back")
        if seconds > LAST_TIME - self():
            raise ValueError("seconds: the clock of the sandbox ends with the year 9000")

    def reset(self) -> None:
        """Return to the time of the other clock."""
        self._skipped = 0.0
