# Source of proxy_transport.py, the synchronous half: run `python -m generator` after each change.
"""An httpx transport through a connected account, so that other SDKs built on httpx run with the user's credentials."""

from __future__ import annotations

import httpx

from .._config import Settings
from .._exceptions import TransportError
from .._http.raw_call import AsyncRawSender
from .proxy_request import ProxyRequest, httpx_error, proxied_call, undecoded_response


class AsyncProxyTransport(httpx.AsyncBaseTransport):
    """The transport of `client.proxy.transport(...)`. Closing it leaves the client open."""

    def __init__(self, send: AsyncRawSender, settings: Settings, *, external_user_id: str, account_id: str) -> None:
        self._send = send
        self._settings = settings
        self._account: ProxyRequest = {"external_user_id": external_user_id, "account_id": account_id}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request of another client through the account. Failures of the connection are raised as httpx names them."""
        call = proxied_call(self._settings, self._account, request)
        content = await request.aread()
        try:
            sent = await self._send(call._replace(body=call.body._replace(content=content or None)), stream=True)
        except TransportError as error:
            raise httpx_error(error, request) from error
        return undecoded_response(sent.response)
