"""The connections of a client and of its copies. They are opened by the first call, and again in a forked child."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

import httpx

from .._concurrency.fork import register_fork_reset
from .._exceptions import ClientClosedError, ConfigurationError

if TYPE_CHECKING:
    from .call_state import CallState


class Transport(Protocol):
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

    def send(self, request: httpx.Request, state: CallState) -> httpx.Response:
        """Send a request and return the response, whose body is not read yet. Raises the errors of httpx."""
        ...

    def close(self) -> None:
        """Close the connections."""
        ...


class CallerClient:
    """The httpx client that the caller passed in. It is used as it is, and never closed."""

    def __init__(self, client: httpx.Client) -> None:
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

    def send(self, request: httpx.Request, state: CallState) -> httpx.Response:
        """Send a request through the client."""
        state.requests_sent += 1
        return self._client.send(request, stream=True, auth=None, follow_redirects=False)

    def close(self) -> None:
        """Do nothing: the client belongs to the caller."""


class Connections:
    """Connections for threads. The TLS context, which takes longer to create than everything else, is created by the first call."""

    def __init__(self, client: httpx.Client | None, create: Callable[[], Transport] | None = None) -> None:
        if client is not None and not isinstance(client, httpx.Client):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise ConfigurationError(
                f"http_client must be an httpx.Client, got {type(client).__name__}; AsyncClient takes an httpx.AsyncClient"
            )
        self._create: Callable[[], Transport] = create or _new_pool
        self._from_caller = None if client is None else CallerClient(client)
        self._transport: Transport | None = self._from_caller
        self._closed = False
        self._lock = threading.Lock()
        register_fork_reset(self)

    def transport(self) -> Transport:
        """Return the transport for requests. Raises ClientClosedError."""
        transport = self._transport
        if transport is None and not self._closed:
            with self._lock:
                transport = self._transport = self._transport or self._create()
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


def _new_pool() -> Transport:
    from .connection_pool import ConnectionPool  # needed only for sending: imported by the first call

    return ConnectionPool()
