"""The connections of an async client and of its copies, in each event loop. They are opened by the first call."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from typing import TYPE_CHECKING, Protocol

import httpx

from .._concurrency.event_loop import PerLoop
from .._concurrency.fork import register_fork_reset
from .._exceptions import ClientClosedError, ConfigurationError
from .handshake_cleanup import HandshakeCleanup

if TYPE_CHECKING:
    from .call_state import CallState


class AsyncTransport(Protocol):
    """Sends requests."""

    @property
    def headers(self) -> httpx.Headers:
        """Headers of every request."""
        ...

    @property
    def timeout(self) -> httpx.Timeout:
        """Timeouts, unless the client has others."""
        ...

    @property
    def is_closed(self) -> bool:
        """Whether it is closed."""
        ...

    async def send(self, request: httpx.Request, state: CallState) -> httpx.Response:
        """Send a request and return the response, whose body is not read yet. Raises the errors of httpx."""
        ...

    async def aclose(self) -> None:
        """Close the connections."""
        ...

    def release_closed(self) -> None:
        """Release the connections of a closed event loop."""
        ...


class AsyncCallerClient:
    """The httpx client that the caller passed in. It is used as it is, and never closed."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    @property
    def headers(self) -> httpx.Headers:
        """The headers of the client."""
        return self._client.headers

    @property
    def timeout(self) -> httpx.Timeout:
        """The timeouts of the client."""
        return self._client.timeout

    @property
    def is_closed(self) -> bool:
        """Whether the caller has closed it."""
        return self._client.is_closed

    async def send(self, request: httpx.Request, state: CallState) -> httpx.Response:
        """Send a request through the client."""
        state.requests_sent += 1
        if state.deadline is not None:
            request.extensions.setdefault("trace", HandshakeCleanup())
        return await self._client.send(request, stream=True, auth=None, follow_redirects=False)

    async def aclose(self) -> None:
        """Do nothing: the client belongs to the caller."""

    def release_closed(self) -> None:
        """Do nothing: the client belongs to the caller."""


class AsyncConnections:
    """Connections for tasks."""

    def __init__(self, client: httpx.AsyncClient | None, create: Callable[[], AsyncTransport] | None = None) -> None:
        if client is not None and not isinstance(client, httpx.AsyncClient):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise ConfigurationError(
                f"http_client must be an httpx.AsyncClient, got {type(client).__name__}; Client takes an httpx.Client"
            )
        self._create: Callable[[], AsyncTransport] = create or _new_pool
        self._from_caller = None if client is None else AsyncCallerClient(client)
        self._closed = False
        self.after_fork()
        register_fork_reset(self)

    async def transport(self) -> AsyncTransport:
        """Return the transport for requests. Raises ClientClosedError."""
        transport: AsyncTransport | None = self._from_caller
        if transport is None and not self._closed:
            own = self._own.get()
            if not own.begun:
                await own.begin()
            transport = own.transport
        if transport is None or self._closed or transport.is_closed:
            raise ClientClosedError("the client has been closed")
        return transport

    async def aclose(self) -> None:
        """Close our own connections of this event loop, for good; those of another loop are closed when it ends."""
        self._closed = True
        own = self._own.get_existing()
        if own is not None:
            await own.aclose()

    def after_fork(self) -> None:
        """Drop the connections, whose sockets belong to the parent process."""
        self._own = PerLoop(lambda: _LoopConnections(self._create()), _LoopConnections.release)


class _LoopConnections:
    """The connections of one event loop. They are closed when it ends, at the latest.

    Both `asyncio.run` and `trio.run` finish the remaining asynchronous generators while the loop still works. Only then
    can connections be closed that the caller has not closed.
    """

    def __init__(self, transport: AsyncTransport) -> None:
        self.transport = transport
        self.begun = False
        self._finalizer: AsyncGenerator[None] | None = None

    async def begin(self) -> None:
        self.begun = True
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


def _new_pool() -> AsyncTransport:
    from .async_connection_pool import AsyncConnectionPool  # needed only for sending: imported by the first call

    return AsyncConnectionPool()
