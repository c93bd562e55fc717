# Source of proxy.py, the synchronous half: run `python -m generator` after each change.
"""`client.proxy`: requests to an app's own API with the credentials of a connected account.

The target is not a fixed path, so these methods are written by hand. The app's response is returned whatever its status: a 404 of
the app is a response, not an error of ours.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Unpack

from pdconnect_api.arguments import as_secret
from pdconnect_api.http_types import HttpResponse

from .._config import Settings
from .._http.backend import with_loaded_bases
from .._http.errors import reading
from .._http.raw_call import AsyncRawSender
from .async_proxy_transport import AsyncProxyTransport
from .proxy_request import ProxyRequest, proxy_call


class AsyncProxy:
    """Requests to an app's own API with the credentials of a connected account; the app's response is returned as it is."""

    def __init__(self, send: AsyncRawSender, settings: Settings) -> None:
        self._send = send
        self._settings = settings

    async def request(self, method: str, url: str, **request: Unpack[ProxyRequest]) -> HttpResponse:
        """Send a request to the app and read its whole response.

        Args:
            method: GET, POST, PUT, PATCH or DELETE.
            url: A URL of a host that the app allows, or a path for apps with a host for each account.
            **request: See `ProxyRequest`; `external_user_id` and `account_id` are required.

        Returns:
            The app's response, whatever its status. A 401, 404 or 429 can also come from the service itself.

        Raises:
            TypeError: A keyword argument is unknown or missing; nothing was sent.
            InvalidArgumentError: An argument is wrong; nothing was sent.
            TransportError: There was no response.
        """
        url, request = as_secret(url), as_secret(request)  # tracebacks can show local variables
        sent = await self._send(proxy_call(self._settings, method, url, request))
        return sent.response

    @asynccontextmanager
    async def stream(self, method: str, url: str, **request: Unpack[ProxyRequest]) -> AsyncGenerator[HttpResponse]:
        """Send a request whose response is read inside the `with` block, for example with `aiter_bytes()`; for large responses.

        The arguments are those of `request`.

        Returns:
            A context manager with the app's response, whatever its status. It closes the response at the end of the block.

        Raises:
            TypeError: A keyword argument is unknown or missing; nothing was sent.
            InvalidArgumentError: An argument is wrong; nothing was sent.
            TransportError: There was no response, or it broke off inside the block.
        """
        url, request = as_secret(url), as_secret(request)  # tracebacks can show local variables
        call = proxy_call(self._settings, method, url, request)
        sent = await self._send(call, stream=True)
        try:
            with reading(call, sent):
                yield sent.response
        finally:
            await sent.response.aclose()

    def transport(self, *, external_user_id: str, account_id: str) -> AsyncProxyTransport:
        """Return a transport through the account, for a client of httpx or httpx2 and any SDK that accepts such a client.

            sdk = openai.AsyncOpenAI(api_key="unused", http_client=httpx2.AsyncClient(transport=transport))

        The SDK's own `Authorization` is removed, since the service adds the credentials of the account. A request that fails raises the
        exception of the SDK's library (`httpx.ReadTimeout`, `httpx2.ConnectError`), so that the SDK retries it as usual.

        Args:
            external_user_id: Your own id of the user whose account it is (at most 250 characters).
            account_id: The account (`apn_…`) whose credentials the service adds.

        Returns:
            The transport. Closing it leaves this client open.
        """
        transport = with_loaded_bases(AsyncProxyTransport, "AsyncBaseTransport")
        return transport(self._send, self._settings, external_user_id=external_user_id, account_id=account_id)

    async def get(self, url: str, **request: Unpack[ProxyRequest]) -> HttpResponse:
        """Send a GET request: see `request`."""
        url, request = as_secret(url), as_secret(request)  # tracebacks can show local variables
        return await self.request("GET", url, **request)

    async def post(self, url: str, **request: Unpack[ProxyRequest]) -> HttpResponse:
        """Send a POST request: see `request`."""
        url, request = as_secret(url), as_secret(request)  # tracebacks can show local variables
        return await self.request("POST", url, **request)

    async def put(self, url: str, **request: Unpack[ProxyRequest]) -> HttpResponse:
        """Send a PUT request: see `request`."""
        url, request = as_secret(url), as_secret(request)  # tracebacks can show local variables
        return await self.request("PUT", url, **request)

    async def patch(self, url: str, **request: Unpack[ProxyRequest]) -> HttpResponse:
        """Send a PATCH request: see `request`."""
        url, request = as_secret(url), as_secret(request)  # tracebacks can show local variables
        return await self.request("PATCH", url, **request)

    async def delete(self, url: str, **request: Unpack[ProxyRequest]) -> HttpResponse:
        """Send a DELETE request: see `request`."""
        url, request = as_secret(url), as_secret(request)  # tracebacks can show local variables
        return await self.request("DELETE", url, **request)
