"""An httpx transport through a connected account, so that other SDKs built on httpx run with the user's credentials."""

from __future__ import annotations

import httpx

from .._config import Settings
from .._http.raw_call import AsyncRawSender, RawCall, RawSender
from .proxy import ProxyRequest, is_forwarded, proxy_call

_DROPPED = frozenset({"authorization", "cookie"})
"""Credentials that an SDK brings along; those of the account take their place."""


def _through_proxy(settings: Settings, account: ProxyRequest, request: httpx.Request) -> RawCall:
    """The call that carries somebody else's request. Its headers that cannot be forwarded are left to the service."""
    headers = {name: value for name, value in request.headers.items() if name not in _DROPPED and is_forwarded(name)}
    carried: ProxyRequest = {**account, "headers": headers}
    call = proxy_call(settings, request.method, str(request.url), carried)
    limits = request.extensions.get("timeout")
    return call if limits is None else call._replace(timeout=httpx.Timeout(**limits))


def _hand_through(response: httpx.Response) -> httpx.Response:
    """The app's answer with its body still encoded, as httpx expects of a transport."""
    return httpx.Response(
        response.status_code, headers=response.headers, stream=response.stream, extensions=response.extensions
    )


class ProxyTransport(httpx.BaseTransport):
    """Made by `client.proxy.transport(...)`. Closing it leaves the client open."""

    def __init__(self, send: RawSender, settings: Settings, *, external_user_id: str, account_id: str) -> None:
        self._send = send
        self._settings = settings
        self._account: ProxyRequest = {"external_user_id": external_user_id, "account_id": account_id}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send somebody else's request through the account."""
        call = _through_proxy(self._settings, self._account, request)
        content = request.read()
        exchange = self._send(call._replace(body=call.body._replace(content=content or None)), stream=True)
        return _hand_through(exchange.response)


class AsyncProxyTransport(httpx.AsyncBaseTransport):
    """Made by `client.proxy.transport(...)`. Closing it leaves the client open."""

    def __init__(self, send: AsyncRawSender, settings: Settings, *, external_user_id: str, account_id: str) -> None:
        self._send = send
        self._settings = settings
        self._account: ProxyRequest = {"external_user_id": external_user_id, "account_id": account_id}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send somebody else's request through the account."""
        call = _through_proxy(self._settings, self._account, request)
        content = await request.aread()
        exchange = await self._send(call._replace(body=call.body._replace(content=content or None)), stream=True)
        return _hand_through(exchange.response)
