"""Access tokens out of a store that processes share, so that a hundred workers make one token request."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from ._token_store import LOCK_SECONDS, TaskTokenStore, TokenStore
from ._tokens import AsyncFetch, Fetch, Granted

POLL_SECONDS = 0.05
"""How often the others look whether the one that fetches has a token."""


def _is_wanted(found: Granted | None, refused: str | None, *, fresh: bool) -> bool:
    """Whether a token of the store will do."""
    return found is not None and found.token != refused and (not fresh or found.remaining > found.window)


class StoredToken:
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

    def __call__(self, *, patient: bool, refused: str | None) -> Granted:
        """The token of the store, or a new one, which the others then have too."""
        until = self._clock() + LOCK_SECONDS
        while True:
            found = self._store.load()
            if found is not None and _is_wanted(found, refused, fresh=True):
                return found
            owner = self._store.lock()
            if owner is not None:
                return self._renew(owner, patient, refused)
            if found is not None and not patient and _is_wanted(found, refused, fresh=False):
                return found  # somebody is about to renew it
            if self._clock() >= until:
                return self._fetch(patient=patient, refused=refused)
            self._sleep(POLL_SECONDS)

    def _renew(self, owner: str, patient: bool, refused: str | None) -> Granted:
        try:
            found = self._store.load()  # somebody may have been quicker
            if found is not None and _is_wanted(found, refused, fresh=True):
                return found
            granted = self._fetch(patient=patient, refused=refused)
            self._store.save(granted)
            return granted
        finally:
            self._store.unlock(owner)


class AsyncStoredToken:
    """Fetches tokens for a process that shares them with others, for tasks."""

    def __init__(
        self,
        store: TaskTokenStore,
        fetch: AsyncFetch,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._store = store
        self._fetch = fetch
        self._clock = clock
        self._sleep = sleep

    async def __call__(self, *, patient: bool, refused: str | None) -> Granted:
        """The token of the store, or a new one, which the others then have too."""
        until = self._clock() + LOCK_SECONDS
        while True:
            found = await self._store.load()
            if found is not None and _is_wanted(found, refused, fresh=True):
                return found
            owner = await self._store.lock()
            if owner is not None:
                return await self._renew(owner, patient, refused)
            if found is not None and not patient and _is_wanted(found, refused, fresh=False):
                return found  # somebody is about to renew it
            if self._clock() >= until:
                return await self._fetch(patient=patient, refused=refused)
            await self._sleep(POLL_SECONDS)

    async def _renew(self, owner: str, patient: bool, refused: str | None) -> Granted:
        try:
            found = await self._store.load()  # somebody may have been quicker
            if found is not None and _is_wanted(found, refused, fresh=True):
                return found
            granted = await self._fetch(patient=patient, refused=refused)
            await self._store.save(granted)
            return granted
        finally:
            await self._store.unlock(owner)
