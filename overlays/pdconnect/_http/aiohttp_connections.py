"""Our own connections over aiohttp, for the tasks of one asyncio event loop: `http_backend="aiohttp"`.

As in `async_connection_pool`, a request first waits for capacity, and the headers of its response must be complete in time, which
aiohttp does not limit. Requests, responses and errors are objects of the HTTP library.
"""

from __future__ import annotations

import asyncio
import socket
import time
import warnings
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from datetime import timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any

from anyio import Semaphore, WouldBlock, fail_after

from .._config import DEFAULT_TIMEOUT
from .._exceptions import ConfigurationError
from .environment_check import checked
from .httpcore_messages import KEEPALIVE, MAX_CONNECTIONS, Origin, default_headers, origin_of, pool_timeout
from .proxies import environment_proxy

if TYPE_CHECKING:
    from .backend import URL, Backend, LibraryTransportError, Request, Response
    from .call_state import CallState

MAX_HEADER = 100_000
"""Maximum number of bytes of a header, as with the other libraries. aiohttp's default is 8,190."""

MAX_SHORT_BODY = 65_536
"""Maximum number of bytes of a request body that aiohttp passes to the operating system at once."""

MAX_PART = 1_024
"""Maximum number of bytes that are passed to aiohttp at a time before the headers of a response are complete.

aiohttp needs up to 0.2 ms for each interim response, of which this may be 56.
"""

_ERRORS = {
    "ConnectionTimeoutError": "ConnectTimeout",
    "ServerTimeoutError": "ReadTimeout",
    "ClientProxyConnectionError": "ProxyError",
    "ClientHttpProxyError": "ProxyError",
    "ClientConnectorError": "ConnectError",
    "ServerFingerprintMismatch": "ConnectError",
    "ServerDisconnectedError": "RemoteProtocolError",
    "ClientResponseError": "RemoteProtocolError",
    "ClientPayloadError": "RemoteProtocolError",
    "InvalidURL": "UnsupportedProtocol",
    "NonHttpUrlClientError": "UnsupportedProtocol",
    "ClientError": "ReadError",
}
"""The names of the library's errors by those of aiohttp. A subclass that is not here has the name of its base."""


