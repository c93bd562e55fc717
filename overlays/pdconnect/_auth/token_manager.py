"""Access tokens: cached while they are valid, renewed before they expire, requested once however many callers wait.

| the token is …                     | the first caller           | other callers meanwhile        |
|------------------------------------|----------------------------|--------------------------------|
| valid                              | uses it                    | use it                         |
| inside its renewal window          | renews it; if that fails,  | use the old token, which is    |
|                                    | uses the old token         | still valid                    |
| expired, missing or rejected (401) | requests one               | wait, and share the outcome    |

If processes share a store of tokens, the store is read before a token is requested: see `redis_token_store`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from .._concurrency.fork import register_fork_reset
from .._exceptions import PdconnectError
from .token_state import TokenState

if TYPE_CHECKING:
    from .access_token import AccessToken


class FetchToken(Protocol):
    """Requests a token."""

    def __call__(self, *, retry: bool, rejected_token: str | None) -> AccessToken:
        """Return a token other than `rejected_token`. `retry` is false while there is still a valid token to use."""
        ...


class TokenManager:
    """Tokens of the client credentials grant, for threads."""

    def __init__(
        self,
        fetch: FetchToken,
        clock: Callable[[], float],
        wall_clock: Callable[[], float] = time.time,
        close_store: Callable[[], None] | None = None,
    ) -> None:
        self._fetch = fetch
        self._close_store = close_store
        self._lock = threading.Lock()
        self._state = TokenState(clock, wall_clock)
        register_fork_reset(self)

    def token(self) -> str:
        """Return a token to send."""
        state = self._state
        now = state.now()
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
            return state.fresh(state.now()) or self._renew(retry=False, rejected_token=None)
        except PdconnectError:
            return usable
        finally:
            lock.release()

    def replace(self, rejected_token: str, *, min_age: float = 0.0, was_accepted: bool = False) -> str | None:
        """Return a token in place of a rejected one: see `token_source`."""
        state = self._state
        if min_age and state.keeps(rejected_token, state.now(), min_age, was_accepted):
            return None
        return self._wait_or_renew(rejected_token)

    def close_store(self) -> None:
        """Close the connections that were opened to the store of tokens, if there is one."""
        if self._close_store is not None:
            self._close_store()

    def after_fork(self) -> None:
        """Replace the lock, which a thread of the parent may hold. The token stays valid."""
        self._lock = threading.Lock()

    def _wait_or_renew(self, rejected_token: str | None) -> str:
        state = self._state
        since = state.attempts
        with self._lock:
            return state.outcome(since, state.now(), rejected_token) or self._renew(
                retry=True, rejected_token=rejected_token
            )

    def _renew(self, *, retry: bool, rejected_token: str | None) -> str:
        state = self._state
        state.failure = None  # an earlier error is not the outcome of this request
        try:
            return state.accept(self._fetch(retry=retry, rejected_token=rejected_token), rejected_token)
        except PdconnectError as error:
            state.failure = error
            raise
        finally:
            state.attempts += 1
