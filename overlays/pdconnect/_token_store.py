"""A store of access tokens that processes share, so that a hundred workers make one token request.

What is kept is encrypted with a key made from the OAuth client's own secret: whoever can read the store, and has not that secret, has
no token. How long a token lasts is told by the store's own clock, so that the clocks of the machines need not agree.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Awaitable, Callable
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeVar

from pdconnect_api.redaction import Masked

from ._errors import ConfigurationError
from ._outages import Outage
from ._settings import GivenToken, Settings
from ._stores import STORE_TIMEOUT, redis_url
from ._tokens import AsyncFetch, Fetch, Granted

if TYPE_CHECKING:
    from cryptography.fernet import Fernet
    from redis import Redis

R = TypeVar("R")
LOCK_SECONDS = 20.0
"""How long one process may take to fetch a token while the others wait for it."""
POLL_SECONDS = 0.05
"""How often the others look."""


class TokenStore:
    """One OAuth client's token in Redis. Nothing here fails: where the store is down, there is nothing in it."""

    def __init__(self, url: str, settings: Settings) -> None:
        """Raises ConfigurationError: not a URL that we know, or no OAuth client."""
        self._url = redis_url("token_store", url).replace("redis+unix", "unix")
        if isinstance(settings.credentials, GivenToken):
            raise ConfigurationError("token_store is for clients with OAuth credentials: a given token is not fetched")
        client = settings.credentials
        name = blake2b(f"{settings.base_url}\\0{client.client_id}".encode(), digest_size=16).hexdigest()
        self._key, self._lock = f"pdconnect:token:{name}", f"pdconnect:token-lock:{name}"
        self._secret = client.secret
        self._outage = Outage("the store of the access tokens", "this process fetches its own until it is up again")
        self._redis: Redis | None = None
        self._cipher: Fernet | None = None

    def load(self) -> Granted | None:
        """The token that is there, if it is of any use."""
        return self._try(self._load, None)

    def save(self, granted: Granted) -> None:
        """Keep a token for as long as it is good."""
        text = json.dumps({"token": granted.token, "lifetime": granted.lifetime})
        milliseconds = int(granted.remaining * 1000)
        if milliseconds > 0:
            self._try(
                lambda: self._client().set(self._key, self._fernet().encrypt(text.encode()), px=milliseconds), None
            )

    def lock(self) -> bool:
        """Become the process that fetches; whether that worked out. A store that is down keeps nobody from it."""
        milliseconds = int(LOCK_SECONDS * 1000)
        return self._try(lambda: bool(self._client().set(self._lock, b"1", nx=True, px=milliseconds)), True)

    def unlock(self) -> None:
        """Let others fetch."""
        self._try(lambda: self._client().delete(self._lock), 0)

    def _load(self) -> Granted | None:
        from cryptography.fernet import InvalidToken

        pipeline = self._client().pipeline()  # pyright: ignore[reportUnknownMemberType]
        pipeline.get(self._key)
        pipeline.pttl(self._key)
        kept, milliseconds = pipeline.execute()
        if not isinstance(kept, bytes) or milliseconds <= 0:
            return None
        try:
            found = json.loads(self._fernet().decrypt(kept))
        except InvalidToken:  # of another secret of the same client, as while it is being changed
            return None
        return Granted(Masked(found["token"]), milliseconds / 1000, float(found["lifetime"]))

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

    def _client(self) -> Redis:
        if self._redis is None:
            from redis import Redis

            self._redis = Redis.from_url(  # pyright: ignore[reportUnknownMemberType]
                self._url, socket_timeout=STORE_TIMEOUT, socket_connect_timeout=STORE_TIMEOUT
            )
        return self._redis

    def _fernet(self) -> Fernet:
        if self._cipher is None:
            from cryptography.fernet import Fernet
            from cryptography.hazmat.primitives.hashes import SHA256
            from cryptography.hazmat.primitives.kdf.hkdf import HKDF

            derive = HKDF(SHA256(), length=32, salt=None, info=b"pdconnect token store")
            self._cipher = Fernet(urlsafe_b64encode(derive.derive(self._secret.encode())))
        return self._cipher


class TaskTokenStore:
    """The same for tasks: the store is asked in a thread, so that the event loop goes on."""

    def __init__(self, url: str, settings: Settings) -> None:
        self._store = TokenStore(url, settings)

    async def load(self) -> Granted | None:
        """The token that is there, if it is of any use."""
        return await _in_thread(self._store.load)

    async def save(self, granted: Granted) -> None:
        """Keep a token for as long as it is good."""
        await _in_thread(lambda: self._store.save(granted))

    async def lock(self) -> bool:
        """Become the process that fetches; whether that worked out. A store that is down keeps nobody from it."""
        return await _in_thread(self._store.lock)

    async def unlock(self) -> None:
        """Let others fetch, even if this task is being cancelled."""
        from anyio import CancelScope

        with CancelScope(shield=True):
            await _in_thread(self._store.unlock)


async def _in_thread(work: Callable[[], R]) -> R:
    from anyio.to_thread import run_sync

    return await run_sync(work)


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
            if self._store.lock():
                return self._renew(patient, refused)
            if found is not None and not patient and _is_wanted(found, refused, fresh=False):
                return found  # somebody is about to renew it
            if self._clock() >= until:
                return self._fetch(patient=patient, refused=refused)
            self._sleep(POLL_SECONDS)

    def _renew(self, patient: bool, refused: str | None) -> Granted:
        try:
            found = self._store.load()  # somebody may have been quicker
            if found is not None and _is_wanted(found, refused, fresh=True):
                return found
            granted = self._fetch(patient=patient, refused=refused)
            self._store.save(granted)
            return granted
        finally:
            self._store.unlock()


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
            if await self._store.lock():
                return await self._renew(patient, refused)
            if found is not None and not patient and _is_wanted(found, refused, fresh=False):
                return found  # somebody is about to renew it
            if self._clock() >= until:
                return await self._fetch(patient=patient, refused=refused)
            await self._sleep(POLL_SECONDS)

    async def _renew(self, patient: bool, refused: str | None) -> Granted:
        try:
            found = await self._store.load()  # somebody may have been quicker
            if found is not None and _is_wanted(found, refused, fresh=True):
                return found
            granted = await self._fetch(patient=patient, refused=refused)
            await self._store.save(granted)
            return granted
        finally:
            await self._store.unlock()
