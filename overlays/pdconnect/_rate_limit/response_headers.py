"""Read what a response says about a rate limit. No clock, no I/O; values that make no sense are ignored."""

from __future__ import annotations

from collections.abc import Mapping

from .._exceptions import header_number
from .._http.retry_policy import http_date
from .limit_state import SECOND, Observation

_IS_TIME = 1_000_000_000
"""A number above this is a time in Unix seconds, below it a number of seconds."""
_IS_MILLISECONDS = 100_000_000_000
"""A number above this is a time in Unix milliseconds."""
_LARGEST = 1_000_000_000
"""Larger numbers of requests or seconds are cut. The state limits them further."""


def read_observation(
    status: int, headers: Mapping[str, str], number: int, *, has_own_limit: bool = False
) -> Observation | None:
    """Return what a response says about the limit of its request, which has this number; None if it says nothing.

    With `has_own_limit`, the request had the header `x-pd-rate-limit`. Then the figures may be those of the caller's own limit, and
    only a 429 counts.

    Times are measured by the `Date` of the response, not by the clock of this machine, which may be minutes off. Without it, a time
    says nothing, but a number of seconds does.
    """
    reset_in = _reset(headers)
    hold_in = -1 if status != 429 else _retry_after(headers)
    if status == 429 and hold_in < 0:
        hold_in = reset_in if reset_in > 0 else 0
    if has_own_limit:
        return Observation(hold_in=hold_in) if hold_in >= 0 else None
    seen = Observation(
        _count(headers, "x-ratelimit-limit"),
        _count(headers, "x-ratelimit-remaining"),
        reset_in,
        hold_in,
        measured=reset_in,
    )
    return None if seen == _NOTHING else seen._replace(number=number)


_NOTHING = Observation()


def _count(headers: Mapping[str, str], name: str) -> int:
    number = header_number(headers.get(name))
    return -1 if number is None or number < 0 else int(min(number, _LARGEST))


def _retry_after(headers: Mapping[str, str]) -> int:
    """Return the requested wait, at least a second; -1 if there is none."""
    milliseconds = header_number(headers.get("retry-after-ms"))
    text = headers.get("retry-after")
    seconds = milliseconds / 1000 if milliseconds is not None else header_number(text)
    if seconds is None:
        seconds = _until(http_date(text), headers)
    return -1 if seconds is None else _microseconds(max(seconds, 1))


def _reset(headers: Mapping[str, str]) -> int:
    """Return the time until the window ends; -1 if that is unknown or has passed."""
    text = headers.get("x-ratelimit-reset")
    number = header_number(text)
    if number is None:
        seconds = _until(http_date(text), headers)
    elif number >= _IS_TIME:
        seconds = _until(number / 1000 if number >= _IS_MILLISECONDS else number, headers)
    else:
        seconds = number
    return -1 if seconds is None or seconds <= 0 else _microseconds(seconds)


def _until(time: float | None, headers: Mapping[str, str]) -> float | None:
    """Return the seconds from the date of the response to a time."""
    sent = http_date(headers.get("date"))
    return None if time is None or sent is None else time - sent


def _microseconds(seconds: float) -> int:
    return int(min(seconds, _LARGEST) * SECOND)
