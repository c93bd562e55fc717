"""Client-side rate limiting, which avoids 429 responses: counts are in memory, or in a Redis server that processes share.

The limits are those of the specification (`x-rate-limit`). The service has changed its limits more than once, so callers can pass others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import blake2b
from importlib.util import find_spec
from typing import Any, NamedTuple

from pdconnect_api.call import Call, RateLimit
from pdconnect_api.constants import RATE_LIMITS

from .._concurrency.fork import register_fork_reset
from .._config import Settings
from .._exceptions import ConfigurationError
from .._http.raw_call import RawCall
from .._redis.circuit_breaker import CircuitBreaker
from .._redis.extra import check_redis_extra
from .._redis.time_budget import budget_of
from .config import MEMORY
from .sliding_window import Limit, MemoryWindowCounter, WindowCounter


class LimitReached(NamedTuple):
    """A limit that has no capacity left."""

    limit: str
    """Its name and figures, as in `account_reads (100 per 60 s)`."""
    wait: float
    """Seconds until it has capacity, if no one else uses it first."""


class RateLimiter:
    """Counts requests against their limits."""

    def __init__(self, storage: str, overrides: Mapping[str, str], clock: Callable[[], float]) -> None:
        """Raises ConfigurationError: the storage is not a known URL, or an override is not like "100 per minute"."""
        self.is_remote = storage != MEMORY
        """Whether counting takes network requests."""
        self._storage = storage
        self._overrides = _parse_overrides(overrides)
        self._clock = clock
        self._breaker = CircuitBreaker(
            "the store of the rate limits", "requests are not limited until it is back", clock
        )
        self._counter = self._new_counter()
        register_fork_reset(self)

    def acquire(self, call: Call[Any] | RawCall, settings: Settings) -> LimitReached | None:
        """Count a request and return None, or return the limit that has no capacity left. An unreachable store limits nothing."""
        if not self.is_remote:
            return self._acquire(call, settings)
        if self._breaker.is_open():
            return None
        try:
            with budget_of(self._pool).spend():
                reached = self._acquire(call, settings)
        except Exception as error:  # also what the libraries raise for malformed responses
            self._breaker.record_failure(error.__cause__ or error)
            return None
        self._breaker.record_success()
        return reached

    def after_fork(self) -> None:
        """Start with a new counter: a lock may have been held during the fork, and connections and counts belong to the parent."""
        self._counter = self._new_counter()

    def _new_counter(self) -> WindowCounter:
        if not self.is_remote:
            return MemoryWindowCounter(self._clock)
        check_redis_extra("rate_limit_storage")
        from .._redis.pool import redis_pool
        from .redis_window import RedisWindowCounter

        self._pool = redis_pool("rate_limit_storage", self._storage)
        return RedisWindowCounter(self._pool)

    def _acquire(self, call: Call[Any] | RawCall, settings: Settings) -> LimitReached | None:
        for rate_limit in call.operation.rate_limits:
            limit = self._overrides.get(rate_limit.name, Limit(rate_limit.requests, rate_limit.seconds))
            wait = self._counter.acquire(_key(rate_limit, call, settings), limit)
            if wait is not None:
                return LimitReached(f"{rate_limit.name} ({limit.requests} per {limit.seconds} s)", wait)
        return None


class AsyncRateLimiter:
    """Counts requests against their limits, in a thread if the counts are in Redis, so that the event loop is not blocked."""

    def __init__(self, storage: str, overrides: Mapping[str, str], clock: Callable[[], float]) -> None:
        self._limiter = RateLimiter(storage, overrides, clock)

    async def acquire(self, call: Call[Any] | RawCall, settings: Settings) -> LimitReached | None:
        """Count a request and return None, or return the limit that has no capacity left. An unreachable store limits nothing."""
        if not self._limiter.is_remote:
            return self._limiter.acquire(call, settings)
        from anyio.to_thread import run_sync

        return await run_sync(self._limiter.acquire, call, settings, abandon_on_cancel=True)


def _key(limit: RateLimit, call: Call[Any] | RawCall, settings: Settings) -> str:
    """Return the key of a counter. It is a digest, because user ids must not be readable in a shared store."""
    parts = [settings.base_url, settings.project_id or ""]
    if limit.per == "external_user_id":
        parts.append(call.external_user_id)
    digest = blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()
    return f"{limit.name}/{digest}"


def _parse_overrides(overrides: Mapping[str, str]) -> dict[str, Limit]:
    if not isinstance(overrides, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
        raise ConfigurationError("rate_limit_overrides must be a mapping of names to limits")
    unknown = sorted(map(str, overrides.keys() - RATE_LIMITS))
    if unknown:
        raise ConfigurationError(
            f"rate_limit_overrides: there is no limit called {unknown[0]!r}, but {', '.join(sorted(RATE_LIMITS))}"
        )
    return {name: _parse_limit(text) for name, text in overrides.items()}


def _parse_limit(text: str) -> Limit:
    if find_spec("limits") is None:
        raise ConfigurationError("rate_limit_overrides needs an extra: pip install 'pdconnect[rate-limits]'")
    from limits import parse_many

    try:
        (item,) = parse_many(text)
    except (TypeError, ValueError, OverflowError):
        item = None
    if item is None or item.amount < 1:
        raise ConfigurationError('rate_limit_overrides must be like "100 per minute" or "2000 per 5 minutes"')
    return Limit(item.amount, item.get_expiry())
