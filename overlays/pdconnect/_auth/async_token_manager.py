"""Access tokens of an asynchronous client: see `token_manager`."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from .._concurrency.event_loop import PerLoop
from .._concurrency.fork import register_fork_reset
from .._exceptions import PdconnectError
from .token_state import TokenState

if TYPE_CHECKING:
    from anyio import Lock

    from .access_token import AccessToken


class AsyncFetchToken(Protocol):
    """Requests a token."""

    async def __call__(self, *, retry: bool, rejected_token: str | None) -> AccessToken:
        """Return a token other than `rejected_token`. `retry` is false while there is still a valid token to use."""
        ...


class AsyncTokenManager:
    """Tokens of the client credentials grant, for tasks."""

    def __init__(
        self,
        fetch: AsyncFetchToken,
        clock: Callable[[], float],
        wall_clock: Callable[[], float] = time.time,
        close_store: Callable[[], None] | None = None,
    ) -> None:
        self._fetch = fetch
        self._close_store = close_store
        self._locks = PerLoop(_new_lock)
        self._state = TokenState(clock, wall_clock)
        register_fork_reset(self)

    async def token(self) -> str:
        """Return a token to send."""
        state = self._state
        now = state.now()
        fresh = state.fresh(now)
        if fresh is not None:
            return fresh
        usable = state.usable(now, None)
        if usable is None:
            return await self._wait_or_renew(None)
        lock = self._locks.get()
        if lock.locked():
            return usable
        async with lock:
            try:
                return state.fresh(state.now()) or await self._renew(retry=False, rejected_token=None)
            except PdconnectError:
                return usable

    async def replace(self, rejected_token: str, *, min_age: float = 0.0, was_accepted: bool = False) -> str | None:
        """Return a token in place of a rejected one: see `token_source`."""
        state = self._state
        if min_age and state.keeps(rejected_token, state.now(), min_age, was_accepted):
            return None
        return await self._wait_or_renew(rejected_token)

    def close_store(self) -> None:
        """Close the connections that were opened to the store of tokens, if there is one."""
        if self._close_store is not None:
            self._close_store()

    def after_fork(self) -> None:
        """Replace the locks, which a task of the parent may hold. The token stays valid."""
        self._locks = PerLoop(_new_lock)

    async def _wait_or_renew(self, rejected_token: str | None) -> str:
        state = self._state
        since = state.attempts
        async with self._locks.get():
            return state.outcome(since, state.now(), rejected_token) or await self._renew(
                retry=True, rejected_token=rejected_token
            )

    async def _renew(self, *, retry: bool, rejected_token: str | None) -> str:
        state = self._state
        state.failure = None  # an earlier error is not the outcome of this request
        try:
            return state.accept(await self._fetch(retry=retry, rejected_token=rejected_token), rejected_token)
        except PdconnectError as error:
            state.failure = error
            raise
        finally:
            state.attempts += 1


def _new_lock() -> Lock:
    from anyio import Lock  # slow to import, and a synchronous program does not need it

    return Lock()
