# Generated from async_limiter.py. Do not edit: change that file and run `python -m generator`.
"""Client-side rate limiting, which avoids 429 responses: counts are in memory, or in a Redis server that processes share.

The limits are those of the specification (`x-rate-limit`). The service has changed its limits more than once, so callers can pass others.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pdconnect_api.call import Call

from .._concurrency.fork import register_fork_reset
from .._config import Settings
from .._http.raw_call import RawCall
from .._redis.extra import check_redis_extra
from .config import MEMORY, RateLimitConfig
from .limits import LimitReached, counter_key, parse_overrides
from .sliding_window import Limit, MemoryWindowCounter


class RateLimiter:
    """Counts requests against their limits."""

    def __init__(self, config: RateLimitConfig, clock: Callable[[], float]) -> None:
        """Raises ConfigurationError: the storage is neither a known URL nor a Redis client, or an override is not like "100 per minute"."""
        self._overrides = parse_overrides(config.overrides)
        self._key_prefix = config.key_prefix
        self._clock = clock
        self._memory: MemoryWindowCounter | None = None
        if config.storage == MEMORY:
            self._memory = MemoryWindowCounter(clock)
            register_fork_reset(self)
            return
        check_redis_extra("rate_limit_storage")
        from .._redis.circuit_breaker import CircuitBreaker
        from .._redis.store import redis_store
        from .redis_window import RedisWindowCounter

        breaker = CircuitBreaker("the store of the rate limits", "requests are not limited until it is back", clock)
        self._store = redis_store("rate_limit_storage", config.storage, breaker)
        self._redis = RedisWindowCounter(self._store)

    def acquire(self, call: Call[Any] | RawCall, settings: Settings) -> LimitReached | None:
        """Count a request and return None, or return the limit that has no capacity left. An unreachable store limits nothing."""
        budget = None if self._memory is not None else self._store.new_budget()
        for rate_limit in call.operation.rate_limits:
            limit = self._overrides.get(rate_limit.name, Limit(rate_limit.requests, rate_limit.seconds))
            key = counter_key(self._key_prefix, rate_limit, limit, call, settings)
            if budget is None:
                assert self._memory is not None
                wait = self._memory.acquire(key, limit)
            else:
                wait = self._redis.acquire(key, limit, budget)
            if wait is not None:
                return LimitReached(f"{rate_limit.name} ({limit.requests} per {limit.seconds} s)", wait)
        return None

    def close_store(self) -> None:
        """Close the connections that were opened to the store."""
        if self._memory is None:
            self._store.close()

    def after_fork(self) -> None:
        """Start with a new counter: its lock may have been held during the fork, and the counts belong to the parent."""
        self._memory = MemoryWindowCounter(self._clock)
