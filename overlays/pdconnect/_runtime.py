"""What a client shares with its copies: connections, tokens, rate limits, clock and sleep."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._auth.token_source import AsyncTokenSource, TokenSource
    from ._http.async_connections import AsyncConnections
    from ._http.connections import Connections
    from ._rate_limit.async_limiter import AsyncRateLimiter
    from ._rate_limit.config import RateLimitConfig
    from ._rate_limit.limiter import RateLimiter


class ClientRuntime:
    """What a synchronous client shares with its copies."""

    tokens: TokenSource

    def __init__(
        self,
        connections: Connections,
        rate_limits: RateLimitConfig,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
    ) -> None:
        self.connections = connections
        self._rate_limits = rate_limits
        self.clock = clock
        self.sleep = sleep
        if not rate_limits.is_default:
            self.limits  # noqa: B018 - checks the configuration when the client is built

    def with_tokens(self, tokens: TokenSource) -> ClientRuntime:
        """Return a runtime with other tokens, which shares the rest."""
        other = copy(self)
        other.tokens = tokens
        return other

    @cached_property
    def limits(self) -> RateLimiter:
        """The rate limits, created when they are first needed."""
        from ._rate_limit.limiter import RateLimiter  # most clients don't need it

        return RateLimiter(self._rate_limits, self.clock)

    def close(self) -> None:
        """Close the connections to the stores and to the service."""
        _close_stores(self)
        self.connections.close()


class AsyncClientRuntime:
    """What an asynchronous client shares with its copies."""

    tokens: AsyncTokenSource

    def __init__(
        self,
        connections: AsyncConnections,
        rate_limits: RateLimitConfig,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self.connections = connections
        self._rate_limits = rate_limits
        self.clock = clock
        self.sleep = sleep
        if not rate_limits.is_default:
            self.limits  # noqa: B018 - checks the configuration when the client is built

    def with_tokens(self, tokens: AsyncTokenSource) -> AsyncClientRuntime:
        """Return a runtime with other tokens, which shares the rest."""
        other = copy(self)
        other.tokens = tokens
        return other

    @cached_property
    def limits(self) -> AsyncRateLimiter:
        """The rate limits, created when they are first needed."""
        from ._rate_limit.async_limiter import AsyncRateLimiter  # most clients don't need it

        return AsyncRateLimiter(self._rate_limits, self.clock)

    async def aclose(self) -> None:
        """Close the connections to the stores and to the service."""
        _close_stores(self)
        await self.connections.aclose()


def _close_stores(runtime: ClientRuntime | AsyncClientRuntime) -> None:
    """Close the connections that were opened to stores. Closing does not wait, so tasks do it as threads do."""
    runtime.tokens.close_store()
    if "limits" in vars(runtime):
        runtime.limits.close_store()
