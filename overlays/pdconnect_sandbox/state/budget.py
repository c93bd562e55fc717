"""Budgets of requests per window. A window begins with the first request that it counts."""

from __future__ import annotations

import math
from collections.abc import Mapping

from attrs import define
from starlette.exceptions import HTTPException

HEADER = "x-pd-rate-limit"
THROTTLED = "Throttled"


@define
class Budget:
    """The number of requests allowed in a window, and the number counted in the current window."""

    window_seconds: float
    requests: int
    ends_at: float = -math.inf
    counted: int = 0

    def acquire(self, now: float) -> None:
        """Count a request, or raise 429 if the window has no capacity left."""
        if now >= self.ends_at:
            self.ends_at, self.counted = now + self.window_seconds, 0
        if self.counted >= self.requests:
            raise HTTPException(429, THROTTLED, throttled_headers(self.requests, now, self.ends_at))
        self.counted += 1

    @property
    def headers(self) -> dict[str, str]:
        """The headers with the capacity that is left in the window."""
        return limit_headers(self.requests, self.requests - self.counted, self.ends_at)


def limit_headers(requests: int, remaining: int, ends_at: float) -> dict[str, str]:
    """Return the headers with the capacity that is left in a window."""
    return {
        "x-ratelimit-limit": str(requests),
        "x-ratelimit-remaining": str(remaining),
        "x-ratelimit-reset": str(math.ceil(ends_at)),
    }


def throttled_headers(requests: int, now: float, ends_at: float) -> dict[str, str]:
    """Return the headers of a 429 response, which say when to retry."""
    return {"retry-after": str(math.ceil(ends_at - now)), **limit_headers(requests, 0, ends_at)}


def throttle(budgets: Mapping[str, Budget], headers: Mapping[str, str], now: float) -> None:
    """Count a request against the budget it names, if it names one."""
    token = headers.get(HEADER)
    if token is None:
        return
    if token not in budgets:
        raise HTTPException(400, f"header.{HEADER}: this token is not known")
    budgets[token].acquire(now)
