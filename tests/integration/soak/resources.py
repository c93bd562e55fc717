"""What a long run may cost: time, memory and descriptors, which have to stay flat."""

from __future__ import annotations

import gc
import os
import time
from pathlib import Path
from typing import NamedTuple

_MEGABYTE = 1_000_000
_MOST_GROWTH = 8 * _MEGABYTE
"""In a run of 50,000 calls this is 200 bytes of each: whoever keeps something of every call keeps more."""
_MOST_DESCRIPTORS = 200
"""Two for each of a hundred connections, which no run here has."""


class Limit:
    """The time that the whole run may take."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def over(self) -> bool:
        """Whether it is time to stop."""
        return time.monotonic() >= self._end


class Gauge(NamedTuple):
    """What this process holds at a moment."""

    resident: int
    """Bytes of memory."""
    descriptors: int
    """Open files and sockets."""

    @staticmethod
    def now() -> Gauge:
        """Linux tells."""
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return Gauge(pages * os.sysconf("SC_PAGE_SIZE"), len(os.listdir("/proc/self/fd")))


class Watch:
    """Looks at this process each time another tenth of the work is done."""

    def __init__(self, total: int) -> None:
        self._tenth = max(1, total // 10)
        self.gauges: list[Gauge] = []

    def done(self, number: int) -> None:
        """So much is done."""
        if number % self._tenth == 0:
            self.gauges.append(Gauge.now())

    @property
    def growth(self) -> int:
        """Bytes by which memory has grown since a fifth of the work was done: until then caches fill and threads start."""
        return self.gauges[-1].resident - self.gauges[1].resident

    @property
    def most_descriptors(self) -> int:
        """The most that were open at once."""
        return max(gauge.descriptors for gauge in self.gauges)

    def problems(self) -> list[str]:
        """What did not stay flat."""
        told: list[str] = []
        if len(self.gauges) > 1 and self.growth > _MOST_GROWTH:
            told.append(f"memory has grown by {self.growth / _MEGABYTE:.1f} MB")
        if self.gauges and self.most_descriptors > _MOST_DESCRIPTORS:
            told.append(f"there were {self.most_descriptors} descriptors at once")
        return told

    def __str__(self) -> str:
        if len(self.gauges) < 2:
            return "stopped too early to tell of memory"
        first, last = self.gauges[1], self.gauges[-1]
        memory = (
            f"memory {first.resident / _MEGABYTE:.1f} MB after a fifth, {last.resident / _MEGABYTE:.1f} MB at the end"
        )
        return f"{memory} ({self.growth / _MEGABYTE:+.1f}); at most {self.most_descriptors} descriptors"


def unfinished(what: str, done: int, total: int) -> list[str]:
    """The problem of a run that took too long."""
    return [] if done >= total else [f"only {done:,} of {total:,} {what} were made in the time there was"]
