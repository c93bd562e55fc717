# Source of proxy_transport.py, the synchronous half: run `python -m generator` after each change.
"""A transport through a connected account, so that other SDKs built on httpx or httpx2 run with the user's credentials."""

from __future__ import annotations

from collections.abc import AsyncIterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, overload

from pdconnect_api.lazy_annotations import set_lazy_annotations

from .._config import Settings
from .._exceptions import PdconnectError, TransportError
from .._http.backend import library_of
from .._http.errors import reading
from .._http.raw_call import AsyncRawSender, RawCall
from .._http.sent_response import SentResponse
from .proxied_messages import RAISED_UNCHANGED, proxied_call, received_response, sdk_error
from .proxy_request import ProxyRequest

if TYPE_CHECKING:
    import httpx
    import httpx2

    class _AsyncTransport(httpx.AsyncBaseTransport, httpx2.AsyncBaseTransport):
        """A transport of both libraries."""

        async def handle_async_request(self, request: Any) -> Any: ...

else:
    _AsyncTransport = object  # `with_loaded_bases` adds the classes of the libraries


class AsyncProxyTransport(_AsyncTransport):
    """The transport of `client.proxy.transport(...)`, for clients of httpx and of httpx2. Closing it leaves the client open.

    A request that fails raises the exception of its own library that fits best, so that the retries of an SDK work as usual; its
    `__cause__` is the error of this client. ConfigurationError and ClientClosedError are raised unchanged.
    """

    def __init__(self, send: AsyncRawSender, settings: Settings, *, external_user_id: str, account_id: str) -> None:
        self._send = send
        self._settings = settings
        self._account: ProxyRequest = {"external_user_id": external_user_id, "account_id": account_id}

    @overload
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response: ...

    @overload
    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response: ...

    async def handle_async_request(self, request: Any) -> Any:
        """Send the request of another client through the account, and return the response in the library of that client."""
        library = library_of(request)
        try:
            call = proxied_call(self._settings, self._account, request, library, _iterate)
            sent = await self._send(call, stream=True)
        except RAISED_UNCHANGED:
            raise
        except PdconnectError as error:
            raise sdk_error(error, request, library) from error
        stream = library.derive(AsyncProxiedBody, library.AsyncByteStream)
        return received_response(sent.response, stream(call, sent, request), library)

    async def aclose(self) -> None:
        """Do nothing: the connections belong to the client."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        await self.aclose()


class AsyncProxiedBody:
    """The body of the app's response, as it was sent."""

    def __init__(self, call: RawCall, sent: SentResponse, request: Any) -> None:
        self._call = call
        self._sent = sent
        self._request = request

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Iterate over the body. Failures are raised as the library of the request names them."""
        try:
            with reading(self._call, self._sent):
                async for part in self._sent.response.aiter_raw():
                    yield part
        except TransportError as error:
            raise sdk_error(error, self._request, library_of(self._request)) from error

    async def aclose(self) -> None:
        """Close the response, which frees its connection."""
        await self._sent.response.aclose()


async def _iterate(stream: Any) -> AsyncIterator[bytes]:
    """Return the body of a request piece by piece."""
    async for part in stream:
        yield part


set_lazy_annotations(globals(), {"httpx": "httpx", "httpx2": "httpx2"})
