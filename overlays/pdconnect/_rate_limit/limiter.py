"""Keeping to the service's rate limits, so that it never has to refuse: in memory, or in a store that processes share.

The figures are those of the specification (`x-rate-limit`); the service has changed its own more than once, so others can be given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import blake2b
from importlib.util import find_spec
from typing import Any, NamedTuple

from pdconnect_api.call import Call, RateLimit

from .._config import Settings
from .._exceptions import ConfigurationError
from .._http.raw_call import RawCall
from .._redis.circuit_breaker import Outage
from .._redis.pool import store_pool
from .._runtime import MEMORY, register_fork_reset
from .sliding_window import Figure, MemoryWindows, StoredWindows, Windows


class Full(NamedTuple):
    """A limit that is reached."""

    limit: str
    wait: float
    """Seconds until there is room, if nobody else takes it."""


class RateLimits:
    """Counts requests against their limits."""

    def __init__(self, storage: str, figures: Mapping[str, str], clock: Callable[[], float]) -> None:
        """Raises ConfigurationError: the storage is not a URL that we know, or a figure is not like "100 per minute"."""
        self.blocks = storage != MEMORY
        """Whether asking can take time, since the counts are elsewhere."""
        self._storage = storage
        self._figures = _parsed(figures)
        self._clock = clock
        self._outage = Outage("the store of the rate limits", "nothing is held back until it is up again", clock)
        self._windows = self._new_windows()
        register_fork_reset(self)

    def take(self, call: Call[Any] | RawCall, settings: Settings) -> Full | None:
        """Count a request if there is room for it, and say what is full if there is none."""
        if not self.blocks:
            return self._take(call, settings)
        from limits.errors import StorageError

        if self._outage.lasts():
            return None
        try:
            full = self._take(call, settings)
        except StorageError as error:
            self._outage.noticed(error.__cause__ or error)
            return None
        self._outage.ended()
        return full

    def after_fork(self) -> None:
        """A lock may have been held at that moment, and connections are the parent's. So is what memory has counted."""
        self._windows = self._new_windows()

    def _new_windows(self) -> Windows:
        if not self.blocks:
            return MemoryWindows(self._clock)
        return StoredWindows(store_pool("rate_limit_storage", self._storage))

    def _take(self, call: Call[Any] | RawCall, settings: Settings) -> Full | None:
        for limit in call.operation.rate_limits:
            figure = self._figures.get(limit.name, Figure(limit.requests, limit.seconds))
            wait = self._windows.take(_key(limit, call, settings), figure)
            if wait is not None:
                return Full(f"{limit.name} ({figure.requests} per {figure.seconds} s)", wait)
        return None


class AsyncRateLimits:
    """The same for tasks: a store is asked in a thread, so that the event loop goes on."""

    def __init__(self, storage: str, figures: Mapping[str, str], clock: Callable[[], float]) -> None:
        self._limits = RateLimits(storage, figures, clock)

    async def take(self, call: Call[Any] | RawCall, settings: Settings) -> Full | None:
        """Count a request if there is room for it, and say what is full if there is none."""
        if not self._limits.blocks:
            return self._limits.take(call, settings)
        from anyio.to_thread import run_sync

        return await run_sync(self._limits.take, call, settings, abandon_on_cancel=True)


def _key(limit: RateLimit, call: Call[Any] | RawCall, settings: Settings) -> str:
    """What is counted apart, as a digest: ids of users are nobody's business in a shared store."""
    parts = [settings.base_url, settings.project_id or ""]
    if limit.per == "external_user_id" and isinstance(call, Call):
        parts.append(str((call.body or call.query).get("external_user_id", "")))
    digest = blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()
    return f"{limit.name}/{digest}"


def _parsed(figures: Mapping[str, str]) -> dict[str, Figure]:
    from pdconnect_api.constants import RATE_LIMITS

    unknown = sorted(figures.keys() - RATE_LIMITS)
    if unknown:
        raise ConfigurationError(
            f"rate_limit_overrides: there is no limit called {unknown[0]!r}, but {', '.join(sorted(RATE_LIMITS))}"
        )
    return {name: _figure(text) for name, text in figures.items()}


def _figure(text: str) -> Figure:
    if find_spec("limits") is None:
        raise ConfigurationError("rate_limit_overrides needs more: pip install 'pdconnect[rate-limits]'")
    from limits import parse_many

    try:
        (item,) = parse_many(text)
    except ValueError:
        item = None
    if item is None or item.amount < 1:
        raise ConfigurationError('rate_limit_overrides must be like "100 per minute" or "2000 per 5 minutes"')
    return Figure(item.amount, item.get_expiry())
