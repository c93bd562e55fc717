# Source of limiter.py, the synchronous half: run `python -m generator` after each change.
"""Client-side rate limiting, which avoids 429 responses: counts are in memory, or in a Redis server that processes share.

The limits begin as those of the specification (`x-rate-limit`). The service has changed its limits more than once, so callers can pass
others, and the mode "adaptive" learns them from responses.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pdconnect_api.call import Call, RateLimit

from .._concurrency.fork import register_fork_reset
from .._config import Settings
from .._http.raw_call import RawCall
from .._redis.extra import check_redis_extra
from .config import MEMORY, RateLimitConfig
from .limits import Limit, LimitReached, limit_key, parse_overrides
from .memory import MemoryLimits
from .pending_request import PendingRequest
from .response_headers import read_observation

if TYPE_CHECKING:
    from .._http.backend import Response

OWN_LIMIT_HEADER = "x-pd-rate-limit"


class AsyncRateLimiter:
    """Counts requests against their limits, and learns the limits from responses."""

    def __init__(
        self, config: RateLimitConfig, clock: Callable[[], float], jitter: Callable[[], float] = random.random
    ) -> None:
        """Raises ConfigurationError: the storage is neither a known URL nor a Redis client, or an override is not like "100 per minute"."""
        self._limits = parse_overrides(config.overrides)
        """The overrides, and the limits of the specification that were needed so far."""
        self._key_prefix = config.key_prefix
        self._clock = clock
        self._jitter = jitter
        self._memory: MemoryLimits | None = None
        if config.storage == MEMORY:
            self._memory = MemoryLimits(clock)
            register_fork_reset(self)
            return
        check_redis_extra("rate_limit_storage")
        from .._redis.circuit_breaker import CircuitBreaker
        from .._redis.store import async_redis_store
        from .async_redis_limits import AsyncRedisLimits

        breaker = CircuitBreaker("the store of the rate limits", "requests are not limited until it is back", clock)
        self._store = async_redis_store("rate_limit_storage", config.storage, breaker)
        self._redis = AsyncRedisLimits(self._store, clock)

    def pending(
        self, rate_limit: RateLimit, call: Call[Any] | RawCall, settings: Settings, share: int, *, adaptive: bool
    ) -> PendingRequest:
        """Return a request that is to be counted against a limit. `share` is in millionths of the limit, 0 for all of it."""
        limit = self._limits.get(rate_limit.name)
        if limit is None:
            limit = self._limits[rate_limit.name] = Limit(rate_limit.requests, rate_limit.seconds)
        key = limit_key(self._key_prefix, rate_limit, limit, call, settings, adaptive=adaptive)
        return PendingRequest(rate_limit.name, key, limit, share, adaptive=adaptive)

    async def acquire(self, request: PendingRequest, longest_wait: float | None) -> LimitReached | None:
        """Count a request and return None, or return the limit that has no capacity yet. An unreachable store limits nothing.

        The capacity is reserved if the wait for it is not longer than `longest_wait` seconds.
        """
        ask = request.ask(longest_wait, self._jitter())
        request.asked_at = self._clock()
        if self._memory is not None:
            return request.record(self._memory.acquire(request.key, ask), self._jitter)
        return request.record(await self._redis.acquire(request.key, ask), self._jitter)

    def record_arrival(self, request: PendingRequest) -> None:
        """Record that a request has reached the service, if it ever does. Requests that take long count when they arrive."""
        ticket = request.late_ticket(self._clock())
        if ticket is None:
            return
        if self._memory is not None:
            self._memory.record_arrival(request.key, request.ask(None), ticket)
        else:
            self._redis.record_arrival(request.key, ticket)

    async def observe(self, request: PendingRequest, response: Response) -> None:
        """Learn from the response to a request."""
        has_own_limit = OWN_LIMIT_HEADER in response.request.headers
        seen = read_observation(response.status_code, response.headers, request.number, has_own_limit=has_own_limit)
        if seen is None:
            return
        if self._memory is not None:
            self._memory.observe(request.key, request.ask(None), seen)
        else:
            await self._redis.observe(request.key, request.ask(None), seen)

    async def release(self, request: PendingRequest) -> None:
        """Give up the reservation of a request that is not sent."""
        if not request.has_reservation:
            return
        if self._memory is not None:
            self._memory.release(request.key, request.ask(None))
        else:
            await self._redis.release(request.key, request.ask(None))

    def close_store(self) -> None:
        """Close the connections that were opened to the store."""
        if self._memory is None:
            self._store.close()

    def after_fork(self) -> None:
        """Start with a new counter: its lock may have been held during the fork, and the counts belong to the parent."""
        self._memory = MemoryLimits(self._clock)
