"""What a client shares with its copies: connections, tokens, limits, and the way time passes.

A process that forks leaves its child locks that nobody will open and sockets that both would read from: what cannot be used on both
sides of a fork begins anew in the child.
"""

from __future__ import annotations

import os
import weakref
from collections.abc import Awaitable, Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from ._config import Settings, StaticToken
from ._exceptions import ConfigurationError

if TYPE_CHECKING:  # protocols too: at run time nobody asks for them, and they take longer to define than all else here
    from typing import Protocol

    from ._auth.token_manager import AsyncFetch, Fetch
    from ._http.async_connections import AsyncConnections
    from ._http.connections import Connections
    from ._rate_limit.limiter import AsyncRateLimiter, RateLimiter

    class Forkable(Protocol):
        """Something that cannot be used on both sides of a fork as it is."""

        def after_fork(self) -> None:
            """Called in the child: begin anew."""
            ...

    class TokenSource(Protocol):
        """Where a client has its access tokens from."""

        def token(self) -> str:
            """A token to send."""
            ...

        def replace(self, refused: str, *, min_age: float = 0.0) -> str | None:
            """A token in place of one that was refused; None if there is no other, or if that one is younger than `min_age` seconds."""
            ...

    class AsyncTokenSource(Protocol):
        """Where an async client has its access tokens from."""

        async def token(self) -> str:
            """A token to send."""
            ...

        async def replace(self, refused: str, *, min_age: float = 0.0) -> str | None:
            """A token in place of one that was refused; None if there is no other, or if that one is younger than `min_age` seconds."""
            ...


MEMORY = "memory://"
_forkables: weakref.WeakSet[Forkable] = weakref.WeakSet()


def register_fork_reset(one: Forkable) -> None:
    """See to it that `one.after_fork()` is called in a forked child."""
    _forkables.add(one)


def _after_fork() -> None:
    for one in list(_forkables):
        one.after_fork()


if hasattr(os, "register_at_fork"):  # not on Windows, which has no fork
    os.register_at_fork(after_in_child=_after_fork)


class StaticTokenSource:
    """A token that was given; there is no other."""

    def __init__(self, token: str) -> None:
        self._token = token

    def token(self) -> str:
        """The token."""
        return self._token

    def replace(self, refused: str, *, min_age: float = 0.0) -> str | None:
        """There is no other."""
        return None


class AsyncStaticTokenSource:
    """A token that was given; there is no other."""

    def __init__(self, token: str) -> None:
        self._token = token

    async def token(self) -> str:
        """The token."""
        return self._token

    async def replace(self, refused: str, *, min_age: float = 0.0) -> str | None:
        """There is no other."""
        return None


class RateLimitConfig:
    """How requests are counted against the rate limits."""

    __slots__ = ("figures", "storage")

    def __init__(self, storage: str, figures: Mapping[str, str]) -> None:
        self.storage = storage
        self.figures = figures

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
        counting: RateLimitConfig,
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
    def limits(self) -> RateLimiter:
        """The rate limits, once they are to be kept."""
        from ._rate_limit.limiter import RateLimiter  # most clients don't need it

        return RateLimiter(self._counting.storage, self._counting.figures, self.clock)


class AsyncShared:
    """For tasks."""

    tokens: AsyncTokenSource

    def __init__(
        self,
        connections: AsyncConnections,
        counting: RateLimitConfig,
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
    def limits(self) -> AsyncRateLimiter:
        """The rate limits, once they are to be kept."""
        from ._rate_limit.limiter import AsyncRateLimiter  # most clients don't need it

        return AsyncRateLimiter(self._counting.storage, self._counting.figures, self.clock)


def token_source(settings: Settings, shared: Shared, fetch: Fetch, store: str | None) -> TokenSource:
    """The tokens of a client for threads. Raises ConfigurationError."""
    given = settings.credentials
    if isinstance(given, StaticToken):
        _check_store(store)
        return StaticTokenSource(given.token)
    from ._auth.token_manager import TokenManager

    if store is None:
        return TokenManager(fetch, shared.clock)
    from ._auth.redis_token_store import TokenStore
    from ._auth.shared_token import SharedTokenFetcher

    tokens = TokenStore(store, settings, shared.clock)
    stored = SharedTokenFetcher(tokens, fetch, shared.clock, shared.sleep)
    return TokenManager(stored, shared.clock)


def async_token_source(
    settings: Settings, shared: AsyncShared, fetch: AsyncFetch, store: str | None
) -> AsyncTokenSource:
    """The tokens of a client for tasks. Raises ConfigurationError."""
    given = settings.credentials
    if isinstance(given, StaticToken):
        _check_store(store)
        return AsyncStaticTokenSource(given.token)
    from ._auth.token_manager import AsyncTokenManager

    if store is None:
        return AsyncTokenManager(fetch, shared.clock)
    from ._auth.redis_token_store import AsyncTokenStore
    from ._auth.shared_token import AsyncSharedTokenFetcher

    tokens = AsyncTokenStore(store, settings, shared.clock)
    stored = AsyncSharedTokenFetcher(tokens, fetch, shared.clock, shared.sleep)
    return AsyncTokenManager(stored, shared.clock)


def _check_store(store: str | None) -> None:
    if store is not None:
        raise ConfigurationError("token_store is for clients with OAuth credentials: a given token is not fetched")
