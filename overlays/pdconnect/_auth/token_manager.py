"""Access tokens: kept while they are good, renewed ahead of expiry, fetched once however many callers wait for one.

| the token is …                     | the first caller          | the others meanwhile          |
|------------------------------------|---------------------------|-------------------------------|
| fresh                              | uses it                   | use it                        |
| due (inside the renewal window)    | renews it; if that fails, | use the old one, which is     |
|                                    | uses the old one          | still good                    |
| expired, missing or refused (401)  | fetches one               | wait, and share the outcome   |

Where processes share a store of tokens, fetching begins with a look into it: see `_token_store`.
Time is monotonic: a step of the wall clock neither extends nor ends a token.
"""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pdconnect_api.arguments import Secret

from .._concurrency.event_loop import PerLoop
from .._exceptions import AuthenticationError, PdconnectError
from .._runtime import register_fork_reset

if TYPE_CHECKING:
    from anyio import Lock

    from pdconnect_api.models.o_auth_token import OAuthToken

RENEWAL_WINDOW = 120.0
"""Seconds before expiry at which a token is due, for tokens that live long."""
_WINDOW_FRACTION = 0.1
"""The same for tokens that live shorter than 20 minutes, as a share of their life."""


class AccessToken(NamedTuple):
    """A token that was granted."""

    token: str
    remaining: float
    """Seconds that it is still good for."""
    lifetime: float
    """Seconds that it was good for in all."""

    def __repr__(self) -> str:
        return f"<a token for {self.remaining:.0f} s>"

    @property
    def window(self) -> float:
        """Seconds before expiry at which the token is due."""
        return min(RENEWAL_WINDOW, self.lifetime * _WINDOW_FRACTION)

    @property
    def due(self) -> bool:
        """Whether it is time to renew it."""
        return self.remaining <= self.window

    @staticmethod
    def of(answer: OAuthToken) -> AccessToken:
        """What the token endpoint granted. Raises AuthenticationError where there is no token in it."""
        token = answer.access_token
        if not token or not isinstance(token, str):  # pyright: ignore[reportUnnecessaryIsInstance] - from the wire
            raise AuthenticationError("the token endpoint answered without an access token")
        lifetime = _lifetime(answer.expires_in)
        return AccessToken(Secret(token), lifetime, lifetime)


class TokenState:
    """What is known of the token. Decides, and does no I/O."""

    def __init__(self) -> None:
        self.token: str | None = None
        self.fetched_at = 0.0
        self.due_at = 0.0
        self.expires_at = 0.0
        self.attempts = 0
        self.failure: PdconnectError | None = None  # how the last attempt failed

    def fresh(self, now: float) -> str | None:
        """The token if nothing needs doing."""
        return self.token if now < self.due_at else None

    def usable(self, now: float, refused: str | None) -> str | None:
        """The token if the service would still take it. `refused` is one that it would not."""
        return self.token if now < self.expires_at and self.token != refused else None

    def younger_than(self, age: float, token: str, now: float) -> bool:
        """Whether this token is the present one and was fetched less than `age` seconds ago."""
        return token == self.token and now - self.fetched_at < age

    def outcome(self, since: int, now: float, refused: str | None) -> str | None:
        """What someone else has achieved since attempt number `since`: a token, or None. Raises the error that attempt ended with."""
        usable = self.usable(now, refused)
        if usable is None and self.failure is not None and self.attempts > since:
            raise copy.copy(self.failure) from self.failure.__cause__
        return usable

    def accept(self, granted: AccessToken, now: float) -> str:
        """Keep a new token."""
        self.token = granted.token
        self.fetched_at = now
        self.expires_at = now + granted.remaining
        self.due_at = self.expires_at - granted.window
        self.failure = None
        return granted.token


def _lifetime(expires_in: object) -> float:
    """Seconds. A token endpoint that doesn't say gives tokens of an hour, as the service's documentation does."""
    return max(0.0, float(expires_in)) if isinstance(expires_in, int | float) else 3600.0


class Fetch(Protocol):
    """Asks for a token."""

    def __call__(self, *, patient: bool, refused: str | None) -> AccessToken:
        """A token other than the `refused` one; `patient` tells that there is nothing else to do than to try again."""
        ...


class AsyncFetch(Protocol):
    """Asks for a token."""

    async def __call__(self, *, patient: bool, refused: str | None) -> AccessToken:
        """A token other than the `refused` one; `patient` tells that there is nothing else to do than to try again."""
        ...


class TokenManager:
    """Tokens by client credentials, for threads."""

    def __init__(self, fetch: Fetch, clock: Callable[[], float]) -> None:
        self._fetch = fetch
        self._clock = clock
        self._lock = threading.Lock()
        self._state = TokenState()
        register_fork_reset(self)

    def token(self) -> str:
        """A token to send."""
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
            return state.fresh(self._clock()) or self._renew(patient=False, refused=None)
        except PdconnectError:
            return usable
        finally:
            lock.release()

    def replace(self, refused: str, *, min_age: float = 0.0) -> str | None:
        """A token in place of one that was refused, unless that one is younger than `min_age` seconds."""
        if self._state.younger_than(min_age, refused, self._clock()):
            return None
        return self._wait_or_renew(refused)

    def after_fork(self) -> None:
        """A thread of the parent may have held the lock at that moment; the token is as good here."""
        self._lock = threading.Lock()

    def _wait_or_renew(self, refused: str | None) -> str:
        since = self._state.attempts
        with self._lock:
            return self._state.outcome(since, self._clock(), refused) or self._renew(patient=True, refused=refused)

    def _renew(self, *, patient: bool, refused: str | None) -> str:
        state = self._state
        state.failure = None  # an older one is not that of whoever is cancelled now
        try:
            return state.accept(self._fetch(patient=patient, refused=refused), self._clock())
        except PdconnectError as error:
            state.failure = error
            raise
        finally:
            state.attempts += 1


class AsyncTokenManager:
    """Tokens by client credentials, for tasks."""

    def __init__(self, fetch: AsyncFetch, clock: Callable[[], float]) -> None:
        self._fetch = fetch
        self._clock = clock
        self._locks = PerLoop(_new_lock)
        self._state = TokenState()
        register_fork_reset(self)

    async def token(self) -> str:
        """A token to send."""
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
                return state.fresh(self._clock()) or await self._renew(patient=False, refused=None)
            except PdconnectError:
                return usable

    async def replace(self, refused: str, *, min_age: float = 0.0) -> str | None:
        """A token in place of one that was refused, unless that one is younger than `min_age` seconds."""
        if self._state.younger_than(min_age, refused, self._clock()):
            return None
        return await self._wait_or_renew(refused)

    def after_fork(self) -> None:
        """A task of the parent may have held the lock at that moment; the token is as good here."""
        self._locks = PerLoop(_new_lock)

    async def _wait_or_renew(self, refused: str | None) -> str:
        since = self._state.attempts
        async with self._locks.get():
            return self._state.outcome(since, self._clock(), refused) or await self._renew(
                patient=True, refused=refused
            )

    async def _renew(self, *, patient: bool, refused: str | None) -> str:
        state = self._state
        state.failure = None  # an older one is not that of whoever is cancelled now
        try:
            return state.accept(await self._fetch(patient=patient, refused=refused), self._clock())
        except PdconnectError as error:
            state.failure = error
            raise
        finally:
            state.attempts += 1


def _new_lock() -> Lock:
    from anyio import Lock  # costs something to import, and a synchronous program has no use for it

    return Lock()
