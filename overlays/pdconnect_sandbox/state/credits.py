"""Count credits: one for each action run, proxy request and event. The service's own rates are not documented."""

from __future__ import annotations

from typing import Literal, TypeAlias

from ..wire.types import JsonObject

CreditKind: TypeAlias = Literal["action_run", "proxy", "source_emit"]
_KINDS: tuple[CreditKind, ...] = ("action_run", "proxy", "source_emit")


class CreditMeter:
    """Counts credits, with the time of each."""

    def __init__(self) -> None:
        """Start at zero."""
        self.used: list[tuple[float, CreditKind]] = []

    def count(self, kind: CreditKind, now: float) -> None:
        """Count one credit."""
        self.used.append((now, kind))

    def record(self, start: int, end: int) -> JsonObject:
        """Return the credits used from `start` until before `end`, as the API returns them."""
        within = [kind for at, kind in self.used if start <= at < end]
        by_kind = {f"{kind}_credits_used": within.count(kind) for kind in _KINDS}
        return {"credits_used": len(within), **by_kind, "usage_start_ts": start, "usage_end_ts": end}
