"""Decide whether and when a call is retried. No I/O.

| outcome of the attempt                           | idempotent call | any other call                   |
|--------------------------------------------------|-----------------|----------------------------------|
| no connection: nothing was sent                  | retry           | retry                            |
| no response: a timeout, a broken connection      | retry           | never: it may have been executed |
| 429                                              | retry           | retry, if the service throttled  |
| 408, 500, 502, 503, 504                          | retry           | never: it may have been executed |
| any other response                               | never           | never                            |

The service has no idempotency keys: an action or a deployment that is sent twice is executed twice.
A response that comes through the proxy is that of the app, and is never retried.
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from .._exceptions import TransportError, header_number

if TYPE_CHECKING:
    from .backend import Response

_RETRIED = frozenset({408, 429, 500, 502, 503, 504})
_FIRST_PAUSE = 0.5
"""Maximum seconds of the first pause; it doubles with each pause."""
_LONGEST_PAUSE = 8.0
"""Maximum seconds of any pause."""
_LONGEST_WAIT = 60.0
"""Seconds; if the service asks for a longer wait, the error is raised, with the time in it."""
_RESET_IS_TIME = 1_000_000_000
"""An X-RateLimit-Reset above this is a Unix time, below it a number of seconds."""


class Outcome(NamedTuple):
    """How an attempt ended."""

    status: int | None
    """None if there was no response."""
    sent: bool = True
    """Whether the service may have seen the request."""
    headers: Mapping[str, str] = {}
    throttled: bool = False
    """Whether the body is that of the service's own rate limit."""

    @staticmethod
    def of_error(error: TransportError) -> Outcome:
        """Return the outcome of an attempt without a response."""
        return Outcome(None, sent=error.sent)

    @staticmethod
    def of_response(response: Response) -> Outcome:
        """Return the outcome of an attempt with a response, whose body has been read."""
        throttled = response.status_code == 429 and _is_throttle(response.content)
        return Outcome(response.status_code, headers=response.headers, throttled=throttled)


def retry_delay(outcome: Outcome, attempt: int, max_retries: int, *, idempotent: bool) -> float | None:
    """Return the seconds to wait before attempt number `attempt` + 1; None for no retry. Attempts count from 1."""
    if attempt > max_retries or not _may_repeat(outcome, idempotent):
        return None
    pause = random.random() * min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** (attempt - 1))
    asked = requested_wait(outcome.headers, datetime.now(UTC))
    if asked is None:
        return pause
    return None if asked > _LONGEST_WAIT else asked + pause * 0.1


def requested_wait(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds that a response asks to wait: `retry-after-ms`, `Retry-After` (seconds or a date), else `X-RateLimit-Reset`."""
    milliseconds = header_number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return max(0.0, milliseconds / 1000)
    text = headers.get("retry-after")
    seconds = header_number(text)
    if seconds is None:
        date = http_date(text)
        seconds = None if date is None else date - now.timestamp()
    if seconds is None:
        reset = header_number(headers.get("x-ratelimit-reset"))
        seconds = reset - now.timestamp() if reset is not None and reset > _RESET_IS_TIME else reset
    return None if seconds is None else max(0.0, seconds)


def _may_repeat(outcome: Outcome, idempotent: bool) -> bool:
    if not outcome.sent:
        return True
    if idempotent:
        return outcome.status is None or outcome.status in _RETRIED
    return outcome.throttled


def _is_throttle(body: bytes) -> bool:
    try:
        decoded: Any = json.loads(body)
    except (ValueError, RecursionError):
        return False
    return isinstance(decoded, dict) and isinstance(decoded.get("error"), str)  # pyright: ignore[reportUnknownMemberType]


def http_date(text: str | None) -> float | None:
    """Return the date of a header value in Unix seconds, or None."""
    if not text:
        return None
    try:
        date = parsedate_to_datetime(text)
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None
