"""Where a client has its access tokens from: given, fetched, or shared with other processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._errors import ConfigurationError
from ._settings import GivenToken, Settings
from ._tokens import (
    AsyncFetch,
    AsyncFetchedToken,
    AsyncFixedToken,
    AsyncTokenSource,
    Fetch,
    FetchedToken,
    FixedToken,
    TokenSource,
)

if TYPE_CHECKING:
    from ._shared import AsyncShared, Shared


def token_source(settings: Settings, shared: Shared, fetch: Fetch, store: str | None) -> TokenSource:
    """The tokens of a client for threads. Raises ConfigurationError."""
    given = settings.credentials
    if isinstance(given, GivenToken):
        _check_store(store)
        return FixedToken(given.token)
    if store is None:
        return FetchedToken(fetch, shared.clock)
    from ._stored_tokens import StoredToken
    from ._token_store import TokenStore

    tokens = TokenStore(store, settings, shared.clock)
    stored = StoredToken(tokens, fetch, shared.clock, shared.sleep)
    return FetchedToken(stored, shared.clock)


def async_token_source(
    settings: Settings, shared: AsyncShared, fetch: AsyncFetch, store: str | None
) -> AsyncTokenSource:
    """The tokens of a client for tasks. Raises ConfigurationError."""
    given = settings.credentials
    if isinstance(given, GivenToken):
        _check_store(store)
        return AsyncFixedToken(given.token)
    if store is None:
        return AsyncFetchedToken(fetch, shared.clock)
    from ._stored_tokens import AsyncStoredToken
    from ._token_store import TaskTokenStore

    tokens = TaskTokenStore(store, settings, shared.clock)
    stored = AsyncStoredToken(tokens, fetch, shared.clock, shared.sleep)
    return AsyncFetchedToken(stored, shared.clock)


def _check_store(store: str | None) -> None:
    if store is not None:
        raise ConfigurationError("token_store is for clients with OAuth credentials: a given token is not fetched")
