"""Access tokens shared through a store, so that a hundred worker processes make one token request."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from .._exceptions import PdconnectError
from .redis_token_store import LOCK_SECONDS, AsyncTokenStore, TokenStore
from .token_manager import AccessToken, AsyncFetch, Fetch

POLL_SECONDS = 0.05
"""Seconds between two reads of the store while another process fetches the token."""


def _usable(stored: AccessToken | None, refused: str | None) -> AccessToken | None:
    """Return the stored token, or None if the service has rejected it."""
    return None if stored is None or stored.token == refused else stored


class SharedTokenFetcher:
    """Fetches tokens for a synchronous client, and shares them with other processes."""

    def __init__(
        self,
        store: TokenStore,
        fetch: Fetch,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
    ) -> None:
        self._store = store
        self._fetch = fetch
        self._clock = clock
        self._sleep = sleep

    def __call__(self, *, patient: bool, refused: str | None) -> AccessToken:
        """Return the stored token, or fetch one and store it."""
        until = self._clock() + LOCK_SECONDS
        while True:
            usable = _usable(self._store.load(), refused)
            if usable is not None and not usable.due:
                return usable
            owner = self._store.lock()
            if owner is not None:
                try:
                    return self._renew(patient, refused)
                finally:
                    self._store.unlock(owner)
            if usable is not None:
                return usable  # another process is renewing it
            if self._clock() >= until:
                return self._fetch(patient=patient, refused=refused)
            self._sleep(POLL_SECONDS)

    def _renew(self, patient: bool, refused: str | None) -> AccessToken:
        usable = _usable(self._store.load(), refused)  # another process may have been faster
        if usable is not None and not usable.due:
            return usable
        try:
            token = self._fetch(patient=patient and usable is None, refused=refused)
        except PdconnectError:
            if usable is None:
                raise
            return usable
        self._store.save(token)
        return token


class AsyncSharedTokenFetcher:
    """Fetches tokens for an asynchronous client, and shares them with other processes."""

    def __init__(
        self,
        store: AsyncTokenStore,
        fetch: AsyncFetch,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._store = store
        self._fetch = fetch
        self._clock = clock
        self._sleep = sleep

    async def __call__(self, *, patient: bool, refused: str | None) -> AccessToken:
        """Return the stored token, or fetch one and store it."""
        until = self._clock() + LOCK_SECONDS
        while True:
            usable = _usable(await self._store.load(), refused)
            if usable is not None and not usable.due:
                return usable
            owner = await self._store.lock()
            if owner is not None:
                try:
                    return await self._renew(patient, refused)
                finally:
                    await self._store.unlock(owner)
            if usable is not None:
                return usable  # another process is renewing it
            if self._clock() >= until:
                return await self._fetch(patient=patient, refused=refused)
            await self._sleep(POLL_SECONDS)

    async def _renew(self, patient: bool, refused: str | None) -> AccessToken:
        usable = _usable(await self._store.load(), refused)  # another process may have been faster
        if usable is not None and not usable.due:
            return usable
        try:
            token = await self._fetch(patient=patient and usable is None, refused=refused)
        except PdconnectError:
            if usable is None:
                raise
            return usable
        await self._store.save(token)
        return token
