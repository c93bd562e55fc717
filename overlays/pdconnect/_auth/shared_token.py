"""Access tokens shared through a store, so that a hundred worker processes make one token request."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from .._exceptions import PdconnectError
from .._redis.time_budget import TimeBudget
from .access_token import AccessToken
from .async_redis_token_store import AsyncTokenStore
from .redis_token_store import TokenStore
from .stored_token import LOCK_SECONDS
from .token_manager import AsyncFetchToken, FetchToken

POLL_SECONDS = 0.05
"""Seconds between two reads of the store while another process fetches the token."""


def _usable(stored: AccessToken | None, rejected_token: str | None) -> AccessToken | None:
    """Return the stored token, or None if the service has rejected it."""
    return None if stored is None or stored.token == rejected_token else stored


class _LastToken:
    """The token that a fetcher returned last, and when."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._token: AccessToken | None = None
        self._returned_at = 0.0

    def remember(self, token: AccessToken) -> AccessToken:
        """Remember a token, and return it."""
        self._token, self._returned_at = token, self._clock()
        return token

    def while_store_is_down(self, is_down: bool, retry: bool) -> AccessToken | None:
        """Return the last token, if its renewal can wait for the store.

        Otherwise each process would request a token of its own as soon as the store is down, also if it is back a moment later. In the
        second half of the renewal window, each process does that.
        """
        last = self._token
        if not is_down or retry or last is None:
            return None
        window = last.renewal_window
        # It is in its window, or no renewal would be requested. The monotonic clock can say otherwise, after a suspension.
        remaining = min(window, last.remaining - (self._clock() - self._returned_at))
        return last._replace(remaining=remaining) if remaining > window / 2 else None


class SharedTokenFetcher:
    """Fetches tokens for a synchronous client, and shares them with other processes."""

    def __init__(
        self,
        store: TokenStore,
        fetch: FetchToken,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
    ) -> None:
        self._store = store
        self._fetch = fetch
        self._clock = clock
        self._sleep = sleep
        self._last = _LastToken(clock)

    def __call__(self, *, retry: bool, rejected_token: str | None) -> AccessToken:
        """Return the stored token, or fetch one and store it. While the store is down, a renewal can wait for it."""
        return self._last.remember(self._obtain(retry, rejected_token))

    def _obtain(self, retry: bool, rejected_token: str | None) -> AccessToken:
        until = self._clock() + LOCK_SECONDS
        while True:
            budget = self._store.new_budget()  # waiting for another process is not time of the store
            usable = _usable(self._store.load(budget), rejected_token)
            if usable is not None and not usable.needs_renewal:
                return usable
            last = self._last.while_store_is_down(self._store.is_down, retry)
            if last is not None:
                return last
            owner = self._store.lock(budget)
            if owner is not None:
                try:
                    return self._renew(retry, rejected_token, budget)
                finally:
                    self._store.unlock(owner, budget)
            if usable is not None:
                return usable  # another process is renewing it
            if self._clock() >= until:
                return self._fetch(retry=retry, rejected_token=rejected_token)
            self._sleep(POLL_SECONDS)

    def _renew(self, retry: bool, rejected_token: str | None, budget: TimeBudget) -> AccessToken:
        usable = _usable(self._store.load(budget), rejected_token)  # another process may have been faster
        if usable is not None and not usable.needs_renewal:
            return usable
        try:
            token = self._fetch(retry=retry and usable is None, rejected_token=rejected_token)
        except PdconnectError:
            if usable is None:
                raise
            return usable
        self._store.save(token, budget)
        return token


class AsyncSharedTokenFetcher:
    """Fetches tokens for an asynchronous client, and shares them with other processes."""

    def __init__(
        self,
        store: AsyncTokenStore,
        fetch: AsyncFetchToken,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._store = store
        self._fetch = fetch
        self._clock = clock
        self._sleep = sleep
        self._last = _LastToken(clock)

    async def __call__(self, *, retry: bool, rejected_token: str | None) -> AccessToken:
        """Return the stored token, or fetch one and store it. While the store is down, a renewal can wait for it."""
        return self._last.remember(await self._obtain(retry, rejected_token))

    async def _obtain(self, retry: bool, rejected_token: str | None) -> AccessToken:
        until = self._clock() + LOCK_SECONDS
        while True:
            budget = self._store.new_budget()  # waiting for another process is not time of the store
            usable = _usable(await self._store.load(budget), rejected_token)
            if usable is not None and not usable.needs_renewal:
                return usable
            last = self._last.while_store_is_down(self._store.is_down, retry)
            if last is not None:
                return last
            owner = await self._store.lock(budget)
            if owner is not None:
                try:
                    return await self._renew(retry, rejected_token, budget)
                finally:
                    await self._store.unlock(owner, budget)
            if usable is not None:
                return usable  # another process is renewing it
            if self._clock() >= until:
                return await self._fetch(retry=retry, rejected_token=rejected_token)
            await self._sleep(POLL_SECONDS)

    async def _renew(self, retry: bool, rejected_token: str | None, budget: TimeBudget) -> AccessToken:
        usable = _usable(await self._store.load(budget), rejected_token)  # another process may have been faster
        if usable is not None and not usable.needs_renewal:
            return usable
        try:
            token = await self._fetch(retry=retry and usable is None, rejected_token=rejected_token)
        except PdconnectError:
            if usable is None:
                raise
            return usable
        await self._store.save(token, budget)
        return token
