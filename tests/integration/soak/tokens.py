"""Very many Connect tokens of a sandbox in process, which drops those that have expired, and the oldest of very many."""

from __future__ import annotations

import time

from pdconnect.sandbox import Sandbox

from .resources import ResourceMonitor, TimeLimit, unfinished

_USERS = 100
_MAX_GROWTH = 24_000_000
"""30 bytes for each of the last 800,000 tokens. A dictionary of 100,000 tokens takes 5 to 10 MB, depending on when it was resized."""


class Tokens:
    """A number of tokens that are created, and the memory that they take."""

    def __init__(self, total: int, limit: TimeLimit) -> None:
        self.total = total
        self.done = 0
        self.seconds = 0.0
        self.monitor = ResourceMonitor(total, _MAX_GROWTH)
        self._limit = limit

    def create(self) -> None:
        """Create the tokens."""
        start = time.monotonic()
        with Sandbox(development_users=None) as sandbox, sandbox.client() as client:
            while self.done < self.total and not self._limit.over:
                client.tokens.create(external_user_id=f"user-{self.done % _USERS}")
                self.done += 1
                self.monitor.done(self.done)
        self.seconds = time.monotonic() - start

    def __str__(self) -> str:
        return f"{self.done:,} tokens in {self.seconds:.0f} s\n  {self.monitor}"

    def problems(self) -> list[str]:
        """Return the problems."""
        return [*unfinished("tokens", self.done, self.total), *self.monitor.problems()]
