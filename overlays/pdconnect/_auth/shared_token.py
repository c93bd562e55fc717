"""Access tokens out of a store that processes share, so that a hundred workers make one token request."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from .._exceptions import PdconnectError
from .redis_token_store import LOCK_SECONDS, AsyncTokenStore, TokenStore
from .token_manager import AccessToken, AsyncFetch, Fetch

POLL_SECONDS = 0.05
"""How often the others look whether the one that fetches has a token."""


def _usable(found: AccessToken | None, refused: str | None) -> AccessToken | None:
    """The token of the store if the service would still take it."""
    return None if found is None or found.token == refused else found


class SharedTokenFetcher:
    """Fetches tokens for a process that shares them with others, for threads."""

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
        """The token of the store, or a new one, which the others then have too."""
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
                return usable  # somebody is about to renew it
            if self._clock() >= until:
                return self._fetch(patient=patient, refused=refused)
            self._sleep(POLL_SECONDS)

    def _renew(self, patient: bool, refused: str | None) -> AccessToken:
        usable = _usable(self._store.load(), refused)  # somebody may have been quicker
        if usable is not None and not usable.due:
            return usable
        try:
            granted = self._fetch(patient=patient and usable is None, refused=refused)
        except PdconnectError:
            if usable is None:
                raise
            return usable
        self._store.save(granted)
        return granted


class AsyncSharedTokenFetcher:
    """Fetches tokens for a process that shares them with others, for tasks."""

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
        """The token of the store, or a new one, which the others then have too."""
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
                return usable  # somebody is about to renew it
            if self._clock() >= until:
                return await self._fetch(patient=patient, refused=refused)
            await self._sleep(POLL_SECONDS)

    async def _renew(self, patient: bool, refused: str | None) -> AccessToken:
        usable = _usable(await self._store.load(), refused)  # somebody may have been quicker
        if usable is not None and not usable.due:
            return usable
        try:
            granted = await self._fetch(patient=patient and usable is None, refused=refused)
        except PdconnectError:
            if usable is None:
                raise
            return usable
        await self._store.save(granted)
        return granted
