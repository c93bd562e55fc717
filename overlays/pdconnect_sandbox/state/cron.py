"""Parse cron expressions of five fields, and compute when they are next due."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from attrs import frozen

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_DAYS = {name: number for number, name in enumerate(("sun", "mon", "tue", "wed", "thu", "fri", "sat"))}
_ITEM = re.compile(r"(?:(?P<all>\*)|(?P<first>\w+)(?:-(?P<last>\w+))?)(?:/(?P<step>[0-9]+))?")
_MAX_DAYS = 366 * 8  # 29 February comes after eight years at the latest


@frozen
class Cron:
    """The minutes, hours and days of a cron expression, in one time zone."""

    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    either_day: bool
    zone: tzinfo

    def after(self, now: float) -> float | None:
        """Return the first due time after `now` in Unix seconds, or None."""
        today = datetime.fromtimestamp(now, self.zone).date()
        days = (today + timedelta(days=number) for number in range(_MAX_DAYS))
        times = (time for day in days if self._has(day) for time in self._times(day))
        return next((time for time in times if time > now), None)

    def _has(self, day: date) -> bool:
        of_month, of_week = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        wanted = (of_month or of_week) if self.either_day else (of_month and of_week)
        return day.month in self.months and wanted

    def _times(self, day: date) -> Iterator[float]:
        for hour in self.hours:
            for minute in self.minutes:
                wanted = datetime(day.year, day.month, day.day, hour, minute, tzinfo=self.zone)
                time = wanted.timestamp()
                # A local time that is skipped in spring is not the same after conversion to Unix seconds and back.
                if (shown := datetime.fromtimestamp(time, self.zone)).hour == hour and shown.minute == minute:
                    yield time


def parse_cron(text: str, zone: str) -> Cron:
    """Parse an expression and the name of a time zone, or raise ValueError."""
    fields = text.lower().split()
    if len(fields) != 5:
        raise ValueError("a cron expression has five fields")
    weekdays = frozenset(number % 7 for number in _numbers(fields[4], 0, 7, _DAYS))
    return Cron(
        minutes=tuple(sorted(_numbers(fields[0], 0, 59, {}))),
        hours=tuple(sorted(_numbers(fields[1], 0, 23, {}))),
        days=_numbers(fields[2], 1, 31, {}),
        months=_numbers(fields[3], 1, 12, _MONTHS),
        weekdays=weekdays,
        # If both are restricted, cron accepts a day that fits either.
        either_day="*" not in (fields[2][0], fields[4][0]),
        zone=_zone(zone),
    )


def _numbers(field: str, lowest: int, highest: int, names: Mapping[str, int]) -> frozenset[int]:
    return frozenset(number for item in field.split(",") for number in _range(item, lowest, highest, names))


def _range(item: str, lowest: int, highest: int, names: Mapping[str, int]) -> range:
    found = _ITEM.fullmatch(item)
    if found is None:
        raise ValueError(f"{item} is not valid in a cron expression")
    step = int(found["step"] or 1)
    if found["all"]:
        first, last = lowest, highest
    else:
        first = _number(found["first"], names)
        last = _number(found["last"], names) if found["last"] else (highest if found["step"] else first)
    if not (lowest <= first <= last <= highest and step):
        raise ValueError(f"{item} is out of range: {lowest} to {highest}")
    return range(first, last + 1, step)


def _number(text: str, names: Mapping[str, int]) -> int:
    if text in names:
        return names[text]
    if not text.isdecimal():
        raise ValueError(f"{text} is not valid in a cron expression")
    return int(text)


def _zone(name: str) -> tzinfo:
    try:
        return UTC if name == "UTC" else ZoneInfo(name)  # not every machine has the time zone database
    except (KeyError, ValueError, OSError):
        raise ValueError(f"{name} is not the name of a time zone") from None