class AiohttpConnections:
    """The connections of a client in one event loop."""

    timeout = DEFAULT_TIMEOUT

    def __init__(self, backend: Backend) -> None:
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            raise ConfigurationError(
                "http_backend='aiohttp' is for asyncio: choose 'httpx' or 'httpx2' for trio"
            ) from None
        self.backend = backend
        self.headers = default_headers(backend)
        self.aiohttp: Any = import_module("aiohttp")
        self._new_url: Any = import_module("yarl").URL
        self._new_headers: Any = import_module("multidict").CIMultiDict
        self._body_class = backend.derive(_Body, backend.AsyncByteStream)
        self._free = Semaphore(MAX_CONNECTIONS, fast_acquire=True)
        self._connector: Any = None
        self._session: Any = None
        self._proxies: dict[Origin, Any] = {}
        self.is_closed = False

    async def send(self, request: Request, state: CallState) -> Response:
        """Send a request, when a connection is free. Raises the errors of the HTTP library."""
        try:
            self._free.acquire_nowait()
        except WouldBlock:
            await self._wait(request)
        begin = time.monotonic()
        try:
            if self._session is None:
                checked(self.backend, self._open)
            arguments = self._arguments(request)
            state.requests_sent += 1
            response = await self._send(request, arguments)
        except BaseException:
            self.release()
            raise
        body = self._body_class(self, response, request, begin)
        body.response = self.backend.Response(
            response.status,
            headers=response.raw_headers,
            stream=body,  # type: ignore[arg-type] # pyright: ignore[reportArgumentType] - derived from its class
            extensions={"http_version": b"HTTP/1.1", "reason_phrase": (response.reason or "").encode()},
            request=request,
        )
        return body.response

    def translated(self, error: Exception, request: Request) -> LibraryTransportError:
        """Return the error of the library for one of aiohttp."""
        name = next(_ERRORS[cls.__name__] for cls in type(error).__mro__ if cls.__name__ in _ERRORS)
        kind = self.backend.error(name)
        assert kind is not None
        return kind(str(error), request=request)

    def release(self) -> None:
        """Count a request that has ended."""
        self._free.release()

    async def aclose(self) -> None:
        """Close all connections, also those in use."""
        self.is_closed = True
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def release_closed(self) -> None:
        """Release the connections of a closed event loop. Their sockets are closed when their transports are deleted."""
        session, self._session = self._session, None
        if session is not None:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # asyncio's and aiohttp's, about what can no longer be closed
                session.detach()
                with suppress(StopIteration):  # it awaits nothing when the loop is closed
                    self._connector.close().__await__().send(None)

    async def _wait(self, request: Request) -> None:
        """Wait until a connection is free."""
        try:
            with fail_after(pool_timeout(request)):
                await self._free.acquire()
        except TimeoutError:
            raise self.backend.PoolTimeout("no connection became free in time", request=request) from None

    async def _send(self, request: Request, arguments: dict[str, Any]) -> Any:
        """Send a request and read the headers of its response, all of them within the timeouts together."""
        timeouts = request.extensions["timeout"]
        phases = [timeouts[name] for name in ("connect", "write", "read")]
        try:
            async with asyncio.timeout(None if None in phases else sum(phases)):
                return await self._session.request(request.method, **arguments)
        except self.aiohttp.ClientError as error:
            raise self.translated(error, request) from error
        except TimeoutError as error:
            raise self.backend.ReadTimeout(
                "the headers of the response are not complete in time", request=request
            ) from error

    def _arguments(self, request: Request) -> dict[str, Any]:
        """Return the arguments for aiohttp, which changes nothing of the URL, the headers and the bodies."""
        timeouts = request.extensions["timeout"]
        headers = request.headers.raw
        try:
            data: Any = request.content or None
        except self.backend.RequestNotRead:
            data = request.stream
            headers = [
                (name, value) for name, value in headers if name.lower() != b"transfer-encoding"
            ]  # aiohttp adds it
        return {
            "url": self._new_url(str(request.url), encoded=True),
            "headers": self._headers(headers),
            "data": data,
            "timeout": self.aiohttp.ClientTimeout(sock_connect=timeouts["connect"], sock_read=timeouts["read"]),
            "allow_redirects": False,
            "proxy": self._proxy(request.url),
        }

    def _headers(self, raw: list[tuple[bytes, bytes]]) -> Any:
        try:
            pairs = [(name.decode("ascii"), value.decode()) for name, value in raw]
        except UnicodeDecodeError:
            pairs = [(name.decode("ascii"), value.decode("latin-1")) for name, value in raw]
        return self._new_headers(pairs)

    def _proxy(self, url: URL) -> Any:
        """Return the proxy of the environment for a URL, None for a direct connection."""
        origin = origin_of(url)
        if origin not in self._proxies:
            address = environment_proxy(url)
            if address is not None and address.startswith("socks"):
                raise ConfigurationError(
                    "aiohttp cannot use the SOCKS proxy of the environment: choose http_backend='httpx' or 'httpx2', or unset it"
                )
            self._proxies[origin] = None if address is None else self._new_url(address)
        return self._proxies[origin]

    def _open(self) -> None:
        self._connector = self.aiohttp.TCPConnector(
            limit=0,
            keepalive_timeout=KEEPALIVE,
            ssl=self.backend.create_ssl_context(),
            resolver=self.aiohttp.ThreadedResolver(_NameResolution(asyncio.get_running_loop())),
        )
        self._session = self.aiohttp.ClientSession(
            connector=self._connector,
            response_class=self.backend.derive(_TimedResponse, self.aiohttp.ClientResponse),
            cookie_jar=self.aiohttp.DummyCookieJar(),  # the users of a client must not share cookies
            skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
            auto_decompress=False,
            max_line_size=MAX_HEADER,
            max_field_size=MAX_HEADER,
        )


class _TimedResponse:
    """The response of aiohttp, with a time limit for reading all headers. Derived from the class of aiohttp, which limits each read."""

    async def start(self, connection: Any) -> Any:
        """Read the headers within the read timeout. A longer body of the request is still being written meanwhile: there it has none."""
        this: Any = self
        limit = connection.protocol.read_timeout if _is_short(this.request_info.headers) else None
        arriving = _Arriving.over(connection)
        async with asyncio.timeout(limit):
            response: Any = await super().start(connection)  # type: ignore[misc]  # pyright: ignore
        arriving.end_headers()
        return response  # pyright: ignore[reportUnknownVariableType]


