"""Network streams of our own connections: the time limit of a response, and how an abandoned call ends its connection.

They wrap the streams of httpcore, or httpcore2, which limits each read separately. A server that sends its headers byte by byte, or one
interim (1xx) response after the other, never exceeds such a limit. Here all reads until the headers are complete share one limit.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from .._concurrency.sleep import async_sleep
from .socket_shutdown import shut_down

if TYPE_CHECKING:
    from .backend import AsyncNetworkStream, Core, NetworkStream

HEADER_READ = 4_096
"""Maximum number of bytes that a task reads at a time before the headers are complete.

Other tasks run between two reads. With the 65,536 bytes of httpcore, a flood of interim responses stopped the event loop for a fifth of a
second at a time: h11 needs up to 0.1 ms for each of 2,400 responses.
"""


class ReadLimit:
    """The time limit of reading the headers of one response."""

    __slots__ = ("_core", "_expires_at", "has_read", "is_reading_headers")

    def __init__(self, core: Core) -> None:
        self._core = core
        self._expires_at: float | None = None
        self.is_reading_headers = False
        self.has_read = False
        """Whether a part of the headers has been read."""

    def begin(self) -> None:
        """Start the limit for a request."""
        self.is_reading_headers = True
        self.has_read = False
        self._expires_at = None

    def end(self) -> None:
        """End the limit when the headers are complete: the body is limited read by read."""
        self.is_reading_headers = False

    def restart(self) -> None:
        """Restart the time after a part of the request was written."""
        self._expires_at = None

    def timeout(self, seconds: float | None) -> float | None:
        """Return the timeout of the next read, which is at most `seconds`. Raises the ReadTimeout of httpcore."""
        if not self.is_reading_headers or seconds is None:
            return seconds
        now = time.monotonic()
        if self._expires_at is None:
            self._expires_at = now + seconds
        remaining = self._expires_at - now
        if remaining <= 0:
            raise self._core.ReadTimeout("the headers of the response are not complete in time")
        return remaining


class _TrackedSSLSocket(ssl.SSLSocket):
    """Records the socket that is being created, so that it can be closed if its handshake fails.

    If the peer resets a connection between connecting and the handshake, `SSLContext.wrap_socket` of CPython raises and leaves its socket
    to the garbage collector.
    """

    _created = threading.local()

    def __new__(cls, *args: Any, **kwargs: Any) -> _TrackedSSLSocket:
        created = cls._created.socket = super().__new__(cls)
        return created

    @classmethod
    def close_failed(cls) -> None:
        """Close the socket that this thread created last."""
        created: ssl.SSLSocket | None = getattr(cls._created, "socket", None)
        if created is not None and created.fileno() >= 0:
            created.close()


def track_handshakes(context: ssl.SSLContext) -> ssl.SSLContext:
    """Return the context, changed to create sockets that can be closed at once when their handshake fails."""
    context.sslsocket_class = _TrackedSSLSocket
    return context


class Stream:
    """A stream of a synchronous connection."""

    def __init__(self, stream: NetworkStream, network: Network) -> None:
        self._stream = stream
        self._network = network
        self._limit = network.limit

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has arrived."""
        return self._stream.read(max_bytes, self._limit.timeout(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of it."""
        self._stream.write(buffer, timeout)
        self._limit.restart()

    def close(self) -> None:
        """Close the stream."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> Stream:
        """Do the TLS handshake."""
        try:
            encrypted = self._stream.start_tls(ssl_context, server_hostname, timeout)
        except BaseException:
            _TrackedSSLSocket.close_failed()
            raise
        return self._network.use(encrypted)

    def get_extra_info(self, info: str) -> Any:
        """Return information that httpcore requests."""
        return self._stream.get_extra_info(info)


class Network:
    """Connects one synchronous connection."""

    def __init__(self, core: Core) -> None:
        self.limit = ReadLimit(core)
        self._core = core
        self._backend = core.SyncBackend()
        self.stream: NetworkStream | None = None
        """The stream to end when the call is abandoned."""
        self.is_aborted = False

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> Stream:
        """Connect to a host."""
        return self.use(self._backend.connect_tcp(host, port, timeout, local_address, socket_options))

    def use(self, stream: NetworkStream) -> Stream:
        """Use a stream, unless the call was abandoned while it was set up. Raises the ConnectError of httpcore."""
        self.stream = stream
        if self.is_aborted:
            stream.close()
            raise self._core.ConnectError("the call was abandoned")
        return Stream(stream, self)

    def abort(self) -> None:
        """End a read or write that blocks in another thread. A connection that is being set up is closed before anything is sent."""
        self.is_aborted = True
        shut_down(self.stream)


class AsyncStream:
    """A stream of an asynchronous connection."""

    def __init__(self, stream: AsyncNetworkStream, limit: ReadLimit) -> None:
        self._stream = stream
        self._limit = limit

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has arrived."""
        limit = self._limit
        if limit.is_reading_headers:
            if limit.has_read:
                await async_sleep(0)  # bytes that TLS has decrypted already are read without waiting
            limit.has_read = True
            max_bytes = min(max_bytes, HEADER_READ)
        return await self._stream.read(max_bytes, limit.timeout(timeout))

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of it."""
        await self._stream.write(buffer, timeout)
        self._limit.restart()

    async def aclose(self) -> None:
        """Close the stream."""
        await self._stream.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> AsyncStream:
        """Do the TLS handshake."""
        return AsyncStream(await self._stream.start_tls(ssl_context, server_hostname, timeout), self._limit)

    def get_extra_info(self, info: str) -> Any:
        """Return information that httpcore requests."""
        return self._stream.get_extra_info(info)


class AsyncNetwork:
    """Connects one asynchronous connection."""

    def __init__(self, core: Core) -> None:
        self.limit = ReadLimit(core)
        self._core = core
        self._backend = core.AnyIOBackend()
        self._stream: AsyncNetworkStream | None = None

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> AsyncStream:
        """Connect to a host."""
        connect = partial(
            self._backend.connect_tcp,
            port=port,
            timeout=timeout,
            local_address=local_address,
            socket_options=socket_options,
        )
        try:
            self._stream = await connect(host)
        except RuntimeError:  # while the interpreter shuts down, no thread can resolve a name
            self._stream = await self._connect_to_first(self._addresses(host, port), connect)
        return AsyncStream(self._stream, self.limit)

    def _addresses(self, host: str, port: int) -> list[str]:
        """Resolve a name in this thread, which blocks the event loop."""
        try:
            return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except OSError as error:
            raise self._core.ConnectError(str(error)) from error

    async def _connect_to_first(
        self, addresses: list[str], connect: Callable[[str], Awaitable[AsyncNetworkStream]]
    ) -> AsyncNetworkStream:
        """Connect to the first address that accepts a connection."""
        for address in addresses[:-1]:
            with suppress(self._core.ConnectError):
                return await connect(address)
        return await connect(addresses[-1])

    async def aclose(self) -> None:
        """Close the stream, also where its TLS handshake was cancelled, which httpcore leaves open."""
        stream, self._stream = self._stream, None
        if stream is not None:
            await stream.aclose()
