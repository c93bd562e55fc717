"""Very many calls that are given up at a random moment: threads by a deadline, asyncio tasks by cancellation."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pdconnect

from .calls import DOCUMENTED, TASKS, THREADS
from .resources import ResourceMonitor, TimeLimit, unfinished

LONGEST = 0.01
"""The maximum number of seconds after which a call is given up. Some calls end before."""


class Cancellations:
    """A number of calls that are given up, and their outcomes."""

    def __init__(self, total: int, account: str, limit: TimeLimit) -> None:
        self.total = total
        self.done = 0
        self.given_up = 0
        self.wrong: list[str] = []
        self.seconds = 0.0
        self.monitor = ResourceMonitor(total)
        self._account = account
        self._limit = limit
        self._moments = self._random_moments()

    def by_threads(self, client: pdconnect.Client) -> None:
        """Make the calls with threads."""
        start = time.monotonic()
        with ThreadPoolExecutor(THREADS) as pool:
            for seconds, error in pool.map(lambda seconds: (seconds, self._call(client, seconds)), self._moments):
                self._record(seconds, error)
        self.seconds = time.monotonic() - start

    async def by_tasks(self, client: pdconnect.AsyncClient) -> None:
        """Make the calls with asyncio tasks."""
        start = time.monotonic()
        await asyncio.gather(*(self._work(client) for _ in range(TASKS)))
        self.seconds = time.monotonic() - start

    def _random_moments(self) -> Iterator[float]:
        random = Random(1)
        for _ in range(self.total):
            if self._limit.over:
                return
            yield max(0.0001, random.random() * LONGEST)

    def _call(self, client: pdconnect.Client, seconds: float) -> Exception | None:
        try:
            client.with_options(deadline=seconds).accounts.retrieve(self._account)
        except Exception as error:
            return error
        return None

    async def _work(self, client: pdconnect.AsyncClient) -> None:
        for seconds in self._moments:
            caught: Exception | None = None
            try:
                async with asyncio.timeout(seconds):
                    await client.accounts.retrieve(self._account)
            except Exception as error:
                caught = error
            self._record(seconds, caught)

    def _record(self, seconds: float, error: Exception | None) -> None:
        if isinstance(error, (TimeoutError, pdconnect.DeadlineExceededError)):
            self.given_up += 1
        elif error is not None and not isinstance(error, DOCUMENTED):
            self.wrong.append(f"a call given up after {seconds:.4f} s ended in {error!r}")
        self.done += 1
        self.monitor.done(self.done)

    def __str__(self) -> str:
        return f"{self.given_up:,} of {self.done:,} calls given up, {self.seconds:.0f} s\n  {self.monitor}"

    def problems(self) -> list[str]:
        """Return the problems."""
        too_few = [] if self.given_up > self.done // 10 else ["hardly any call was given up"]
        return [*self.wrong, *too_few, *unfinished("cancellations", self.done, self.total), *self.monitor.problems()]
