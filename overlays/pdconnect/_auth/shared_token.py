# Generated from async_shared_token.py. Do not edit: change that file and run `python -m generator`.
"""Access tokens shared through a store, so that a hundred worker processes make one token request."""

from __future__ import annotations

from collections.abc import Callable

from .._exceptions import PdconnectError
from .._redis.time_budget import TimeBudget
from .access_token import AccessToken
from .redis_token_store import TokenStore
from .stored_token import LOCK_SECONDS
from .token_manager import FetchToken
from .token_reuse import LastToken, RejectedTokens

POLL_SECONDS = 0.05
"""Seconds between two reads of the store while another process fetches the token."""


class SharedTokenFetcher:
    """Fetches tokens, and shares them with other processes."""

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
        self._last = LastToken(clock)
        self._rejected = RejectedTokens()

    def __call__(self, *, retry: bool, rejected_token: str | None) -> AccessToken:
        """Return the stored token, or fetch one and store it. While the store is down, a renewal can wait for it."""
        self._rejected.add(rejected_token)
        return self._last.remember(self._obtain(retry, rejected_token))

    def _obtain(self, retry: bool, rejected_token: str | None) -> AccessToken:
        until = self._clock() + LOCK_SECONDS
        while True:
            budget = self._store.new_budget()  # waiting for another process is not time of the store
            usable = self._rejected.usable(self._store.load(budget))
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
        usable = self._rejected.usable(self._store.load(budget))  # another process may have been faster
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
