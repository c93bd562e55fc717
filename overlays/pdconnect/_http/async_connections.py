"""The connections of an async client and of its copies, in each event loop. They are opened by the first call."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING, cast

from .._concurrency.event_loop import PerLoop
from .._concurrency.fork import register_fork_reset
from .._exceptions import ClientClosedError
from .backend import client_backend, connection_backend
from .client_auth import client_auth
from .client_headers import check_client_headers
from .request_traces import HandshakeCleanup

if TYPE_CHECKING:
    from typing import Protocol

    from pdconnect_api.http_types import AsyncHttpClient, Timeout

    from .backend import AsyncClient, AsyncHttpBackend, Backend, ConnectionBackend, Headers, Request, Response
    from .call_state import CallState

    class AsyncTransport(Protocol):
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

        async def send(self, request: Request, state: CallState) -> Response:
            """Send a request and return the response, whose body is not read yet. Raises the errors of the HTTP library."""
            ...

        async def aclose(self) -> None:
            """Close the connections."""
            ...

        def release_closed(self) -> None:
            """Release the connections of a closed event loop."""
            ...


class AsyncCallerClient:
    """The HTTP client that the caller passed in. It is used as it is, and never closed."""

    def __init__(self, client: AsyncHttpClient) -> None:
        self.backend = client_backend(client, "AsyncClient")
        self._client = cast("AsyncClient", client)

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

    async def send(self, request: Request, state: CallState) -> Response:
        """Send a request through the client."""
        state.requests_sent += 1
        if state.deadline is not None:
            request.extensions.setdefault("trace", HandshakeCleanup())
        if self._client.cookies:
            self._client.cookies.set_cookie_header(request)
        check_client_headers(request)
        auth = client_auth(self.backend, self._client.auth, request)
        return await self._client.send(request, stream=True, auth=auth, follow_redirects=False)

    async def aclose(self) -> None:
        """Do nothing: the client belongs to the caller."""

    def release_closed(self) -> None:
        """Do nothing: the client belongs to the caller."""


class AsyncConnections:
    """Connections for tasks."""

    def __init__(self, client: AsyncHttpClient | None, http_backend: AsyncHttpBackend | None) -> None:
        """Check the client and the backend. Raises ConfigurationError if they cannot be used."""
        self._from_caller = None if client is None else AsyncCallerClient(client)
        of_client = None if self._from_caller is None else self._from_caller.backend
        own = connection_backend(http_backend, "AsyncClient", of_client)
        self.backend = own.library
        """The HTTP library of the requests."""
        self._own_backend = own
        self._closed = False
        self.after_fork()
        register_fork_reset(self)

    async def transport(self) -> AsyncTransport:
        """Return the transport for requests. Raises ClientClosedError."""
        transport: AsyncTransport | None = self._from_caller
        if transport is None and not self._closed:
            own = self._own.get()
            if not own.has_begun:
                await own.begin()
            transport = own.transport
        if transport is None or self._closed or transport.is_closed:
            raise ClientClosedError("the client has been closed")
        return transport

    async def aclose(self) -> None:
        """Close our own connections of this event loop, for good; those of another loop are closed when it ends."""
        self._closed = True
        self._own.release_closed()
        own = self._own.get_existing()
        if own is not None:
            await own.aclose()

    def after_fork(self) -> None:
        """Drop the connections, whose sockets belong to the parent process."""
        self._own = PerLoop(lambda: _LoopConnections(_new_pool(self._own_backend)), _LoopConnections.release)


class _LoopConnections:
    """The connections of one event loop. They are closed when it ends, at the latest.

    Both `asyncio.run` and `trio.run` finish the remaining asynchronous generators while the loop still works. Only then
    can connections be closed that the caller has not closed.
    """

    def __init__(self, transport: AsyncTransport) -> None:
        self.transport = transport
        self.has_begun = False
        self._finalizer: AsyncGenerator[None] | None = None

    async def begin(self) -> None:
        self.has_begun = True
        finalizer = self._finalizer = self._run_until_loop_ends()
        await anext(finalizer)

    async def aclose(self) -> None:
        if self._finalizer is not None:
            await self._finalizer.aclose()
        await self.transport.aclose()

    def release(self) -> None:
        """Release connections whose loop was closed before they were: nothing can be awaited any more."""
        self._finalizer = None
        self.transport.release_closed()

    async def _run_until_loop_ends(self) -> AsyncGenerator[None]:
        try:
            yield
        finally:
            self._finalizer = None  # it refers to its event loop, which must be released
            await self.transport.aclose()


def _new_pool(backend: ConnectionBackend) -> AsyncTransport:
    # Needed only for sending: imported by the first call.
    if backend.uses_aiohttp:
        from .aiohttp_connections import AiohttpConnections

        return AiohttpConnections(backend.library)
    from .async_connection_pool import AsyncConnectionPool

    return AsyncConnectionPool(backend.library)
