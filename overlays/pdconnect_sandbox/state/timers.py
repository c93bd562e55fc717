"""The timers of triggers: when they are due, counted from the time at which they were set."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import count

from attrs import frozen

from ..wire.types import MAX_SECONDS, JsonObject
from .cron import Cron, parse_cron


@frozen
class Timer:
    """A timer: its interval in seconds or its cron expression, its start, and the time until which it was handled."""

    interval: float | None
    cron: str | None
    timezone: str
    started_at: float
    handled_until: float

    def due(self, until: float) -> Iterator[float]:
        """Yield the times at which it is due, after `handled_until` and not after `until`, oldest first."""
        times = self._interval_times(self.interval) if self.interval is not None else self._cron_times()
        for time in times:
            if time > until:
                return
            if time > self.handled_until:
                yield time

    def last_due(self, until: float) -> float | None:
        """Return the last of these times, or None."""
        if self.interval is not None:
            last = self.started_at + (until - self.started_at) // self.interval * self.interval
            return last if last > self.handled_until else None
        return max(self.due(until), default=None)

    def _interval_times(self, interval: float) -> Iterator[float]:
        seen = int((self.handled_until - self.started_at) // interval)
        return (self.started_at + number * interval for number in count(seen))

    def _cron_times(self) -> Iterator[float]:
        time: float | None = self.handled_until
        while self.cron is not None and time is not None:
            time = _parsed(self.cron, self.timezone).after(time)
            if time is not None:
                yield time


def new_timer(schedule: JsonObject, now: float) -> Timer:
    """Return a timer that starts now, from a schedule as the API shows it."""
    interval = schedule["interval_seconds"]
    return Timer(
        interval=None if interval is None else float(interval),
        cron=schedule["cron"],
        timezone=schedule["timezone"],
        started_at=now,
        handled_until=now,
    )


def problem_of(schedule: JsonObject) -> str | None:
    """Return the problem of a schedule, or None."""
    interval, cron = schedule["interval_seconds"], schedule["cron"]
    if not interval and not cron:
        return "must have intervalSeconds or cron"
    if interval is not None:
        is_number = isinstance(interval, int | float) and not isinstance(interval, bool)
        fits = is_number and 1 <= interval <= MAX_SECONDS
        return None if fits else f"intervalSeconds must be a number of at least 1, and at most {MAX_SECONDS}"
    try:
        _parsed(str(cron), str(schedule["timezone"]))
    except ValueError as error:
        return f"cron: {error}"
    return None


@lru_cache(maxsize=256)
def _parsed(cron: str, timezone: str) -> Cron:
    return parse_cron(cron, timezone)
