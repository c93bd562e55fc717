"""Repeated iterations over a list during faults: each iteration yields each item exactly once."""

from __future__ import annotations

import time

import pdconnect

from .calls import DOCUMENTED
from .resources import ResourceMonitor, TimeLimit, unfinished

PAGE = 100


class Iterations:
    """A number of iterations over one list, and their outcomes. Every second iteration prefetches the next page."""

    def __init__(self, total: int, items: frozenset[str], limit: TimeLimit) -> None:
        self.total = total
        self.done = 0
        self.seen = 0
        self.resumed = 0
        """How often an iteration failed and was resumed at the cursor of the error."""
        self.wrong: list[str] = []
        self.seconds = 0.0
        self.monitor = ResourceMonitor(total)
        self._items = items
        self._limit = limit

    def by_threads(self, client: pdconnect.Client) -> None:
        """Iterate with the synchronous client."""
        start = time.monotonic()
        while self.done < self.total and not self._limit.over:
            self._record(self._iterate(client))
        self.seconds = time.monotonic() - start

    async def by_tasks(self, client: pdconnect.AsyncClient) -> None:
        """Iterate with the asynchronous client."""
        start = time.monotonic()
        while self.done < self.total and not self._limit.over:
            self._record(await self._iterate_async(client))
        self.seconds = time.monotonic() - start

    def _iterate(self, client: pdconnect.Client) -> list[str | None]:
        seen: list[str | None] = []
        cursor: str | None = None
        while True:
            try:
                items = client.accounts.list(limit=PAGE, after=cursor).items(prefetch=self._prefetch)
                seen.extend(account.id for account in items)
                return seen
            except DOCUMENTED as error:
                cursor = self._next(error, cursor)

    async def _iterate_async(self, client: pdconnect.AsyncClient) -> list[str | None]:
        seen: list[str | None] = []
        cursor: str | None = None
        while True:
            try:
                items = client.accounts.list(limit=PAGE, after=cursor).items(prefetch=self._prefetch)
                async for account in items:
                    seen.append(account.id)  # noqa: PERF401 - `extend` would add items only when all of them were received
                return seen
            except DOCUMENTED as error:
                cursor = self._next(error, cursor)

    @property
    def _prefetch(self) -> bool:
        return self.done % 2 == 1

    def _next(self, error: pdconnect.PdconnectError, cursor: str | None) -> str | None:
        """Return the cursor at which to resume: that of the error, or the previous one if the first page failed."""
        self.resumed += 1
        return error.cursor or cursor

    def _record(self, seen: list[str | None]) -> None:
        self.done += 1
        self.seen += len(seen)
        if len(seen) != len(self._items) or set(seen) != self._items:
            self.wrong.append(f"iteration {self.done} yielded {len(seen)} items, {len(set(seen))} of them distinct")
        self.monitor.done(self.done)

    def __str__(self) -> str:
        return (
            f"{self.seen:,} items in {self.done:,} iterations of {len(self._items):,}, {self.seconds:.0f} s; "
            f"resumed {self.resumed} times after an error\n  {self.monitor}"
        )

    def problems(self) -> list[str]:
        """Return the problems."""
        return [*self.wrong, *unfinished("iterations", self.done, self.total), *self.monitor.problems()]
