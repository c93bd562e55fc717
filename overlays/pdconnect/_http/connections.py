"""The connections of a client and of its copies. They are opened by the first call, and again in a forked child."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, cast

from .._concurrency.fork import register_fork_reset
from .._exceptions import ClientClosedError
from .backend import client_backend, connection_backend
from .client_auth import client_auth
from .client_headers import check_client_headers
from .request_traces import AbandonedRequest

if TYPE_CHECKING:
    from typing import Protocol

    from pdconnect_api.http_types import HttpClient, Timeout

    from .backend import Backend, Client, ConnectionBackend, Headers, HttpBackend, Request, Response
    from .call_state import CallState

    class Transport(Protocol):
        """Sends requests."""

        @property
        def backend(self) -> Backend:
            """The HTTP library of the requests."""
            ...

        @property
        def headers(self) -> Headers:
            """Headers of every request."""
            ...

        @property
        def timeout(self) -> Timeout:
            """Timeouts, unless the client has others."""
            ...

        @property
        def is_closed(self) -> bool:
            """Whether it is closed."""
            ...

        def send(self, request: Request, state: CallState) -> Response:
            """Send a request and return the response, whose body is not read yet. Raises the errors of the HTTP library."""
            ...

        def close(self) -> None:
            """Close the connections."""
            ...


class CallerClient:
    """The HTTP client that the caller passed in. It is used as it is, and never closed."""

    def __init__(self, client: HttpClient) -> None:
        self.backend = client_backend(client, "Client")
        self._client = cast("Client", client)

    @property
    def headers(self) -> Headers:
        """The headers of the client."""
        return self._client.headers

    @property
    def timeout(self) -> Timeout:
        """The timeouts of the client."""
        return self._client.timeout

    @property
    def is_closed(self) -> bool:
        """Whether the caller has closed it."""
        return self._client.is_closed

    def send(self, request: Request, state: CallState) -> Response:
        """Send a request through the client."""
        state.requests_sent += 1
        trace = None
        if state.deadline is not None and "trace" not in request.extensions:
            trace = request.extensions["trace"] = AbandonedRequest(self.backend)
            state.abandon_connection = trace.abort
            if state.is_abandoned:
                trace.abort()
        if self._client.cookies:
            self._client.cookies.set_cookie_header(request)
        check_client_headers(request)
        auth = client_auth(self.backend, self._client.auth, request)
        response = self._client.send(request, stream=True, auth=auth, follow_redirects=False)
        if trace is not None:
            trace.use(response)
        return response

    def close(self) -> None:
        """Do nothing: the client belongs to the caller."""


class Connections:
    """Connections for threads. The TLS context, which takes longer to create than everything else, is created by the first call."""

    def __init__(self, client: HttpClient | None, http_backend: HttpBackend | None) -> None:
        """Check the client and the backend. Raises ConfigurationError if they cannot be used."""
        self._from_caller = None if client is None else CallerClient(client)
        of_client = None if self._from_caller is None else self._from_caller.backend
        own = connection_backend(http_backend, "Client", of_client)
        self.backend = own.library
        """The HTTP library of the requests."""
        self._own_backend = own
        self._transport: Transport | None = self._from_caller
        self._closed = False
        self._lock = threading.Lock()
        register_fork_reset(self)

    def transport(self) -> Transport:
        """Return the transport for requests. Raises ClientClosedError."""
        transport = self._transport
        if transport is None and not self._closed:
            with self._lock:
                transport = self._transport = self._transport or _new_pool(self._own_backend)
        if transport is None or self._closed or transport.is_closed:
            raise ClientClosedError("the client has been closed")
        return transport

    def close(self) -> None:
        """Close our own connections, for good."""
        self._closed = True
        if self._transport is not None:
            self._transport.close()

    def after_fork(self) -> None:
        """Drop the connections, whose sockets belong to the parent process."""
        self._lock = threading.Lock()
        self._transport = self._from_caller


def _new_pool(backend: ConnectionBackend) -> Transport:
    from .connection_pool import ConnectionPool  # needed only for sending: imported by the first call

    return ConnectionPool(backend.library)
