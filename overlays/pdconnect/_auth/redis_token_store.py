"""A store of access tokens in Redis, which processes share.

A stored token is encrypted with a key derived from the OAuth client's secret, so access to Redis alone gives no token. The lifetime of a
stored token is measured by the clock of Redis, so the clocks of the machines need not agree.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import blake2b
from secrets import token_hex
from typing import TypeVar

from anyio import CancelScope
from anyio.to_thread import run_sync
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from redis import Redis

from pdconnect_api.arguments import Secret

from .._concurrency.fork import register_fork_reset
from .._config import Settings
from .._redis.circuit_breaker import CircuitBreaker
from .._redis.pool import redis_pool
from .._redis.time_budget import TimeBudget, budget_of
from .access_token import AccessToken
from .credentials import StaticToken

R = TypeVar("R")
LOCK_SECONDS = 20.0
"""How long one process may fetch a token while the others wait for it."""

_UNLOCK = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0"
"""Deletes the lock only if this process still owns it: after LOCK_SECONDS, another process may own it."""


class TokenStore:
    """The token of one OAuth client in Redis. No method raises for a Redis error: during an outage the store seems empty."""

    def __init__(self, url: str, settings: Settings, clock: Callable[[], float]) -> None:
        """Raises ConfigurationError: the URL is not supported."""
        client = settings.credentials
        assert not isinstance(client, StaticToken)  # a static token is not fetched
        name = blake2b(f"{settings.base_url}\0{client.client_id}".encode(), digest_size=16).hexdigest()
        self._key, self._lock = f"pdconnect:token:{name}", f"pdconnect:token-lock:{name}"
        self._url = url
        self._breaker = CircuitBreaker(
            "the store of the access tokens", "this process fetches its own until it is back", clock
        )
        self._redis = self._connect()
        self._fernet = _fernet(client.secret)
        register_fork_reset(self)

    def new_budget(self) -> TimeBudget:
        """Return the time that one call may spend here. It is passed to each method that the call uses."""
        return budget_of(self._redis.connection_pool)

    def load(self, budget: TimeBudget) -> AccessToken | None:
        """Return the stored token, or None if there is no readable one."""
        return self._try(budget, self._load, None)

    def save(self, token: AccessToken, budget: TimeBudget) -> None:
        """Store a token until it expires."""
        milliseconds = int(token.remaining * 1000)
        if milliseconds > 0:
            text = self._fernet.encrypt(json.dumps({"token": token.token, "lifetime": token.lifetime}).encode())
            self._try(budget, lambda: self._redis.set(self._key, text, px=milliseconds), None)

    def lock(self, budget: TimeBudget) -> str | None:
        """Acquire the refresh lock and return its owner id, or None. Succeeds if Redis is down."""
        owner, milliseconds = token_hex(8), int(LOCK_SECONDS * 1000)
        acquired = self._try(budget, lambda: bool(self._redis.set(self._lock, owner, nx=True, px=milliseconds)), True)
        return owner if acquired else None

    def unlock(self, owner: str, budget: TimeBudget) -> None:
        """Release the refresh lock."""
        self._try(budget, lambda: self._redis.eval(_UNLOCK, 1, self._lock, owner), None)

    def after_fork(self) -> None:
        """Connect again: the connections belong to the parent."""
        self._redis = self._connect()

    def _connect(self) -> Redis:
        return Redis(connection_pool=redis_pool("token_store", self._url))

    def _load(self) -> AccessToken | None:
        pipeline = self._redis.pipeline()  # pyright: ignore[reportUnknownMemberType]
        pipeline.get(self._key)
        pipeline.pttl(self._key)
        value, milliseconds = pipeline.execute()
        if not isinstance(value, bytes) or milliseconds <= 0:
            return None
        try:
            found = json.loads(self._fernet.decrypt(value))
            return AccessToken(Secret(found["token"]), milliseconds / 1000, float(found["lifetime"]))
        except InvalidToken:  # encrypted with another secret of the client, as while the secret is rotated
            return None
        except (KeyError, TypeError, ValueError):  # an entry of another shape
            return None

    def _try(self, budget: TimeBudget, command: Callable[[], R], fallback: R) -> R:
        if self._breaker.is_open():
            return fallback
        try:
            with budget.spend():
                result = command()
        except Exception as error:  # also what the Redis library raises for malformed responses
            self._breaker.record_failure(error)
            return fallback
        self._breaker.record_success()
        return result


class AsyncTokenStore:
    """The token of one OAuth client in Redis. Commands run in a thread, so that the event loop is not blocked."""

    def __init__(self, url: str, settings: Settings, clock: Callable[[], float]) -> None:
        self._store = TokenStore(url, settings, clock)

    def new_budget(self) -> TimeBudget:
        """Return the time that one call may spend here. It is passed to each method that the call uses."""
        return self._store.new_budget()

    async def load(self, budget: TimeBudget) -> AccessToken | None:
        """Return the stored token, or None if there is no readable one."""
        return await _in_thread(lambda: self._store.load(budget), abandon_on_cancel=True)

    async def save(self, token: AccessToken, budget: TimeBudget) -> None:
        """Store a token until it expires."""
        await _in_thread(lambda: self._store.save(token, budget))

    async def lock(self, budget: TimeBudget) -> str | None:
        """Acquire the refresh lock and return its owner id, or None. Succeeds if Redis is down."""
        return await _in_thread(lambda: self._store.lock(budget))

    async def unlock(self, owner: str, budget: TimeBudget) -> None:
        """Release the refresh lock, even if this task is being cancelled."""
        with CancelScope(shield=True):
            await _in_thread(lambda: self._store.unlock(owner, budget))


async def _in_thread(work: Callable[[], R], *, abandon_on_cancel: bool = False) -> R:
    return await run_sync(work, abandon_on_cancel=abandon_on_cancel)


def _fernet(secret: str) -> Fernet:
    key = HKDF(SHA256(), length=32, salt=None, info=b"pdconnect token store").derive(secret.encode())
    return Fernet(urlsafe_b64encode(key))
