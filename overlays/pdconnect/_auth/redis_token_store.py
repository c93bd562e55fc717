# Generated from async_redis_token_store.py. Do not edit: change that file and run `python -m generator`.
"""A store of access tokens in Redis, which processes share."""

from __future__ import annotations

from collections.abc import Callable
from secrets import token_hex
from typing import TYPE_CHECKING

from .._config import Settings
from .._redis.circuit_breaker import CircuitBreaker
from .._redis.keys import digest, group_key
from .._redis.store import redis_store
from .._redis.time_budget import TimeBudget
from .access_token import AccessToken
from .credentials import StaticToken
from .stored_token import LOAD, LOCK, LOCK_SECONDS, SAVE, UNLOCK, TokenCipher, read_flag

if TYPE_CHECKING:
    from .._redis.clients import RedisSource


class TokenStore:
    """The token of one OAuth client in Redis. No method raises for a Redis error: during an outage the store seems empty."""

    def __init__(
        self,
        source: RedisSource,
        key_prefix: str,
        settings: Settings,
        clock: Callable[[], float],
    ) -> None:
        """Open the store. Raises ConfigurationError: the URL or the client is not supported."""
        client = settings.credentials
        assert not isinstance(client, StaticToken)  # a static token is not fetched
        group = digest(settings.base_url, client.client_id)
        self._key = group_key(key_prefix, group, "token")
        self._lock = group_key(key_prefix, group, "token-lock")
        breaker = CircuitBreaker(
            "the store of the access tokens", "this process fetches its own until it is back", clock
        )
        self._store = redis_store("token_store", source, breaker)
        self._cipher = TokenCipher(client.secret)

    @property
    def is_down(self) -> bool:
        """Whether the last operation failed."""
        return self._store.is_down

    def new_budget(self) -> TimeBudget:
        """Return the time that one call may spend here. It is passed to each method that the call uses."""
        return self._store.new_budget()

    def close(self) -> None:
        """Close the connections that were opened. A client that was passed in stays open."""
        self._store.close()

    def load(self, budget: TimeBudget) -> AccessToken | None:
        """Return the stored token, or None if there is no readable one."""
        return self._store.run(LOAD, self._key, budget=budget, read=self._cipher.read, fallback=None)

    def save(self, token: AccessToken, budget: TimeBudget) -> None:
        """Store a token until it expires."""
        milliseconds = int(token.remaining * 1000)
        if milliseconds > 0:
            value = self._cipher.encrypt(token)
            self._store.run(
                SAVE, self._key, value, milliseconds, budget=budget, read=read_flag, fallback=False, finish=True
            )

    def lock(self, budget: TimeBudget) -> str | None:
        """Acquire the refresh lock and return its owner id, or None. Succeeds if Redis is down."""
        owner, milliseconds = token_hex(8), int(LOCK_SECONDS * 1000)
        acquired = self._store.run(
            LOCK, self._lock, owner, milliseconds, budget=budget, read=read_flag, fallback=True, finish=True
        )
        return owner if acquired else None

    def unlock(self, owner: str, budget: TimeBudget) -> None:
        """Release the refresh lock, even if this call is being cancelled."""
        self._store.run(UNLOCK, self._lock, owner, budget=budget, read=read_flag, fallback=False, finish=True)
