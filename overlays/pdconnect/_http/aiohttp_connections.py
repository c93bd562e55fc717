"""Our own connections over aiohttp, for the tasks of one asyncio event loop: `http_backend="aiohttp"`.

A request goes straight to the transport of httpx-aiohttp. As in `async_connection_pool`, it first waits for capacity, and the headers of
its response must be complete in time, which aiohttp does not limit.
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
    import ssl

    from .backend import URL, AsyncBaseTransport, Backend, Request, Response
    from .call_state import CallState

MAX_HEADER = 100_000
"""Maximum number of bytes of a header, as with the other libraries. aiohttp's default is 8,190."""

MAX_SHORT_BODY = 65_536
"""Maximum number of bytes of a request body that aiohttp passes to the operating system at once."""


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
        self._body_class = backend.derive(_Body, backend.AsyncByteStream)
        self._free = Semaphore(MAX_CONNECTIONS, fast_acquire=True)
        self._ssl_context: ssl.SSLContext | None = None
        self._session: _Session | None = None
        self._transports: dict[Origin, AsyncBaseTransport] = {}
        self.is_closed = False

    async def send(self, request: Request, state: CallState) -> Response:
        """Send a request, when a connection is free. Raises the errors of the HTTP library, or of aiohttp."""
        try:
            self._free.acquire_nowait()
        except WouldBlock:
            await self._wait(request)
        begin = time.monotonic()
        try:
            transport = self._transport(request.url)
            state.requests_sent += 1
            response = await self._send(transport, request)
        except BaseException:
            self._free.release()
            raise
        stream: Any = self._body_class(self, response, begin)
        response.stream = stream
        return response

    def release(self) -> None:
        """Count a request that has ended."""
        self._free.release()

    async def aclose(self) -> None:
        """Close all connections, also those in use."""
        self.is_closed = True
        self._transports.clear()
        session, self._session = self._session, None
        if session is not None:
            await session.aclose()

    def release_closed(self) -> None:
        """Release the connections of a closed event loop."""
        session, self._session = self._session, None
        self._transports.clear()
        if session is not None:
            session.release_closed()

    async def _wait(self, request: Request) -> None:
        """Wait until a connection is free."""
        try:
            with fail_after(pool_timeout(request)):
                await self._free.acquire()
        except TimeoutError:
            raise self.backend.PoolTimeout("no connection became free in time", request=request) from None

    async def _send(self, transport: AsyncBaseTransport, request: Request) -> Response:
        """Send a request and read the headers of its response, all of them within the timeouts together."""
        timeouts = request.extensions["timeout"]
        phases = [timeouts[name] for name in ("connect", "write", "read")]
        try:
            with fail_after(None if None in phases else sum(phases)):
                return await transport.handle_async_request(request)
        except TimeoutError as error:
            raise self.backend.ReadTimeout(
                "the headers of the response are not complete in time", request=request
            ) from error

    def _transport(self, url: URL) -> AsyncBaseTransport:
        """Return the transport to the host of a URL: direct, or through the proxy of the environment."""
        origin = origin_of(url)
        transport = self._transports.get(origin)
        if transport is None:
            proxy = environment_proxy(url)
            _check_proxy(proxy)
            transport = self._transports[origin] = checked(self.backend, lambda: self._new_transport(proxy))
        return transport

    def _new_transport(self, proxy: str | None) -> AsyncBaseTransport:
        if self._session is None:
            self._ssl_context = self.backend.create_ssl_context()
            self._session = _Session(self.backend, self._ssl_context)
        module: Any = import_module("httpx_aiohttp")
        transport: AsyncBaseTransport = module.AiohttpTransport(
            verify=self._ssl_context, client=self._session, proxy=None if proxy is None else self.backend.Proxy(proxy)
        )
        return transport


def _check_proxy(proxy: str | None) -> None:
    if proxy is not None and proxy.startswith("socks"):
        raise ConfigurationError(
            "aiohttp cannot use the SOCKS proxy of the environment: choose http_backend='httpx' or 'httpx2', or unset it"
        )


class _Session:
    """A session of aiohttp with the methods that the transport of httpx-aiohttp uses.

    It sends a URL as it is: aiohttp would change how it is percent-encoded.
    """

    def __init__(self, backend: Backend, ssl_context: ssl.SSLContext) -> None:
        aiohttp: Any = import_module("aiohttp")
        self._url: Any = import_module("yarl").URL
        self._connector = aiohttp.TCPConnector(
            limit=0,
            keepalive_timeout=KEEPALIVE,
            ssl=ssl_context,
            resolver=aiohttp.ThreadedResolver(_NameResolution(asyncio.get_running_loop())),
        )
        self._session = aiohttp.ClientSession(
            connector=self._connector,
            response_class=backend.derive(_TimedResponse, aiohttp.ClientResponse),
            cookie_jar=aiohttp.DummyCookieJar(),  # the users of a client must not share cookies
            skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
            max_line_size=MAX_HEADER,
            max_field_size=MAX_HEADER,
        )

    def __call__(self) -> _Session:
        """Return the session, as the transport expects of a function that creates one."""
        return self

    def request(self, *, url: str, **arguments: Any) -> Any:
        """Send a request."""
        return self._session.request(url=self._url(url, encoded=True), **arguments)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._session.close()

    def release_closed(self) -> None:
        """Release the connections of a closed event loop. Their sockets are closed when their transports are deleted."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # asyncio's and aiohttp's, about what can no longer be closed
            self._session.detach()
            with suppress(StopIteration):  # it awaits nothing when the loop is closed
                self._connector.close().__await__().send(None)


class _TimedResponse:
    """The response of aiohttp, with a time limit for reading all headers. Derived from the class of aiohttp, which limits each read."""

    async def start(self, connection: Any) -> Any:
        """Read the headers within the read timeout. A longer body of the request is still being written meanwhile: there it has none."""
        this: Any = self
        limit = connection.protocol.read_timeout if _is_short(this.request_info.headers) else None
        async with asyncio.timeout(limit):
            return await super().start(connection)  # type: ignore[misc] # pyright: ignore


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

    def __init__(self, connections: AiohttpConnections, response: Response, begin: float) -> None:
        self._connections: AiohttpConnections | None = connections
        self._response = response
        self._stream: Any = response.stream
        self._begin = begin

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._stream:
            yield chunk

    async def aclose(self) -> None:
        """Close the body; aiohttp closes the connection if it was not read to its end."""
        connections, self._connections = self._connections, None
        if connections is None:
            return
        self._response.elapsed = timedelta(seconds=time.monotonic() - self._begin)
        try:
            await self._stream.aclose()
        finally:
            connections.release()
