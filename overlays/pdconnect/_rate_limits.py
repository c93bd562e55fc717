"""Keeping to the service's rate limits, so that it never has to refuse: in memory, or in a store that processes share.

The figures are those of the specification (`x-rate-limit`); the service has changed its own more than once, so others can be given.
Counting is left to the library `limits`: a moving window, which never lets more through in any such span of time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from pdconnect_api.call import Call, RateLimit

from ._errors import ConfigurationError
from ._forking import begin_anew_after_fork
from ._outages import Outage
from ._raw import RawCall
from ._settings import Settings
from ._shared import MEMORY
from ._stores import STORE_TIMEOUT, redis_url

if TYPE_CHECKING:
    from limits import RateLimitItem
    from limits.strategies import MovingWindowRateLimiter

_SHORTEST_WAIT = 0.01
"""Seconds. A window that is about to move is asked again a little later, not at once."""


_TIMES = {"socket_timeout": STORE_TIMEOUT, "socket_connect_timeout": STORE_TIMEOUT}


class Full(NamedTuple):
    """A limit that is reached."""

    limit: str
    wait: float
    """Seconds until there is room, if nobody else takes it."""


class RateLimits:
    """Counts requests against their limits."""

    def __init__(self, storage: str, figures: Mapping[str, str]) -> None:
        """Raises ConfigurationError: the storage is not a URL that we know, or a figure is not like "100 per minute"."""
        self._url = storage if storage == MEMORY else redis_url("rate_limit_storage", storage)
        self._figures = _parsed(figures)
        self._outage = Outage("the store of the rate limits", "nothing is held back until it is up again")
        self._lock = threading.Lock()
        self._limiter: MovingWindowRateLimiter | None = None
        begin_anew_after_fork(self)

    @property
    def blocks(self) -> bool:
        """Whether asking can take time, since the counts are elsewhere."""
        return self._url != MEMORY

    def take(self, call: Call[Any] | RawCall, settings: Settings) -> Full | None:
        """Count a request if there is room for it, and say what is full if there is none."""
        if self._outage.lasts():
            return None
        try:
            full = self._take(call, settings)
        except Exception as error:
            if not _is_of_store(error):
                raise
            self._outage.noticed(error)
            return None
        self._outage.ended()
        return full

    def _take(self, call: Call[Any] | RawCall, settings: Settings) -> Full | None:
        limiter = self._ready()
        for limit in call.operation.rate_limits:
            item = self._item(limit)
            key = _key(limit, call, settings)
            if not limiter.hit(item, limit.name, key):
                reset = limiter.get_window_stats(item, limit.name, key).reset_time
                return Full(f"{limit.name} ({item})", max(_SHORTEST_WAIT, reset - time.time()))
        return None

    def _ready(self) -> MovingWindowRateLimiter:
        with self._lock:
            if self._limiter is None:
                from limits.storage import storage_from_string
                from limits.strategies import MovingWindowRateLimiter

                times = {} if self._url == MEMORY else _TIMES
                self._limiter = MovingWindowRateLimiter(storage_from_string(self._url, wrap_exceptions=True, **times))
            return self._limiter

    def _item(self, limit: RateLimit) -> RateLimitItem:
        from limits import RateLimitItemPerSecond

        return self._figures.get(limit.name) or RateLimitItemPerSecond(limit.requests, limit.seconds)

    def after_fork(self) -> None:
        """A lock may have been held at that moment. What memory has counted was the parent's."""
        self._lock = threading.Lock()
        self._limiter = None


class TaskRateLimits:
    """The same for tasks: a store is asked in a thread, so that the event loop goes on."""

    def __init__(self, storage: str, figures: Mapping[str, str]) -> None:
        self._limits = RateLimits(storage, figures)

    async def take(self, call: Call[Any] | RawCall, settings: Settings) -> Full | None:
        """Count a request if there is room for it, and say what is full if there is none."""
        if not self._limits.blocks:
            return self._limits.take(call, settings)
        from anyio.to_thread import run_sync

        return await run_sync(self._limits.take, call, settings)


def _key(limit: RateLimit, call: Call[Any] | RawCall, settings: Settings) -> str:
    """What is counted apart, as a digest: ids of users are nobody's business in a shared store."""
    parts = [settings.base_url, settings.project_id or ""]
    if limit.per == "external_user_id" and isinstance(call, Call):
        parts.append(str((call.body or call.query).get("external_user_id", "")))
    return blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()


def _parsed(figures: Mapping[str, str]) -> dict[str, RateLimitItem]:
    from pdconnect_api.facts import RATE_LIMITS

    unknown = sorted(figures.keys() - RATE_LIMITS)
    if unknown:
        raise ConfigurationError(
            f"rate_limit_figures: there is no limit called {unknown[0]!r}, but {', '.join(sorted(RATE_LIMITS))}"
        )
    if not figures:
        return {}
    from limits import parse

    try:
        return {name: parse(figure) for name, figure in figures.items()}
    except ValueError:
        raise ConfigurationError('rate_limit_figures must be like "100 per minute" or "2000 per 5 minutes"') from None


def _is_of_store(error: Exception) -> bool:
    from limits.errors import StorageError

    return isinstance(error, StorageError)
