"""What a client shares with its copies: connections, tokens, limits, and the way time passes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ._connections import AsyncConnections, Connections
from ._tokens import AsyncTokenSource, TokenSource

if TYPE_CHECKING:
    from ._rate_limits import RateLimits, TaskRateLimits

MEMORY = "memory://"


class Counting(NamedTuple):
    """How requests are counted against the rate limits."""

    storage: str
    figures: Mapping[str, str]

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to check."""
        return self.storage == MEMORY and not self.figures


class Shared:
    """For threads."""

    tokens: TokenSource

    def __init__(
        self,
        connections: Connections,
        counting: Counting,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
    ) -> None:
        self.connections = connections
        self._counting = counting
        self.clock = clock
        self.sleep = sleep
        if not counting.is_plain:
            self.limits  # noqa: B018 - what was given is checked at once

    @cached_property
    def limits(self) -> RateLimits:
        """The rate limits, once they are to be kept."""
        from ._rate_limits import RateLimits  # most clients don't need it

        return RateLimits(self._counting.storage, self._counting.figures, self.clock)


class AsyncShared:
    """For tasks."""

    tokens: AsyncTokenSource

    def __init__(
        self,
        connections: AsyncConnections,
        counting: Counting,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self.connections = connections
        self._counting = counting
        self.clock = clock
        self.sleep = sleep
        if not counting.is_plain:
            self.limits  # noqa: B018 - what was given is checked at once

    @cached_property
    def limits(self) -> TaskRateLimits:
        """The rate limits, once they are to be kept."""
        from ._rate_limits import TaskRateLimits  # most clients don't need it

        return TaskRateLimits(self._counting.storage, self._counting.figures, self.clock)


async def task_sleep(seconds: float) -> None:
    """Wait without holding up the event loop, whichever it is."""
    from anyio import sleep  # costs something to import, and a synchronous program has no use for it

    await sleep(seconds)
