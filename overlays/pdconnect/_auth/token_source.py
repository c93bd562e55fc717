"""Where the access tokens of a client come from: the caller, the token endpoint, or a store that processes share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from .._exceptions import ConfigurationError
from .._redis.extra import check_redis_extra
from .credentials import StaticToken

if TYPE_CHECKING:  # defining protocols takes longer than everything else here
    from typing import Protocol

    from .._config import Settings
    from .._redis.clients import AsyncRedisSource, RedisSource
    from .async_token_manager import AsyncFetchToken
    from .token_manager import FetchToken

    class TokenSource(Protocol):
        """A source of access tokens."""

        def token(self) -> str:
            """Return a token to send."""
            ...

        def replace(self, rejected_token: str, *, min_age: float = 0.0, was_accepted: bool = False) -> str | None:
            """Return a token in place of a rejected one; None if there is no other.

            With `min_age`, the 401 may be an app's own. Then the token stays in use, and None is returned, if a token was replaced less
            than `min_age` seconds ago, or if this one is younger than that and no response has shown yet that the service accepts it.
            """
            ...

        def close_store(self) -> None:
            """Close the connections that were opened to the store of tokens, if there is one."""
            ...

    class AsyncTokenSource(Protocol):
        """A source of access tokens of an async client."""

        async def token(self) -> str:
            """Return a token to send."""
            ...

        async def replace(self, rejected_token: str, *, min_age: float = 0.0, was_accepted: bool = False) -> str | None:
            """Return a token in place of a rejected one; None if there is no other.

            With `min_age`, the 401 may be an app's own. Then the token stays in use, and None is returned, if a token was replaced less
            than `min_age` seconds ago, or if this one is younger than that and no response has shown yet that the service accepts it.
            """
            ...

        def close_store(self) -> None:
            """Close the connections that were opened to the store of tokens, if there is one."""
            ...


class StaticTokenSource:
    """A token that the caller passed in. There is no other."""

    def __init__(self, token: str) -> None:
        self._token = token

    def token(self) -> str:
        """Return the token."""
        return self._token

    def replace(self, rejected_token: str, *, min_age: float = 0.0, was_accepted: bool = False) -> str | None:
        """Return None: there is no other token."""
        return None

    def close_store(self) -> None:
        """Do nothing: there is no store."""


class AsyncStaticTokenSource:
    """A token that the caller passed in. There is no other."""

    def __init__(self, token: str) -> None:
        self._token = token

    async def token(self) -> str:
        """Return the token."""
        return self._token

    async def replace(self, rejected_token: str, *, min_age: float = 0.0, was_accepted: bool = False) -> str | None:
        """Return None: there is no other token."""
        return None

    def close_store(self) -> None:
        """Do nothing: there is no store."""


def token_source(
    settings: Settings,
    fetch: FetchToken,
    store: RedisSource | None,
    key_prefix: str,
    clock: Callable[[], float],
    wall_clock: Callable[[], float],
    sleep: Callable[[float], None],
) -> TokenSource:
    """Return the token source of a synchronous client. Raises ConfigurationError."""
    credentials = settings.credentials
    if isinstance(credentials, StaticToken):
        _check_store(store)
        return StaticTokenSource(credentials.token)
    from .token_manager import TokenManager

    if store is None:
        return TokenManager(fetch, clock, wall_clock)
    check_redis_extra("token_store")
    from .redis_token_store import TokenStore
    from .shared_token import SharedTokenFetcher

    tokens = TokenStore(store, key_prefix, settings, clock)
    return TokenManager(SharedTokenFetcher(tokens, fetch, clock, sleep), clock, wall_clock, tokens.close)


def async_token_source(
    settings: Settings,
    fetch: AsyncFetchToken,
    store: AsyncRedisSource | None,
    key_prefix: str,
    clock: Callable[[], float],
    wall_clock: Callable[[], float],
    sleep: Callable[[float], Awaitable[None]],
) -> AsyncTokenSource:
    """Return the token source of an asynchronous client. Raises ConfigurationError."""
    credentials = settings.credentials
    if isinstance(credentials, StaticToken):
        _check_store(store)
        return AsyncStaticTokenSource(credentials.token)
    from .async_token_manager import AsyncTokenManager

    if store is None:
        return AsyncTokenManager(fetch, clock, wall_clock)
    check_redis_extra("token_store")
    from .async_redis_token_store import AsyncTokenStore
    from .async_shared_token import AsyncSharedTokenFetcher

    tokens = AsyncTokenStore(store, key_prefix, settings, clock)
    return AsyncTokenManager(AsyncSharedTokenFetcher(tokens, fetch, clock, sleep), clock, wall_clock, tokens.close)


def _check_store(store: object) -> None:
    if store is not None:
        raise ConfigurationError(
            "token_store is for clients with OAuth credentials: a token that is passed in is not requested"
        )
