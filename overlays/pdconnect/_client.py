"""The client for threads: the life of one call. Its twin for tasks is `_async_client`."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import cached_property, partial
from time import sleep as thread_sleep
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

import httpx

from pdconnect_api.api import Api
from pdconnect_api.call import Call, Listing
from pdconnect_api.senders import Page

from ._answers import read_answer, transport_error
from ._connection import (
    DEFAULT_MAX_RETRIES,
    MIN_TOKEN_AGE,
    NOT_GIVEN,
    Exchange,
    NotGiven,
    Timeout,
    Wire,
    check_allowed,
    check_extras,
    check_max_retries,
    delay_after_answer,
    delay_after_failure,
    token_call,
    wire,
)
from ._errors import AuthenticationError, ClientClosed, ConnectError, TransportError
from ._pagination import SyncPage
from ._raw import RawCall
from ._retries import RetryPolicy
from ._settings import DEFAULT_TIMEOUT, Environment, GivenToken, resolve_settings
from ._tokens import FetchedToken, FixedToken, TokenSource

if TYPE_CHECKING:
    from pdconnect_api.models.o_auth_token import OAuthToken

    from ._component_resources import Actions, Triggers
    from ._file_stash import FileStash
    from ._proxy import Proxy
    from ._workflows import Workflows

T = TypeVar("T")
ItemT = TypeVar("ItemT")


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
        max_retries: How often a call is sent again, at most, where that can do no harm: calls that change nothing or can be repeated,
            and others only if the service cannot have carried them out. Default: 2.
        clock: Seconds on a clock that never goes back; tests inject their own.
        sleep: Waits that many seconds between attempts; tests inject their own.

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
        timeout: Timeout | NotGiven = NOT_GIVEN,
        http_client: httpx.Client | None = None,
        max_retries: int = DEFAULT_MAX_RETRIES,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = thread_sleep,
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
        check_extras(self._settings)
        self._retries = RetryPolicy(check_max_retries(max_retries))
        self._sleep = sleep
        self._timeout = timeout
        self._owns_http = http_client is None
        self._wire = None if http_client is None else wire(self._settings, http_client, timeout)
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
        exchange = self._exchange(call)
        return self._read(call, exchange)

    def _send_raw(self, call: RawCall, *, stream: bool = False) -> httpx.Response:
        """Send a call whose answer is handed through as it is."""
        exchange = self._exchange(call, stream=stream)
        return exchange.response

    def _read(self, call: Call[T], exchange: Exchange) -> T:
        secrets = (self._settings.credentials.secret, *exchange.tokens)
        return read_answer(call, exchange.response, secrets, exchange.attempts)

    @cached_property
    def actions(self) -> Actions:
        """Components that are run once per call."""
        from ._component_resources import Actions

        return Actions(self)

    @cached_property
    def triggers(self) -> Triggers:
        """Components that are deployed and then emit events."""
        from ._component_resources import Triggers

        return Triggers(self)

    @cached_property
    def proxy(self) -> Proxy:
        """Requests to an app's own API with the credentials of a connected account."""
        from ._proxy import Proxy

        return Proxy(self._send_raw, self._settings)

    @cached_property
    def workflows(self) -> Workflows:
        """Your workflows, started by their HTTP trigger."""
        from ._workflows import Workflows

        return Workflows(self._send_raw, self._settings)

    @cached_property
    def file_stash(self) -> FileStash:
        """Files that actions have left behind."""
        from ._file_stash import FileStash

        return FileStash(self._send_raw, self._settings)

    def paginate(self, call: Call[Listing[ItemT]]) -> Page[ItemT]:
        """Fetch the first page of a list."""
        return SyncPage(self.send, call)

    def close(self) -> None:
        """Close the connections; a passed-in `http_client` stays open."""
        self._closed = True
        if self._owns_http and self._wire is not None:
            self._wire.http.close()

    def _exchange(
        self,
        call: Call[T] | RawCall,
        *,
        stream: bool = False,
        max_retries: int | None = None,
        remake: Callable[[], Call[T]] | None = None,
    ) -> Exchange:
        """The answer to a call, after as many attempts as its operation may take. `remake` makes the call of each further one."""
        wire = self._ready()
        check_allowed(self._settings, call.operation)
        policy = self._retries if max_retries is None else self._retries._replace(max_retries=max_retries)
        attempt = 1
        while True:
            try:
                exchange = self._attempt(wire, call, stream, attempt)
                delay = delay_after_answer(policy, call, exchange)
                if delay is None:
                    return exchange
                exchange.response.close()
            except TransportError as error:
                error.attempts = attempt
                delay = delay_after_failure(policy, call, error, attempt)
                if delay is None:
                    raise
            self._sleep(delay)
            attempt += 1
            if remake is not None:
                call = remake()

    def _attempt(self, wire: Wire[httpx.Client], call: Call[T] | RawCall, stream: bool, attempt: int) -> Exchange:
        """One attempt; a token that is refused is replaced once, and the call sent again."""
        if not call.operation.authenticated:
            return Exchange(self._transmit(wire, call, None, stream), [], attempt)
        token = self._tokens.token()
        response = self._transmit(wire, call, token, stream)
        if response.status_code != 401 or not call.replayable:
            return Exchange(response, [token], attempt)
        renewed = self._tokens.replace(token, min_age=0.0 if isinstance(call, Call) else MIN_TOKEN_AGE)
        if renewed is None:
            return Exchange(response, [token], attempt)
        response.close()
        return Exchange(self._transmit(wire, call, renewed, stream), [token, renewed], attempt)

    def _transmit(
        self, wire: Wire[httpx.Client], call: Call[T] | RawCall, token: str | None, stream: bool
    ) -> httpx.Response:
        request = wire.requests.build(call, token) if isinstance(call, Call) else wire.requests.build_raw(call, token)
        try:
            return wire.http.send(request, stream=stream, auth=None, follow_redirects=False)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise transport_error(call, error) from error

    def _ready(self) -> Wire[httpx.Client]:
        """What to send with. The first call makes our own httpx client: its TLS context costs more than all else at start."""
        if self._wire is None and not self._closed:
            with self._opening:
                if self._wire is None:
                    self._wire = wire(self._settings, httpx.Client(timeout=DEFAULT_TIMEOUT), self._timeout)
        if self._closed or self._wire is None or self._wire.http.is_closed:
            raise ClientClosed("the client has been closed")
        return self._wire

    def _fetch_token(self, *, patient: bool) -> OAuthToken:
        """Ask for a token; only a caller who cannot do without one is patient enough for further attempts."""
        call = token_call(self._settings)
        remake = partial(token_call, self._settings)  # an assertion is good for one request
        try:
            return self._read(call, self._exchange(call, max_retries=None if patient else 0, remake=remake))
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
