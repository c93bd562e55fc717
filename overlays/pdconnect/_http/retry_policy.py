"""Whether a call may be sent again, and when. Decides, and does no I/O.

| what happened                                    | idempotent call | any other call                   |
|--------------------------------------------------|-----------------|----------------------------------|
| no connection was made: nothing was sent         | again           | again                            |
| no answer: a time limit, a broken connection     | again           | never: it may have been done     |
| 429                                              | again           | again, if the service throttled  |
| 408, 500, 502, 503, 504                          | again           | never: it may have been done     |
| any other answer                                 | never           | never                            |

The service knows no idempotency keys, so an action or a deployment that was sent a second time would be done a second time.
What comes through the proxy is the app's answer, and never a reason to send a request again.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx

from .._exceptions import TransportError

if TYPE_CHECKING:
    from pdconnect_api.call import Call

    from .raw_call import RawCall

_AGAIN = frozenset({408, 429, 500, 502, 503, 504})
_RESET_IS_TIME = 1_000_000_000
"""A rate limit reset above this is a unix time, below it seconds to wait."""


class RetryPolicy(NamedTuple):
    """How often and how soon."""

    max_retries: int
    base: float = 0.5
    """Seconds of the first pause, at most; each pause after it can be twice as long."""
    cap: float = 8.0
    """Seconds that a pause grows to, at most."""
    longest_wait: float = 60.0
    """Seconds; if the service asks for more, the error is raised, and tells how long."""


class Outcome(NamedTuple):
    """How an attempt ended."""

    status: int | None
    """None where no answer came."""
    sent: bool = True
    """Whether the service may have seen the request."""
    headers: Mapping[str, str] = {}
    throttled: bool = False
    """Whether the body is that of the service's own throttle."""

    @staticmethod
    def of_failure(error: TransportError) -> Outcome:
        """The outcome of an attempt without an answer."""
        return Outcome(None, sent=error.sent)

    @staticmethod
    def of_answer(response: httpx.Response) -> Outcome:
        """The outcome of an attempt with an answer, whose body has been read."""
        throttled = response.status_code == 429 and _is_throttle(response.content)
        return Outcome(response.status_code, headers=response.headers, throttled=throttled)


def retry_delay(
    policy: RetryPolicy,
    attempt: int,
    outcome: Outcome,
    *,
    idempotent: bool,
    now: datetime | None = None,
    jitter: Callable[[], float] = random.random,
) -> float | None:
    """Seconds to wait before attempt number `attempt` + 1; None if there must be none. Attempts count from 1."""
    if attempt > policy.max_retries or not _may_repeat(outcome, idempotent):
        return None
    pause = jitter() * min(policy.cap, policy.base * 2.0 ** (attempt - 1))
    asked = requested_wait(outcome.headers, now or datetime.now(UTC))
    if asked is None:
        return pause
    return None if asked > policy.longest_wait else asked + pause * 0.1


def delay_of(call: Call[Any] | RawCall, max_retries: int, attempt: int, outcome: Outcome) -> float | None:
    """Seconds to wait before a call is sent again; None if it must not be."""
    return retry_delay(RetryPolicy(max_retries), attempt, outcome, idempotent=call.operation.idempotent)


def requested_wait(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that an answer asks to wait: `retry-after-ms`, `Retry-After` (seconds or a date), else `X-RateLimit-Reset`."""
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return max(0.0, milliseconds / 1000)
    text = headers.get("retry-after")
    seconds = _number(text)
    if seconds is None and text:
        seconds = _until(text, now)
    if seconds is None:
        reset = _number(headers.get("x-ratelimit-reset"))
        seconds = reset - now.timestamp() if reset is not None and reset > _RESET_IS_TIME else reset
    return None if seconds is None else max(0.0, seconds)


def _may_repeat(outcome: Outcome, idempotent: bool) -> bool:
    if not outcome.sent:
        return True
    if idempotent:
        return outcome.status is None or outcome.status in _AGAIN
    return outcome.throttled


def _is_throttle(body: bytes) -> bool:
    try:
        answer: Any = json.loads(body)
    except (ValueError, RecursionError):
        return False
    return isinstance(answer, dict) and isinstance(answer.get("error"), str)  # pyright: ignore[reportUnknownMemberType]


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None  # neither infinity nor not-a-number


def _until(text: str, now: datetime) -> float | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - now.timestamp()
