"""The limits that the reference names: which of them hold, and who has a budget of their own."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TypeAlias

from attrs import evolve

from ..spec.document import RateLimit
from ..state.budget import Budget
from .call import Call

LimitsWanted: TypeAlias = bool | Mapping[str, int | tuple[int, float]]
"""Whether the limits of the reference hold; or requests, or requests and seconds, by the names of those that do."""


def limits_in_force(described: Mapping[str, RateLimit], wanted: LimitsWanted) -> Mapping[str, RateLimit]:
    """Return the limits that hold, or raise ValueError for a name or a figure that cannot be."""
    if isinstance(wanted, bool):
        return described if wanted else {}
    limits: dict[str, RateLimit] = {}
    for name, figures in wanted.items():
        if name not in described:
            raise ValueError(f"rate_limits: there is no limit {name}, only {' and '.join(sorted(described))}")
        requests, seconds = figures if isinstance(figures, tuple) else (figures, described[name].seconds)
        if requests < 0 or not (math.isfinite(seconds) and seconds > 0):
            raise ValueError(f"rate_limits: {name} must be at least 0 requests in more than 0 seconds")
        limits[name] = evolve(described[name], requests=requests, seconds=seconds)
    return limits


def keep_to_limits(limits: Mapping[str, RateLimit], windows: dict[str, Budget], call: Call, now: float) -> None:
    """Count a request against each limit of its operation, or refuse it with 429."""
    for described in call.operation.rate_limits:
        limit = limits.get(described.name)
        if limit is not None:
            key = f"{limit.name}/{_owner(limit, call)}"
            windows.setdefault(key, Budget(limit.seconds, limit.requests)).acquire(now)


def _owner(limit: RateLimit, call: Call) -> str:
    """Return what names those who share a budget."""
    if limit.per == "project":
        return call.environment.project.id
    return f"{call.environment.project.id}/{call.environment.name}/{call.external_user_id}"
