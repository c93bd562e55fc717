"""The two clients: settings, and the life of one call."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Self, TypeVar

import httpx

from pdconnect_api.api import Api, AsyncApi
from pdconnect_api.call import Call, Listing, Operation
from pdconnect_api.senders import AsyncPages, Page

from ._answers import read_answer, transport_error
from ._errors import AuthenticationError, ClientClosed, ConfigurationError, ConnectError
from ._pagination import PendingPages, SyncPage
from ._requests import RequestBuilder
from ._settings import DEFAULT_TIMEOUT, Environment, GivenToken, PrivateKey, Settings, resolve_settings
from ._tokens import AsyncFetchedToken, AsyncFixedToken, AsyncTokenSource, FetchedToken, FixedToken, TokenSource

if TYPE_CHECKING:
    from pdconnect_api.models.o_auth_token import OAuthToken

T = TypeVar("T")
ItemT = TypeVar("ItemT")
HttpT = TypeVar("HttpT", httpx.Client, httpx.AsyncClient)


class _NotGiven:
    """The type of a default that is neither a time nor None."""


_NOT_GIVEN = _NotGiven()
Timeout = float | httpx.Timeout | None


class _Wire(NamedTuple, Generic[HttpT]):
    """What a client sends with."""

    http: HttpT
    requests: RequestBuilder


def _wire(settings: Settings, http: HttpT, timeout: Timeout | _NotGiven) -> _Wire[HttpT]:
    limit = http.timeout if isinstance(timeout, _NotGiven) else httpx.Timeout(timeout)
    return _Wire(http, RequestBuilder(settings, http.headers, limit))


def _token_call(settings: Settings) -> Call[OAuthToken]:
    """The token request. With a private key each one has an assertion of its own, which is why it is never sent twice."""
    from pdconnect_api.api.oauth_tokens.oauth_tokens_create import oauth_tokens_create  # not needed to build a client

    client = settings.credentials
    assert not isinstance(client, GivenToken)  # a token that was given is never fetched
    if isinstance(client, PrivateKey):
        from ._assertion import ASSERTION_TYPE, client_assertion

        assertion = client_assertion(client, settings.base_url)
        return oauth_tokens_create(
            client_id=client.client_id, client_assertion_type=ASSERTION_TYPE, client_assertion=assertion
        )
    return oauth_tokens_create(client_id=client.client_id, client_secret=client.client_secret)


def check_allowed(settings: Settings, operation: Operation) -> None:
    """Refuse here what the service refuses a Connect token. Raises ConfigurationError."""
    credentials = settings.credentials
    if (
        isinstance(credentials, GivenToken)
        and credentials.connect
        and not operation.connect_token
        and operation.authenticated
    ):
        raise ConfigurationError(f"{operation.id} is not for Connect tokens: it needs a client with OAuth credentials")


def _check(settings: Settings) -> None:
    """What can only be checked with the extras at hand."""
    if isinstance(settings.credentials, PrivateKey):
        from ._assertion import check_key

        check_key(settings.credentials)


class Client(Api):
    """The Connect API, for threads: share one client between them.

    Args:
        project_id: The project (`proj_…`). Default: the environment variable PIPEDREAM_PROJECT_ID.
        client_id: Id of the OAuth client. Default: PIPEDREAM_CLIENT_ID.
        client_secret: Secret of the OAuth client. Default: PIPEDREAM_CLIENT_SECRET.
        private_key: In place of the secret, the private key that signs for the OAuth client: EC P-256 or RSA, as PEM or JWK text.
            Needs pdconnect[jwt]. Default: PIPEDREAM_PRIVATE_KEY.
        key_id: Id of that key, if the OAuth client has several. Default: PIPEDREAM_KEY_ID.
        environment: "development" or "production". Default: PIPEDREAM_PROJECT_ENVIRONMENT. There is no further default: accounts and
            users of one environment don't exist in the other.
        access_token: An access token, in place of the OAuth client. Default: PIPEDREAM_ACCESS_TOKEN, if no OAuth client is passed.
        connect_token: A Connect token, in place of everything above: what its user may do, as from a browser.
        base_url: Where the service is. Default: PIPEDREAM_BASE_URL, or https://api.pipedream.com. Plain http is for loopback only.
        workflow_domain: Where your workflows are. Default: PIPEDREAM_WORKFLOW_DOMAIN, or m.pipedream.net.
        timeout: Seconds for each of connecting, sending, waiting for the next part of the answer, and waiting for a free connection;
            an httpx.Timeout sets them apart, None waits for ever. Default: 60, or what a passed-in `http_client` has.
        http_client: A client of yours to send with. It is never closed, and its timeout holds unless `timeout` is given.
        clock: Seconds on a clock that never goes back; tests inject their own.

    Raises:
        ConfigurationError: Something is missing or wrong; the message says what would be right.
    """

    def __init__(
        self,
        *,
        project_id: str | None = None,
        client_id: str | None = None,
        client_secret: str | None = None,
        private_key: str | None = None,
        key_id: str | None = None,
        environment: Environment | None = None,
        access_token: str | None = None,
        connect_token: str | None = None,
        base_url: str | None = None,
        workflow_domain: str | None = None,
        timeout: Timeout | _NotGiven = _NOT_GIVEN,
        http_client: httpx.Client | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(self)
        self._settings = resolve_settings(
            project_id=project_id,
            client_id=client_id,
            client_secret=client_secret,
            private_key=private_key,
            key_id=key_id,
            environment=environment,
            access_token=access_token,
            connect_token=connect_token,
            base_url=base_url,
            workflow_domain=workflow_domain,
        )
        _check(self._settings)
        self._timeout = timeout
        self._owns_http = http_client is None
        self._wire = None if http_client is None else _wire(self._settings, http_client, timeout)
        self._closed = False
        self._opening = threading.Lock()
        given = self._settings.credentials
        self._tokens: TokenSource = (
            FixedToken(given.token) if isinstance(given, GivenToken) else FetchedToken(self._fetch_token, clock)
        )

    @property
    def project_id(self) -> str | None:
        """The project of this client; None with a Connect token, which knows its own."""
        return self._settings.project_id

    @property
    def environment(self) -> Environment | None:
        """The environment of this client; None with a Connect token, which knows its own."""
        return self._settings.environment

    def send(self, call: Call[T]) -> T:
        """Send a call and read its answer; the methods of the resources all end here."""
        wire = self._ready()
        check_allowed(self._settings, call.operation)
        token = self._tokens.token() if call.operation.authenticated else None
        response = self._transmit(wire, call, token)
        renewed = None
        if response.status_code == 401 and token is not None:
            renewed = self._tokens.replace(token)
            if renewed is not None:
                response = self._transmit(wire, call, renewed)
        return read_answer(call, response, (self._settings.credentials.secret, token or "", renewed or ""))

    def paginate(self, call: Call[Listing[ItemT]]) -> Page[ItemT]:
        """Fetch the first page of a list."""
        return SyncPage(self.send, call)

    def close(self) -> None:
        """Close the connections; a passed-in `http_client` stays open."""
        self._closed = True
        if self._owns_http and self._wire is not None:
            self._wire.http.close()

    def _transmit(self, wire: _Wire[httpx.Client], call: Call[Any], token: str | None) -> httpx.Response:
        request = wire.requests.build(call, token)
        try:
            return wire.http.send(request, auth=None, follow_redirects=False)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise transport_error(call, error) from error

    def _ready(self) -> _Wire[httpx.Client]:
        """What to send with. The first call makes our own httpx client: its TLS context costs more than all else at start."""
        if self._wire is None and not self._closed:
            with self._opening:
                if self._wire is None:
                    self._wire = _wire(self._settings, httpx.Client(timeout=DEFAULT_TIMEOUT), self._timeout)
        if self._closed or self._wire is None or self._wire.http.is_closed:
            raise ClientClosed("the client has been closed")
        return self._wire

    def _fetch_token(self) -> OAuthToken:
        try:
            return self.send(_token_call(self._settings))
        except ConnectError as error:
            raise AuthenticationError(f"no access token: {error}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Client of {self._settings!r}>"


class AsyncClient(AsyncApi):
    """The Connect API, for tasks: share one client between them.

    Args:
        project_id: The project (`proj_…`). Default: the environment variable PIPEDREAM_PROJECT_ID.
        client_id: Id of the OAuth client. Default: PIPEDREAM_CLIENT_ID.
        client_secret: Secret of the OAuth client. Default: PIPEDREAM_CLIENT_SECRET.
        private_key: In place of the secret, the private key that signs for the OAuth client: EC P-256 or RSA, as PEM or JWK text.
            Needs pdconnect[jwt]. Default: PIPEDREAM_PRIVATE_KEY.
        key_id: Id of that key, if the OAuth client has several. Default: PIPEDREAM_KEY_ID.
        environment: "development" or "production". Default: PIPEDREAM_PROJECT_ENVIRONMENT. There is no further default: accounts and
            users of one environment don't exist in the other.
        access_token: An access token, in place of the OAuth client. Default: PIPEDREAM_ACCESS_TOKEN, if no OAuth client is passed.
        connect_token: A Connect token, in place of everything above: what its user may do, as from a browser.
        base_url: Where the service is. Default: PIPEDREAM_BASE_URL, or https://api.pipedream.com. Plain http is for loopback only.
        workflow_domain: Where your workflows are. Default: PIPEDREAM_WORKFLOW_DOMAIN, or m.pipedream.net.
        timeout: Seconds for each of connecting, sending, waiting for the next part of the answer, and waiting for a free connection;
            an httpx.Timeout sets them apart, None waits for ever. Default: 60, or what a passed-in `http_client` has.
        http_client: A client of yours to send with. It is never closed, and its timeout holds unless `timeout` is given.
        clock: Seconds on a clock that never goes back; tests inject their own.

    Raises:
        ConfigurationError: Something is missing or wrong; the message says what would be right.
    """

    def __init__(
        self,
        *,
        project_id: str | None = None,
        client_id: str | None = None,
        client_secret: str | None = None,
        private_key: str | None = None,
        key_id: str | None = None,
        environment: Environment | None = None,
        access_token: str | None = None,
        connect_token: str | None = None,
        base_url: str | None = None,
        workflow_domain: str | None = None,
        timeout: Timeout | _NotGiven = _NOT_GIVEN,
        http_client: httpx.AsyncClient | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(self)
        self._settings = resolve_settings(
            project_id=project_id,
            client_id=client_id,
            client_secret=client_secret,
            private_key=private_key,
            key_id=key_id,
            environment=environment,
            access_token=access_token,
            connect_token=connect_token,
            base_url=base_url,
            workflow_domain=workflow_domain,
        )
        _check(self._settings)
        self._timeout = timeout
        self._owns_http = http_client is None
        self._wire = None if http_client is None else _wire(self._settings, http_client, timeout)
        self._closed = False
        self._opening = threading.Lock()
        given = self._settings.credentials
        self._tokens: AsyncTokenSource = (
            AsyncFixedToken(given.token)
            if isinstance(given, GivenToken)
            else AsyncFetchedToken(self._fetch_token, clock)
        )

    @property
    def project_id(self) -> str | None:
        """The project of this client; None with a Connect token, which knows its own."""
        return self._settings.project_id

    @property
    def environment(self) -> Environment | None:
        """The environment of this client; None with a Connect token, which knows its own."""
        return self._settings.environment

    async def send(self, call: Call[T]) -> T:
        """Send a call and read its answer; the methods of the resources all end here."""
        wire = self._ready()
        check_allowed(self._settings, call.operation)
        token = await self._tokens.token() if call.operation.authenticated else None
        response = await self._transmit(wire, call, token)
        renewed = None
        if response.status_code == 401 and token is not None:
            renewed = await self._tokens.replace(token)
            if renewed is not None:
                response = await self._transmit(wire, call, renewed)
        return read_answer(call, response, (self._settings.credentials.secret, token or "", renewed or ""))

    def paginate(self, call: Call[Listing[ItemT]]) -> AsyncPages[ItemT]:
        """Prepare the pages of a list; nothing is sent until they are awaited or walked."""
        return PendingPages(self.send, call)

    async def aclose(self) -> None:
        """Close the connections; a passed-in `http_client` stays open."""
        self._closed = True
        if self._owns_http and self._wire is not None:
            await self._wire.http.aclose()

    async def _transmit(self, wire: _Wire[httpx.AsyncClient], call: Call[Any], token: str | None) -> httpx.Response:
        request = wire.requests.build(call, token)
        try:
            return await wire.http.send(request, auth=None, follow_redirects=False)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise transport_error(call, error) from error

    def _ready(self) -> _Wire[httpx.AsyncClient]:
        """What to send with. The first call makes our own httpx client: its TLS context costs more than all else at start."""
        if self._wire is None and not self._closed:
            with self._opening:
                if self._wire is None:
                    self._wire = _wire(self._settings, httpx.AsyncClient(timeout=DEFAULT_TIMEOUT), self._timeout)
        if self._closed or self._wire is None or self._wire.http.is_closed:
            raise ClientClosed("the client has been closed")
        return self._wire

    async def _fetch_token(self) -> OAuthToken:
        try:
            return await self.send(_token_call(self._settings))
        except ConnectError as error:
            raise AuthenticationError(f"no access token: {error}") from error

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return f"<AsyncClient of {self._settings!r}>"
