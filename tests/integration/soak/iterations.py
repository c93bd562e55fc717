"""Walking a list again and again, through faults: whatever happens, each item is seen exactly once."""

from __future__ import annotations

import time

import pdconnect

from .calls import DOCUMENTED
from .watching import Limit, Watch, unfinished

PAGE = 100


class Walks:
    """So many walks through one list, and what became of them. Every other one has the next page fetched ahead."""

    def __init__(self, total: int, items: frozenset[str], limit: Limit) -> None:
        self.total = total
        self.done = 0
        self.seen = 0
        self.resumed = 0
        """How often a walk broke off and was taken up again at the cursor of the error."""
        self.wrong: list[str] = []
        self.seconds = 0.0
        self.watch = Watch(total)
        self._items = items
        self._limit = limit

    def by_threads(self, client: pdconnect.Client) -> None:
        """Walk with the client for threads."""
        begun = time.monotonic()
        while self.done < self.total and not self._limit.over:
            self._note(self._walk(client))
        self.seconds = time.monotonic() - begun

    async def by_tasks(self, client: pdconnect.AsyncClient) -> None:
        """Walk with the client for tasks."""
        begun = time.monotonic()
        while self.done < self.total and not self._limit.over:
            self._note(await self._walk_async(client))
        self.seconds = time.monotonic() - begun

    def _walk(self, client: pdconnect.Client) -> list[str | None]:
        seen: list[str | None] = []
        cursor: str | None = None
        while True:
            try:
                items = client.accounts.list(limit=PAGE, after=cursor).items(prefetch=self._prefetch)
                seen.extend(account.id for account in items)
                return seen
            except DOCUMENTED as error:
                cursor = self._next(error, cursor)

    async def _walk_async(self, client: pdconnect.AsyncClient) -> list[str | None]:
        seen: list[str | None] = []
        cursor: str | None = None
        while True:
            try:
                items = client.accounts.list(limit=PAGE, after=cursor).items(prefetch=self._prefetch)
                async for account in items:
                    seen.append(account.id)  # noqa: PERF401 - a list is only extended when all of it is there
                return seen
            except DOCUMENTED as error:
                cursor = self._next(error, cursor)

    @property
    def _prefetch(self) -> bool:
        return self.done % 2 == 1

    def _next(self, error: pdconnect.PdconnectError, cursor: str | None) -> str | None:
        """Where a walk that broke off goes on: where it began, if it didn't get beyond its first page."""
        self.resumed += 1
        return error.cursor or cursor

    def _note(self, seen: list[str | None]) -> None:
        self.done += 1
        self.seen += len(seen)
        if len(seen) != len(self._items) or set(seen) != self._items:
            self.wrong.append(f"walk {self.done} saw {len(seen)} items, {len(set(seen))} different ones")
        self.watch.done(self.done)

    def __str__(self) -> str:
        return (
            f"{self.seen:,} items in {self.done:,} walks of {len(self._items):,}, {self.seconds:.0f} s; "
            f"broken off and taken up again {self.resumed} times\n  {self.watch}"
        )

    def problems(self) -> list[str]:
        """What was not as it must be."""
        return [*self.wrong, *unfinished("walks", self.done, self.total), *self.watch.problems()]
