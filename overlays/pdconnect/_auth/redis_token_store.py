"""A store of access tokens that processes share.

What is kept is encrypted with a key made from the OAuth client's own secret: whoever can read the store, and has not that secret, has
no token. How long a token lasts is told by the store's own clock, so that the clocks of the machines need not agree.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import blake2b
from secrets import token_hex
from typing import TYPE_CHECKING, TypeVar

from pdconnect_api.arguments import Secret

from .._config import Settings, StaticToken
from .._redis.circuit_breaker import Outage
from .._redis.pool import store_pool
from .._runtime import register_fork_reset
from .token_manager import AccessToken

if TYPE_CHECKING:
    from cryptography.fernet import Fernet
    from redis import Redis

R = TypeVar("R")
LOCK_SECONDS = 20.0
"""How long one process may take to fetch a token while the others wait for it."""

_UNLOCK = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0"
"""Whoever has taken longer than that must not take the lock from the next one."""


class TokenStore:
    """One OAuth client's token in Redis. Nothing here fails: where the store is down, there is nothing in it."""

    def __init__(self, url: str, settings: Settings, clock: Callable[[], float]) -> None:
        """Raises ConfigurationError: not a URL that we know, or no OAuth client."""
        client = settings.credentials
        assert not isinstance(client, StaticToken)  # a token that was given is not fetched
        name = blake2b(f"{settings.base_url}\0{client.client_id}".encode(), digest_size=16).hexdigest()
        self._key, self._lock = f"pdconnect:token:{name}", f"pdconnect:token-lock:{name}"
        self._url = url
        self._outage = Outage(
            "the store of the access tokens", "this process fetches its own until it is up again", clock
        )
        self._redis = self._connect()
        self._fernet = _fernet(client.secret)
        register_fork_reset(self)

    def load(self) -> AccessToken | None:
        """The token that is there, if it is of any use."""
        return self._try(self._load, None)

    def save(self, granted: AccessToken) -> None:
        """Keep a token for as long as it is good."""
        milliseconds = int(granted.remaining * 1000)
        if milliseconds > 0:
            text = self._fernet.encrypt(json.dumps({"token": granted.token, "lifetime": granted.lifetime}).encode())
            self._try(lambda: self._redis.set(self._key, text, px=milliseconds), None)

    def lock(self) -> str | None:
        """Become the process that fetches: what to unlock with, or None. A store that is down keeps nobody from it."""
        owner, milliseconds = token_hex(8), int(LOCK_SECONDS * 1000)
        taken = self._try(lambda: bool(self._redis.set(self._lock, owner, nx=True, px=milliseconds)), True)
        return owner if taken else None

    def unlock(self, owner: str) -> None:
        """Let others fetch."""
        self._try(lambda: self._redis.eval(_UNLOCK, 1, self._lock, owner), None)

    def after_fork(self) -> None:
        """The connections are the parent's."""
        self._redis = self._connect()

    def _connect(self) -> Redis:
        pool = store_pool("token_store", self._url)
        from redis import Redis

        return Redis(connection_pool=pool)

    def _load(self) -> AccessToken | None:
        from cryptography.fernet import InvalidToken

        pipeline = self._redis.pipeline()  # pyright: ignore[reportUnknownMemberType]
        pipeline.get(self._key)
        pipeline.pttl(self._key)
        kept, milliseconds = pipeline.execute()
        if not isinstance(kept, bytes) or milliseconds <= 0:
            return None
        try:
            found = json.loads(self._fernet.decrypt(kept))
        except InvalidToken:  # of another secret of the same client, as while it is being changed
            return None
        return AccessToken(Secret(found["token"]), milliseconds / 1000, float(found["lifetime"]))

    def _try(self, ask: Callable[[], R], otherwise: R) -> R:
        from redis import RedisError

        if self._outage.lasts():
            return otherwise
        try:
            answer = ask()
        except RedisError as error:
            self._outage.noticed(error)
            return otherwise
        self._outage.ended()
        return answer


class AsyncTokenStore:
    """The same for tasks: the store is asked in a thread, so that the event loop goes on."""

    def __init__(self, url: str, settings: Settings, clock: Callable[[], float]) -> None:
        self._store = TokenStore(url, settings, clock)

    async def load(self) -> AccessToken | None:
        """The token that is there, if it is of any use."""
        return await _in_thread(self._store.load, can_be_left=True)

    async def save(self, granted: AccessToken) -> None:
        """Keep a token for as long as it is good."""
        await _in_thread(lambda: self._store.save(granted))

    async def lock(self) -> str | None:
        """Become the process that fetches: what to unlock with, or None. A store that is down keeps nobody from it."""
        return await _in_thread(self._store.lock)

    async def unlock(self, owner: str) -> None:
        """Let others fetch, even if this task is being cancelled."""
        from anyio import CancelScope

        with CancelScope(shield=True):
            await _in_thread(lambda: self._store.unlock(owner))


async def _in_thread(work: Callable[[], R], *, can_be_left: bool = False) -> R:
    from anyio.to_thread import run_sync

    return await run_sync(work, abandon_on_cancel=can_be_left)


def _fernet(secret: str) -> Fernet:
    from cryptography.fernet import Fernet
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    key = HKDF(SHA256(), length=32, salt=None, info=b"pdconnect token store").derive(secret.encode())
    return Fernet(urlsafe_b64encode(key))
