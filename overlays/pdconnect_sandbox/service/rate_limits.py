"""The rate limits of the reference: which are active, and which requests share a budget."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TypeAlias

from attrs import evolve

from ..spec.document import RateLimit
from ..state.budget import Budget
from ..state.expiring import Expiring
from .call import Call

LimitsWanted: TypeAlias = bool | Mapping[str, int | tuple[int, float]]
"""Whether the limits of the reference are active; or requests, or requests and seconds, by the names of the active limits."""


def effective_limits(specified: Mapping[str, RateLimit], wanted: LimitsWanted) -> Mapping[str, RateLimit]:
    """Return the active limits, or raise ValueError for an unknown name or an invalid number."""
    if isinstance(wanted, bool):
        return specified if wanted else {}
    limits: dict[str, RateLimit] = {}
    for name, figures in wanted.items():
        if name not in specified:
            raise ValueError(f"rate_limits: there is no limit {name}, only {' and '.join(sorted(specified))}")
        requests, seconds = figures if isinstance(figures, tuple) else (figures, specified[name].seconds)
        if requests < 0 or not (math.isfinite(seconds) and seconds > 0):
            raise ValueError(f"rate_limits: {name} must be at least 0 requests in more than 0 seconds")
        limits[name] = evolve(specified[name], requests=requests, seconds=seconds)
    return limits


def enforce_rate_limits(
    limits: Mapping[str, RateLimit], windows: Expiring[Budget], call: Call, now: float
) -> Mapping[str, str]:
    """Count a request against each limit of its operation, or raise 429. Return the headers about the limit."""
    headers: Mapping[str, str] = {}
    for specified in call.operation.rate_limits:
        limit = limits.get(specified.name)
        if limit is not None:
            key = f"{limit.name}/{_owner(limit, call)}"
            if key not in windows:
                windows.put(key, Budget(limit.seconds, limit.requests, ends_at=now + limit.seconds), now)
            windows[key].acquire(now)
            headers = windows[key].headers
    return headers


def _owner(limit: RateLimit, call: Call) -> str:
    """Return the key of the budget that a request shares."""
    if limit.per == "project":
        return call.environment.project.id
    return f"{call.environment.project.id}/{call.environment.name}/{call.external_user_id}"
