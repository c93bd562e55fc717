"""Our own connections for the tasks of one event loop. Its twin for threads is `connection_pool`, which says how they work.

An abandoned call is cancelled here, so no request has to be ended from another thread.
"""

from __future__ import annotations

import ssl
import time
import warnings
from collections import deque
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from anyio import CancelScope, Semaphore, WouldBlock, fail_after

from .._config import DEFAULT_TIMEOUT
from .environment_check import checked
from .httpcore_messages import (
    KEEPALIVE,
    MAX_CONNECTIONS,
    Origin,
    core_proxy,
    core_request,
    core_url,
    default_headers,
    origin_of,
    pool_timeout,
    translated,
)
from .network import AsyncNetwork
from .proxies import environment_proxy

if TYPE_CHECKING:
    from .backend import URL, Backend, CoreProxy, CoreRequest, CoreResponse, Request, Response
    from .call_state import CallState


class AsyncConnection:
    """One connection, or the capacity for one."""

    def __init__(self, backend: Backend, url: URL, proxy: CoreProxy | None, ssl_context: ssl.SSLContext | None) -> None:
        core = backend.core
        self.origin = origin_of(url)
        self.idle_since = 0.0
        self._network = AsyncNetwork(core)
        pool = core.AsyncConnectionPool(
            ssl_context=ssl_context,
            proxy=proxy,
            keepalive_expiry=KEEPALIVE,
            network_backend=self._network,  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        )
        self._create = partial(pool.create_connection, core_url(backend, url).origin)
        self._connection = self._create()
        self._not_available = core.ConnectionNotAvailable

    async def send(self, request: CoreRequest) -> CoreResponse:
        """Send a request and read the headers of its response."""
        self._network.limit.begin()
        while True:
            if self._connection.is_closed() or self._connection.has_expired():
                await self.aclose()
                self._connection = self._create()
            with suppress(self._not_available):  # the client is being closed
                response = await self._connection.handle_async_request(request)
                self._network.limit.end()
                return response

    async def aclose(self) -> None:
        """Close the connection, also for a task that has been cancelled."""
        with CancelScope(shield=True):
            await self._connection.aclose()
            await self._network.aclose()


class AsyncConnectionPool:
    """The connections of a client in one event loop."""

    timeout = DEFAULT_TIMEOUT

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self.headers = default_headers(backend)
        self._body_class = backend.derive(_Body, backend.AsyncByteStream)
        self._free = Semaphore(MAX_CONNECTIONS, fast_acquire=True)
        self._idle: dict[Origin, deque[AsyncConnection]] = {}
        self._used: set[AsyncConnection] = set()
        self._ssl_context: ssl.SSLContext | None = None
        self.is_closed = False

    async def send(self, request: Request, state: CallState) -> Response:
        """Send a request, when a connection is free. Raises the errors of the HTTP library."""
        try:
            self._free.acquire_nowait()
        except WouldBlock:
            await self._wait(request)
        try:
            connection = await self._connection(request.url)
        except BaseException:
            self._free.release()
            raise
        state.requests_sent += 1
        begin = time.monotonic()
        try:
            response = await connection.send(core_request(self.backend, request))
        except self.backend.core.errors as error:
            await self.discard(connection)
            raise translated(self.backend, error, request) from error
        except BaseException:
            await self.discard(connection)
            raise
        body = self._body_class(self, connection, response, request, begin)
        body.response = self.backend.Response(
            response.status,
            headers=response.headers,
            stream=body,  # type: ignore[arg-type] # pyright: ignore[reportArgumentType] - derived from its class
            extensions=cast("dict[str, Any]", response.extensions),  # pyright: ignore[reportUnknownMemberType]
            request=request,
        )
        return body.response

    async def release(self, connection: AsyncConnection) -> None:
        """Keep a connection for the next request."""
        now = connection.idle_since = time.monotonic()
        self._used.discard(connection)
        self._free.release()
        if self.is_closed:
            return await connection.aclose()
        idle = self._idle.setdefault(connection.origin, deque())
        idle.append(connection)
        if now - idle[0].idle_since > KEEPALIVE:
            await idle.popleft().aclose()
        return None

    async def discard(self, connection: AsyncConnection) -> None:
        """Close a connection whose request failed or was abandoned."""
        self._used.discard(connection)
        try:
            await connection.aclose()
        finally:
            self._free.release()

    async def aclose(self) -> None:
        """Close all connections, also those in use."""
        self.is_closed = True
        connections = [*self._used, *(connection for idle in self._idle.values() for connection in idle)]
        self._idle.clear()
        for connection in connections:
            await connection.aclose()

    def release_closed(self) -> None:
        """Release the connections of a closed event loop. Their sockets are closed when their transports are deleted."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # asyncio's, about transports that can no longer be closed
            self._used.clear()
            self._idle.clear()

    async def _wait(self, request: Request) -> None:
        """Wait until a connection is free."""
        try:
            with fail_after(pool_timeout(request)):
                await self._free.acquire()
        except TimeoutError:
            raise self.backend.PoolTimeout("no connection became free in time", request=request) from None

    async def _connection(self, url: URL) -> AsyncConnection:
        """Return an idle connection to the host of a URL, the one used last, or a new one in place of the oldest."""
        origin = origin_of(url)
        idle = self._idle.get(origin)
        if idle:
            connection = idle.pop()
        else:
            connection = checked(self.backend, partial(self._new_connection, url))
            if len(self._used) + sum(map(len, self._idle.values())) >= MAX_CONNECTIONS:
                oldest = min((idle for idle in self._idle.values() if idle), key=lambda idle: idle[0].idle_since)
                await oldest.popleft().aclose()
        self._used.add(connection)
        return connection

    def _new_connection(self, url: URL) -> AsyncConnection:
        proxy = environment_proxy(url)
        context = None if url.scheme == "http" else self._trust()
        settings = None if proxy is None else core_proxy(self.backend, proxy, self._trust())
        return AsyncConnection(self.backend, url, settings, context)

    def _trust(self) -> ssl.SSLContext:
        """Return the TLS context, which takes longer to create than everything else at start."""
        if self._ssl_context is None:
            self._ssl_context = self.backend.create_ssl_context()
        return self._ssl_context


class _Body:
    """The body of a response. Its end returns the connection to the pool. The pool derives it from the stream of the HTTP library."""

    response: Response

    def __init__(
        self,
        pool: AsyncConnectionPool,
        connection: AsyncConnection,
        response: CoreResponse,
        request: Request,
        begin: float,
    ) -> None:
        self._pool = pool
        self._connection: AsyncConnection | None = connection
        self._core = response
        self._request = request
        self._begin = begin

    async def __aiter__(self) -> AsyncIterator[bytes]:
        stream: Any = self._core.stream
        try:
            async for chunk in stream:
                yield chunk
        except self._pool.backend.core.errors as error:
            await self._discard()
            raise translated(self._pool.backend, error, self._request) from error
        except BaseException:
            await self._discard()
            raise

    async def aclose(self) -> None:
        """Close the body; httpcore closes the connection if it was not read to its end."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        self.response.elapsed = timedelta(seconds=time.monotonic() - self._begin)
        try:
            await self._core.aclose()
        except BaseException:
            await self._pool.discard(connection)
            raise
        await self._pool.release(connection)

    async def _discard(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await self._pool.discard(connection)
