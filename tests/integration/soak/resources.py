"""Limits of a long run: its time, and its memory and descriptors, which must stay constant."""

from __future__ import annotations

import gc
import os
import time
from pathlib import Path
from typing import NamedTuple

_MEGABYTE = 1_000_000
_MAX_GROWTH = 8 * _MEGABYTE
"""In a run of 50,000 calls this is 200 bytes for each of the last 40,000 calls: a client that keeps data of every call needs more."""
_MAX_DESCRIPTORS = 200
"""Two for each of a hundred connections; no run here opens so many."""

_MAX_MORE_DESCRIPTORS = 20
"""A connection more or less for each thread or task: a client that leaves one open now and then exceeds this soon."""


class TimeLimit:
    """The maximum time of the whole run."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def over(self) -> bool:
        """Whether the time has passed."""
        return time.monotonic() >= self._end


class ResourceUsage(NamedTuple):
    """The resources that this process uses at one time."""

    resident: int
    """Bytes of memory."""
    descriptors: int
    """Open files and sockets."""

    @staticmethod
    def now() -> ResourceUsage:
        """Read the current usage from /proc, which only Linux has."""
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return ResourceUsage(pages * os.sysconf("SC_PAGE_SIZE"), len(os.listdir("/proc/self/fd")))


class ResourceMonitor:
    """Samples the resource usage of this process after each tenth of the work."""

    def __init__(self, total: int, max_growth: int = _MAX_GROWTH) -> None:
        self._max_growth = max_growth
        self._tenth = max(1, total // 10)
        self.samples: list[ResourceUsage] = []

    def done(self, number: int) -> None:
        """Report the amount of work done so far."""
        if number % self._tenth == 0:
            self.samples.append(ResourceUsage.now())

    @property
    def growth(self) -> int:
        """Growth of memory in bytes since a fifth of the work was done; until then caches fill and threads start."""
        return self.samples[-1].resident - self.samples[1].resident

    @property
    def max_descriptors(self) -> int:
        """The maximum number of descriptors that were open at the same time."""
        return max(usage.descriptors for usage in self.samples)

    def problems(self) -> list[str]:
        """Return the resources that grew beyond their limits."""
        problems: list[str] = []
        if len(self.samples) > 1 and self.growth > self._max_growth:
            problems.append(f"memory has grown by {self.growth / _MEGABYTE:.1f} MB")
        if len(self.samples) > 1:
            more = self.samples[-1].descriptors - self.samples[1].descriptors
            if more > _MAX_MORE_DESCRIPTORS:
                problems.append(f"{more} more descriptors are open than after a fifth of the work")
        if self.samples and self.max_descriptors > _MAX_DESCRIPTORS:
            problems.append(f"{self.max_descriptors} descriptors were open at the same time")
        return problems

    def __str__(self) -> str:
        if len(self.samples) < 2:
            return "stopped too early to measure memory"
        first, last = self.samples[1], self.samples[-1]
        memory = (
            f"memory {first.resident / _MEGABYTE:.1f} MB after a fifth, {last.resident / _MEGABYTE:.1f} MB at the end"
        )
        return f"{memory} ({self.growth / _MEGABYTE:+.1f}); at most {self.max_descriptors} descriptors"


def unfinished(what: str, done: int, total: int) -> list[str]:
    """Return the problem of a run that did not finish in time."""
    return [] if done >= total else [f"only {done:,} of {total:,} {what} were finished in time"]
