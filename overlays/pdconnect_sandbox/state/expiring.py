"""Records that expire. Expired records are removed at intervals; so are the oldest, if there are too many."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

_FIRST_SWEEP = 1000
CAPACITY = 100_000
"""Maximum number of records, expired or not."""


class Expiring(dict[str, T]):
    """Records by key, in the order in which they were added. Its size stays limited, however many are added."""

    def __init__(self, expires_at: Callable[[T], float]) -> None:
        """Start empty; `expires_at` returns the time in Unix seconds from which a record is not needed."""
        super().__init__()
        self._expires_at = expires_at
        self._next_sweep = _FIRST_SWEEP

    def put(self, key: str, record: T, now: float) -> None:
        """Add or replace a record."""
        self[key] = record
        if len(self) >= self._next_sweep:
            self._sweep(now)

    def _sweep(self, now: float) -> None:
        for key in [key for key, record in self.items() if self._expires_at(record) <= now]:
            del self[key]
        for key in list(islice(self, max(0, len(self) - CAPACITY))):
            del self[key]
        # At least a tenth of the records are new at the next sweep, so that the cost of a record does not grow with their number.
        self._next_sweep = max(_FIRST_SWEEP, len(self) + max(len(self) // 10, _FIRST_SWEEP))
