"""Access tokens: cached while they are valid, renewed before they expire, requested once however many callers wait.

| the token is …                     | the first caller           | other callers meanwhile        |
|------------------------------------|----------------------------|--------------------------------|
| valid                              | uses it                    | use it                         |
| inside its renewal window          | renews it; if that fails,  | use the old token, which is    |
|                                    | uses the old token         | still valid                    |
| expired, missing or rejected (401) | requests one               | wait, and share the outcome    |

If processes share a store of tokens, a request begins with a look into it: see `redis_token_store`.
Time is monotonic: a step of the wall clock neither extends nor ends a token.
"""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from .._concurrency.event_loop import PerLoop
from .._concurrency.fork import register_fork_reset
from .._exceptions import PdconnectError

if TYPE_CHECKING:
    from anyio import Lock

    from .access_token import AccessToken


class TokenState:
    """What is known of the token. Decides, and does no I/O."""

    def __init__(self) -> None:
        self.token: str | None = None
        self.fetched_at = 0.0
        self.renew_at = 0.0
        self.expires_at = 0.0
        self.attempts = 0
        self.failure: PdconnectError | None = None
        """The error of the last token request, if it failed."""

    def fresh(self, now: float) -> str | None:
        """Return the token unless it is time to renew it."""
        return self.token if now < self.renew_at else None

    def usable(self, now: float, rejected_token: str | None) -> str | None:
        """Return the token if the service still accepts it. It is known not to accept `rejected_token`."""
        return self.token if now < self.expires_at and self.token != rejected_token else None

    def is_younger(self, age: float, token: str, now: float) -> bool:
        """Return whether this is the current token, received less than `age` seconds ago."""
        return token == self.token and now - self.fetched_at < age

    def outcome(self, since: int, now: float, rejected_token: str | None) -> str | None:
        """Return the token that another caller has received since attempt number `since`, or None. Raises the error of that attempt."""
        usable = self.usable(now, rejected_token)
        if usable is None and self.failure is not None and self.attempts > since:
            raise copy.copy(self.failure) from self.failure.__cause__
        return usable

    def accept(self, received: AccessToken, now: float) -> str:
        """Keep a new token, and return it."""
        self.token = received.token
        self.fetched_at = now
        self.expires_at = now + received.remaining
        self.renew_at = self.expires_at - received.renewal_window
        self.failure = None
        return received.token


class FetchToken(Protocol):
    """Requests a token."""

    def __call__(self, *, retry: bool, rejected_token: str | None) -> AccessToken:
        """Return a token other than `rejected_token`. `retry` is false while there is still a valid token to use."""
        ...


class AsyncFetchToken(Protocol):
    """Requests a token."""

    async def __call__(self, *, retry: bool, rejected_token: str | None) -> AccessToken:
        """Return a token other than `rejected_token`. `retry` is false while there is still a valid token to use."""
        ...


class TokenManager:
    """Tokens of the client credentials grant, for threads."""

    def __init__(self, fetch: FetchToken, clock: Callable[[], float]) -> None:
        self._fetch = fetch
        self._clock = clock
        self._lock = threading.Lock()
        self._state = TokenState()
        register_fork_reset(self)

    def token(self) -> str:
        """Return a token to send."""
        state, now = self._state, self._clock()
        fresh = state.fresh(now)
        if fresh is not None:
            return fresh
        usable = state.usable(now, None)
        if usable is None:
            return self._wait_or_renew(None)
        lock = self._lock
        if not lock.acquire(blocking=False):
            return usable
        try:
            return state.fresh(self._clock()) or self._renew(retry=False, rejected_token=None)
        except PdconnectError:
            return usable
        finally:
            lock.release()

    def replace(self, rejected_token: str, *, min_age: float = 0.0) -> str | None:
        """Return a token in place of a rejected one; None if that is younger than `min_age` seconds."""
        if self._state.is_younger(min_age, rejected_token, self._clock()):
            return None
        return self._wait_or_renew(rejected_token)

    def after_fork(self) -> None:
        """Replace the lock, which a thread of the parent may hold. The token stays valid."""
        self._lock = threading.Lock()

    def _wait_or_renew(self, rejected_token: str | None) -> str:
        since = self._state.attempts
        with self._lock:
            return self._state.outcome(since, self._clock(), rejected_token) or self._renew(
                retry=True, rejected_token=rejected_token
            )

    def _renew(self, *, retry: bool, rejected_token: str | None) -> str:
        state = self._state
        state.failure = None  # an earlier error is not the outcome of this request
        try:
            return state.accept(self._fetch(retry=retry, rejected_token=rejected_token), self._clock())
        except PdconnectError as error:
            state.failure = error
            raise
        finally:
            state.attempts += 1


class AsyncTokenManager:
    """Tokens of the client credentials grant, for tasks."""

    def __init__(self, fetch: AsyncFetchToken, clock: Callable[[], float]) -> None:
        self._fetch = fetch
        self._clock = clock
        self._locks = PerLoop(_new_lock)
        self._state = TokenState()
        register_fork_reset(self)

    async def token(self) -> str:
        """Return a token to send."""
        state, now = self._state, self._clock()
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
                return state.fresh(self._clock()) or await self._renew(retry=False, rejected_token=None)
            except PdconnectError:
                return usable

    async def replace(self, rejected_token: str, *, min_age: float = 0.0) -> str | None:
        """Return a token in place of a rejected one; None if that is younger than `min_age` seconds."""
        if self._state.is_younger(min_age, rejected_token, self._clock()):
            return None
        return await self._wait_or_renew(rejected_token)

    def after_fork(self) -> None:
        """Replace the locks, which a task of the parent may hold. The token stays valid."""
        self._locks = PerLoop(_new_lock)

    async def _wait_or_renew(self, rejected_token: str | None) -> str:
        since = self._state.attempts
        async with self._locks.get():
            return self._state.outcome(since, self._clock(), rejected_token) or await self._renew(
                retry=True, rejected_token=rejected_token
            )

    async def _renew(self, *, retry: bool, rejected_token: str | None) -> str:
        state = self._state
        state.failure = None  # an earlier error is not the outcome of this request
        try:
            return state.accept(await self._fetch(retry=retry, rejected_token=rejected_token), self._clock())
        except PdconnectError as error:
            state.failure = error
            raise
        finally:
            state.attempts += 1


def _new_lock() -> Lock:
    from anyio import Lock  # slow to import, and a synchronous program does not need it

    return Lock()
