# Generated from async_limiter.py. Do not edit: change that file and run `python -m generator`.
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
from .limit_state import SECOND
from .limits import Limit, LimitReached, limit_key, parse_overrides
from .memory import MemoryLimits
from .pending_request import PendingRequest
from .response_headers import read_observation
from .window_log import margin

if TYPE_CHECKING:
    from .._http.backend import Response
    from .redis_limits import RedisLimits

OWN_LIMIT_HEADER = "x-pd-rate-limit"


class RateLimiter:
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
        self._memory = MemoryLimits(clock)
        self._redis: RedisLimits | None = None
        self._alone_until = 0.0
        """Until then, the counts of this process apply too: the store does not know what was sent during an outage."""
        register_fork_reset(self)
        if config.storage == MEMORY:
            return
        check_redis_extra("rate_limit_storage")
        from .redis_limits import redis_limits  # needs the extra, and is slow to import

        self._redis = redis_limits(config.storage, clock)

    def pending(
        self, rate_limit: RateLimit, call: Call[Any] | RawCall, settings: Settings, share: int, *, adaptive: bool
    ) -> PendingRequest:
        """Return a request that is to be counted against a limit. `share` is in millionths of the limit, 0 for all of it."""
        limit = self._limits.get(rate_limit.name)
        if limit is None:
            limit = self._limits[rate_limit.name] = Limit(rate_limit.requests, rate_limit.seconds)
        key = limit_key(self._key_prefix, rate_limit, limit, call, settings, adaptive=adaptive)
        request = PendingRequest(rate_limit.name, key, limit, share, adaptive=adaptive)
        if self._redis is not None:
            request.in_process = PendingRequest(rate_limit.name, key, limit, share, adaptive=adaptive)
        return request

    def acquire(self, request: PendingRequest, longest_wait: float | None) -> LimitReached | None:
        """Count a request and return None, or return the limit that has no capacity yet.

        The capacity is reserved if the wait for it is not longer than `longest_wait` seconds. While the store is down or has lost its
        data, and for a window after that, this process keeps to the limit by its own counts too.
        """
        request.asked_at = self._clock()
        in_process = request.in_process
        if self._redis is None or in_process is None:
            return self._acquire_in_memory(request, longest_wait)
        in_process.asked_at = request.asked_at
        is_alone = request.asked_at < self._alone_until
        if is_alone:
            reached = self._acquire_in_memory(in_process, longest_wait)
            if reached is not None:
                return reached
        decision = self._redis.acquire(request, request.ask(longest_wait, self._jitter()))
        if decision is not None:
            reached = request.record(decision, self._jitter)
            if reached is not None:
                return reached
            has_lost_data = self._memory.is_recreated(request.key, decision)
            if has_lost_data:
                self._count_alone(request.window)
            if is_alone or not has_lost_data:
                in_process.record(self._memory.record(request.key, in_process.ask(None), decision), self._jitter)
                return None
        reached = self._acquire_in_memory(in_process, longest_wait)
        self._count_alone(in_process.window)
        return reached

    def record_arrival(self, request: PendingRequest) -> None:
        """Record that a request has reached the service, if it ever does. Requests that take long count when they arrive."""
        now = self._clock()
        counted = request.in_process or request
        ticket = counted.late_ticket(now)
        if ticket is not None:
            self._memory.record_arrival(request.key, counted.ask(None), ticket)
        if self._redis is not None:
            ticket = request.late_ticket(now)
            if ticket is not None:
                self._redis.record_arrival(request.key, ticket)

    def observe(self, request: PendingRequest, response: Response) -> None:
        """Learn from the response to a request."""
        has_own_limit = OWN_LIMIT_HEADER in response.request.headers
        seen = read_observation(response.status_code, response.headers, request.number, has_own_limit=has_own_limit)
        if seen is None:
            return
        counted = request.in_process or request
        self._memory.observe(request.key, counted.ask(None), seen._replace(number=counted.number))
        if self._redis is not None:
            self._redis.observe(request, seen)
            if seen.hold_in >= 0 and self._redis.store.is_down:
                self._count_alone(max(seen.hold_in, counted.window))

    def release(self, request: PendingRequest) -> None:
        """Give up the reservation of a request that is not sent."""
        counted = request.in_process or request
        if counted.has_ticket:
            self._memory.release(request.key, counted.ask(None))
        if self._redis is not None and request.has_reservation:
            self._redis.release(request.key, request.ask(None))

    def close_store(self) -> None:
        """Close the connections that were opened to the store."""
        if self._redis is not None:
            self._redis.store.close()

    def after_fork(self) -> None:
        """Start with a new counter: its lock may have been held during the fork, and the counts belong to the parent."""
        self._memory = MemoryLimits(self._clock)

    def _acquire_in_memory(self, request: PendingRequest, longest_wait: float | None) -> LimitReached | None:
        ask = request.ask(longest_wait, self._jitter())
        return request.record(self._memory.acquire(request.key, ask), self._jitter)

    def _count_alone(self, window: int) -> None:
        """Apply the counts of this process for a window from now on, whether the store is back or not."""
        self._alone_until = max(self._alone_until, self._clock() + (window + margin(window)) / SECOND)
