"""Our own synchronous connections: at most 100, one request each at a time, kept for some seconds. See `async_connection_pool`, its twin.

The connections are those of httpcore, which does proxies and TLS; its pool only creates them. That pool searches all connections for
each request, and a request that is abandoned in its queue can leave a connection open for ever (encode/httpcore#1093). Here a request
first waits for capacity and then gets a connection, and a connection whose request failed or was abandoned is closed.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, cast

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
from .network import Network, track_handshakes
from .proxies import environment_proxy

if TYPE_CHECKING:
    from .backend import URL, Backend, CoreProxy, CoreRequest, CoreResponse, Request, Response
    from .call_state import CallState


class Connection:
    """One connection, or the capacity for one."""

    def __init__(self, backend: Backend, url: URL, proxy: CoreProxy | None, ssl_context: ssl.SSLContext | None) -> None:
        self.origin = origin_of(url)
        self.idle_since = 0.0
        self.state: CallState | None = None
        """The call that it is used for."""
        core = backend.core
        self._network = Network(core)
        pool = core.ConnectionPool(
            ssl_context=ssl_context,
            proxy=proxy,
            keepalive_expiry=KEEPALIVE,
            network_backend=self._network,  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        )
        self._create = partial(pool.create_connection, core_url(backend, url).origin)
        self._connection = self._create()
        self._not_available = core.ConnectionNotAvailable

    def send(self, request: CoreRequest) -> CoreResponse:
        """Send a request and read the headers of its response."""
        self._network.limit.begin()
        while True:
            if self._connection.is_closed() or self._connection.has_expired():
                self.close()
                self._connection = self._create()
            with suppress(self._not_available):  # the client is being closed
                response = self._connection.handle_request(request)
                self._network.limit.end()
                return response

    @property
    def is_aborted(self) -> bool:
        """Whether its last request was ended from another thread."""
        return self._network.is_aborted

    def abort(self) -> None:
        """End the current request from another thread, for good."""
        self._network.abort()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


class ConnectionPool:
    """The connections of a client."""

    timeout = DEFAULT_TIMEOUT

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self.headers = default_headers(backend)
        self._body_class = backend.derive(_Body, backend.SyncByteStream)
        self._free = threading.Semaphore(MAX_CONNECTIONS)
        self._idle: dict[Origin, deque[Connection]] = {}
        self._used: set[Connection] = set()
        self._ssl_context: ssl.SSLContext | None = None
        self._lock = threading.Lock()
        self.is_closed = False

    def send(self, request: Request, state: CallState) -> Response:
        """Send a request, when a connection is free. Raises the errors of the HTTP library."""
        if not self._free.acquire(timeout=pool_timeout(request)):
            raise self.backend.PoolTimeout("no connection became free in time", request=request)
        try:
            connection = self._connection(request.url)
        except BaseException:
            self._free.release()
            raise
        connection.state = state
        state.abandon_connection = partial(self._abort, connection)
        if state.is_abandoned:  # while it waited for the connection
            self.release(connection)
            raise self.backend.PoolTimeout("no connection became free in time", request=request)
        state.requests_sent += 1
        begin = time.monotonic()
        try:
            response = connection.send(core_request(self.backend, request))
        except self.backend.core.errors as error:
            self.discard(connection)
            raise translated(self.backend, error, request) from error
        except BaseException:
            self.discard(connection)
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

    def release(self, connection: Connection) -> None:
        """Keep a connection for the next request."""
        now = connection.idle_since = time.monotonic()
        with self._lock:
            connection.state = None
            self._used.discard(connection)
            idle = self._idle.setdefault(connection.origin, deque())
            is_usable = not (self.is_closed or connection.is_aborted)
            if is_usable:
                idle.append(connection)
            expired = idle.popleft() if idle and now - idle[0].idle_since > KEEPALIVE else None
        self._free.release()
        if not is_usable:
            connection.close()
        if expired is not None:
            expired.close()

    def discard(self, connection: Connection) -> None:
        """Close a connection whose request failed or was abandoned."""
        with self._lock:
            connection.state = None
            self._used.discard(connection)
        try:
            connection.close()
        finally:
            self._free.release()

    def close(self) -> None:
        """Close all connections, also those in use."""
        with self._lock:
            self.is_closed = True
            connections = [*self._used, *(connection for idle in self._idle.values() for connection in idle)]
            self._idle.clear()
        for connection in connections:
            connection.abort()
            connection.close()

    def _abort(self, connection: Connection, state: CallState) -> None:
        """End the request of a call, unless the connection serves another call by now."""
        with self._lock:
            if connection.state is state:
                connection.abort()

    def _connection(self, url: URL) -> Connection:
        """Return an idle connection to the host of a URL, the one used last, or a new one in place of the oldest."""
        origin = origin_of(url)
        oldest: Connection | None = None
        with self._lock:
            idle = self._idle.get(origin)
            connection = idle.pop() if idle else None
            if connection is not None:
                self._used.add(connection)
            elif len(self._used) + sum(map(len, self._idle.values())) >= MAX_CONNECTIONS:
                oldest = min(
                    (idle for idle in self._idle.values() if idle), key=lambda idle: idle[0].idle_since
                ).popleft()
        if oldest is not None:
            oldest.close()
        if connection is None:
            connection = checked(self.backend, partial(self._new_connection, url))
            with self._lock:
                self._used.add(connection)
        return connection

    def _new_connection(self, url: URL) -> Connection:
        proxy = environment_proxy(url)
        context = None if url.scheme == "http" else self._trust()
        settings = None if proxy is None else core_proxy(self.backend, proxy, self._trust())
        return Connection(self.backend, url, settings, context)

    def _trust(self) -> ssl.SSLContext:
        """Return the TLS context, which takes longer to create than everything else at start."""
        with self._lock:
            if self._ssl_context is None:
                self._ssl_context = track_handshakes(self.backend.create_ssl_context())
            return self._ssl_context


class _Body:
    """The body of a response. Its end returns the connection to the pool. The pool derives it from the stream of the HTTP library."""

    response: Response

    def __init__(
        self,
        pool: ConnectionPool,
        connection: Connection,
        response: CoreResponse,
        request: Request,
        begin: float,
    ) -> None:
        self._pool = pool
        self._connection: Connection | None = connection
        self._core = response
        self._request = request
        self._begin = begin

    def __iter__(self) -> Iterator[bytes]:
        stream: Any = self._core.stream
        try:
            yield from stream
        except self._pool.backend.core.errors as error:
            self._discard()
            raise translated(self._pool.backend, error, self._request) from error
        except BaseException:
            self._discard()
            raise

    def close(self) -> None:
        """Close the body; httpcore closes the connection if it was not read to its end."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        self.response.elapsed = timedelta(seconds=time.monotonic() - self._begin)
        try:
            self._core.close()
        except BaseException:
            self._pool.discard(connection)
            raise
        self._pool.release(connection)

    def _discard(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            self._pool.discard(connection)