class _Arriving(asyncio.Protocol):
    """Passes what arrives to the protocol of aiohttp, in small parts until the headers of a response are complete.

    Other tasks run between two parts. asyncio reads 262,144 bytes at a time: with so many interim responses, the event loop stood still
    for a tenth of a second.
    """

    def __init__(self, protocol: Any) -> None:
        self._protocol = protocol
        self._is_reading_headers = True
        self._waiting = bytearray()

    @classmethod
    def over(cls, connection: Any) -> _Arriving:
        """Begin to read the headers of a response. The first request over a connection puts this in front of the protocol of aiohttp."""
        transport: asyncio.Transport | None = connection.transport
        current = None if transport is None else transport.get_protocol()
        if isinstance(current, cls):
            current._is_reading_headers = True
            return current
        arriving = cls(connection.protocol)
        if transport is not None:
            transport.set_protocol(arriving)
        return arriving

    def end_headers(self) -> None:
        """Pass everything at once from now on: the headers of the response are complete."""
        self._is_reading_headers = False
        self._pass_rest()

    def data_received(self, data: bytes) -> None:
        """Pass a part, and keep the rest."""
        if self._waiting:
            self._waiting += data
        elif len(data) <= MAX_PART or not self._is_reading_headers:
            self._protocol.data_received(data)
        else:
            self._waiting += data
            self._pass_part()

    def eof_received(self) -> bool | None:
        """Pass everything, and the end."""
        self._pass_rest()
        result: bool | None = self._protocol.eof_received()
        return result

    def connection_lost(self, exc: Exception | None) -> None:
        """Drop what was not passed."""
        self._waiting.clear()
        self._protocol.connection_lost(exc)

    def pause_writing(self) -> None:
        """Stop writing for now."""
        self._protocol.pause_writing()

    def resume_writing(self) -> None:
        """Continue to write."""
        self._protocol.resume_writing()

    def _pass_part(self) -> None:
        part = bytes(self._waiting[:MAX_PART])
        del self._waiting[:MAX_PART]
        asyncio.get_running_loop().call_soon(self._pass_next)
        self._protocol.data_received(part)

    def _pass_next(self) -> None:
        """Pass the next part, unless the last one has completed the headers. No more is read meanwhile."""
        transport = self._protocol.transport
        if transport is not None and len(self._waiting) > MAX_PART:
            transport.pause_reading()
            self._pass_part()
        else:
            self._pass_rest()

    def _pass_rest(self) -> None:
        rest = bytes(self._waiting)
        self._waiting.clear()
        transport = self._protocol.transport
        if rest and transport is not None:  # it has not been closed
            transport.resume_reading()  # before aiohttp may pause it
            self._protocol.data_received(rest)


def _is_short(headers: Mapping[str, str]) -> bool:
    """Return whether the body of a request is written at once."""
    return "Transfer-Encoding" not in headers and int(headers.get("Content-Length", 0)) <= MAX_SHORT_BODY


class _NameResolution:
    """Resolves names for the resolver of aiohttp, as an event loop does it: in a thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self.getnameinfo = loop.getnameinfo

    async def getaddrinfo(self, host: str, port: int, **options: Any) -> list[Any]:
        """Return the addresses of a host."""
        try:
            return await self._loop.getaddrinfo(host, port, **options)
        except RuntimeError:  # while the interpreter shuts down, no thread can be started
            return socket.getaddrinfo(host, port, **options)


class _Body:
    """The body of a response. Its end frees the capacity. Derived from the stream of the HTTP library."""

    response: Response

    def __init__(self, connections: AiohttpConnections, response: Any, request: Request, begin: float) -> None:
        self._connections: AiohttpConnections | None = connections
        self._aiohttp = connections.aiohttp
        self._translated = connections.translated
        self._response = response
        self._request = request
        self._begin = begin

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._response.content.iter_any():
                yield chunk
        except self._aiohttp.ClientError as error:
            raise self._translated(error, self._request) from error

    async def aclose(self) -> None:
        """Close the body; aiohttp closes the connection if it was not read to its end."""
        connections, self._connections = self._connections, None
        if connections is None:
            return
        self.response.elapsed = timedelta(seconds=time.monotonic() - self._begin)
        self._response.close()
        connections.release()
