"""`client.proxy`: requests to an app's own API with the credentials of a connected account, answered by that API.

The target is not a fixed path, so these methods are written by hand. Whatever the app answers is handed through: a 404 of the app
is an answer, not an error of ours.
"""

from __future__ import annotations

import base64
import re
from collections.abc import AsyncGenerator, Generator, Mapping
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Required, TypedDict, Unpack
from urllib.parse import quote, urlencode, urlsplit

import httpx

from pdconnect_api.arguments import project_path, text
from pdconnect_api.call import Operation
from pdconnect_api.errors import InvalidArgumentError

from .._config import Settings
from .._http.raw_call import AsyncRawSender, Body, Content, Params, RawCall, RawSender
from .._http.transport_errors import reading

HEADER_PREFIX = "x-pd-proxy-"
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_REFUSED = frozenset(
    {
        *("accept-encoding", "access-control-request-headers", "access-control-request-method", "connection"),
        *("content-length", "cookie", "date", "dnt", "expect", "host", "keep-alive", "origin", "permissions-policy"),
        *("referer", "te", "trailer", "transfer-encoding", "upgrade", "user-agent", "via"),
    }
)
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+").fullmatch
_FORBIDDEN_IN_URL = re.compile(r"[\x00-\x20\x7f]").search


def is_forwarded(name: str) -> bool:
    """Whether the service forwards a header of this name; the others it refuses."""
    name = name.lower()
    return name not in _REFUSED and not name.startswith(("proxy-", "sec-"))


def encode_url(url: str) -> str:
    """How a target stands in the path: base64 of its UTF-8 bytes, URL-safe and without padding."""
    return base64.urlsafe_b64encode(url.encode()).decode().rstrip("=")


def merge_query(url: str, params: Params | None) -> str:
    """The URL with more query parameters behind those that it has; a fragment, which is never sent, is dropped."""
    url = url.partition("#")[0]
    if not params:
        return url
    pairs = params.items() if isinstance(params, Mapping) else params
    added = urlencode([(name, _wire(value)) for name, value in pairs if value is not None], doseq=True, quote_via=quote)
    if not added:
        return url
    return f"{url}{'&' if '?' in url and not url.endswith(('?', '&')) else '' if '?' in url else '?'}{added}"


def _wire(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return [_wire(item) for item in value]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return value


def proxied_headers(headers: Mapping[str, str] | None) -> dict[str, str]:
    """The headers for the app under the prefix that has them forwarded. Raises InvalidArgumentError for those that are refused."""
    forwarded: dict[str, str] = {}
    for name, value in (headers or {}).items():
        if not _HEADER_NAME(name):
            raise InvalidArgumentError("headers", f"{name!r} is not the name of a header")
        if "\r" in value or "\n" in value or "\0" in value:
            raise InvalidArgumentError("headers", f"the value of {name!r} must not have line breaks")
        if name.lower() == "content-type":  # describes the body, which the service passes on with it
            forwarded[name] = value
        elif is_forwarded(name):
            forwarded[HEADER_PREFIX + name] = value
        else:
            raise InvalidArgumentError(
                "headers", f"must not have {name!r}: the service sets it itself or refuses to forward it"
            )
    return forwarded


class ProxyRequest(TypedDict, total=False):
    """What can be said of a request through the proxy."""

    external_user_id: Required[str]
    """Your own id of the user whose account it is (at most 250 characters)."""
    account_id: Required[str]
    """The account (`apn_…`) whose credentials the service adds."""
    headers: Mapping[str, str] | None
    """For the app. Some names are refused, since the service sets them itself."""
    params: Params | None
    """Query parameters, behind those that the URL has; lists are repeated, None is left out."""
    json: object
    """A body, sent as JSON."""
    content: Content | None
    """A body as it is: text, bytes, or an iterable of bytes. Say what it is in a Content-Type header."""
    data: Mapping[str, Any] | None
    """A body, sent as a form."""
    files: Any
    """Files of a multipart form, as httpx takes them."""
    timeout: float | httpx.Timeout | None
    """Seconds, in place of the client's. The service itself gives up after 30."""


def proxy_call(settings: Settings, method: str, url: str, request: ProxyRequest) -> RawCall:
    """The call of a request. Raises InvalidArgumentError."""
    method = method.upper()
    if method not in _METHODS:
        raise InvalidArgumentError("method", f"must be one of {', '.join(_METHODS)}")
    _check_url(url)
    path = f"{project_path(settings.project_id)}/proxy"
    user = {
        "external_user_id": text("external_user_id", request["external_user_id"], min_length=1, max_length=250),
        "account_id": text("account_id", request["account_id"], min_length=1),
    }
    target = encode_url(merge_query(url, request.get("params")))
    return RawCall(
        Operation(f"proxy_{method.lower()}", method, f"{path}/{{url_64}}", idempotent=method not in ("POST", "PATCH")),
        path,
        f"{path}/{target}?{urlencode(user, quote_via=quote)}",
        method,
        proxied_headers(request.get("headers")),
        _body(request),
        request.get("timeout"),
    )


def _body(request: ProxyRequest) -> Body:
    body = Body(request.get("json"), request.get("content"), request.get("data"), request.get("files"))
    if body.json is not None and body != Body(body.json):
        raise InvalidArgumentError(
            "json", "must not be given together with content, data or files: a request has one body"
        )
    if body.content is not None and (body.data is not None or body.files is not None):
        raise InvalidArgumentError("content", "must not be given together with data or files: a request has one body")
    return body


def _check_url(url: str) -> None:
    text("url", url, min_length=1)
    if _FORBIDDEN_IN_URL(url):
        raise InvalidArgumentError("url", "must not have spaces or control characters; percent-encode them")
    if url.startswith("/") and not url.startswith("//"):
        return  # an app with a domain for each account: the service puts it in front
    try:
        parts = urlsplit(url)
    except ValueError:
        raise InvalidArgumentError("url", "is not a URL") from None
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise InvalidArgumentError("url", "must begin with https:// and a host, or with / for the account's own host")


class Proxy:
    """Requests to an app's own API with the credentials of a connected account; the app's answer is handed through."""

    def __init__(self, send: RawSender, settings: Settings) -> None:
        self._send = send
        self._settings = settings

    def request(self, method: str, url: str, **request: Unpack[ProxyRequest]) -> httpx.Response:
        """Send a request to the app and read its whole answer.

        Args:
            method: GET, POST, PUT, PATCH or DELETE.
            url: Where to: a URL of a host that the app allows, or, for apps with a host for each account, a path.
            **request: See `ProxyRequest`; `external_user_id` and `account_id` are needed.

        Returns:
            The app's answer, whatever its status; a 401, 404 or 429 can be the service's own too.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            TransportError: No answer came.
        """
        exchange = self._send(proxy_call(self._settings, method, url, request))
        return exchange.response

    @contextmanager
    def stream(self, method: str, url: str, **request: Unpack[ProxyRequest]) -> Generator[httpx.Response]:
        """Like `request`, for large answers: the body is read inside the `with` block, with `iter_bytes()` for one.

        The block raises TransportError where the answer breaks off.
        """
        call = proxy_call(self._settings, method, url, request)
        exchange = self._send(call, stream=True)
        try:
            with reading(call, exchange):
                yield exchange.response
        finally:
            exchange.response.close()

    def transport(self, *, external_user_id: str, account_id: str) -> httpx.BaseTransport:
        """A transport through the account, for `httpx.Client(transport=...)` and any SDK that takes such a client.

        The SDK's own `Authorization` is dropped, since the service adds that of the account.
        """
        from .proxy_transport import ProxyTransport  # it imports this module

        return ProxyTransport(self._send, self._settings, external_user_id=external_user_id, account_id=account_id)

    def get(self, url: str, **request: Unpack[ProxyRequest]) -> httpx.Response:
        """Send a GET request: see `request`."""
        return self.request("GET", url, **request)

    def post(self, url: str, **request: Unpack[ProxyRequest]) -> httpx.Response:
        """Send a POST request: see `request`."""
        return self.request("POST", url, **request)

    def put(self, url: str, **request: Unpack[ProxyRequest]) -> httpx.Response:
        """Send a PUT request: see `request`."""
        return self.request("PUT", url, **request)

    def patch(self, url: str, **request: Unpack[ProxyRequest]) -> httpx.Response:
        """Send a PATCH request: see `request`."""
        return self.request("PATCH", url, **request)

    def delete(self, url: str, **request: Unpack[ProxyRequest]) -> httpx.Response:
        """Send a DELETE request: see `request`."""
        return self.request("DELETE", url, **request)


class AsyncProxy:
    """Requests to an app's own API with the credentials of a connected account; the app's answer is handed through."""

    def __init__(self, send: AsyncRawSender, settings: Settings) -> None:
        self._send = send
        self._settings = settings

    async def request(self, method: str, url: str, **request: Unpack[ProxyRequest]) -> httpx.Response:
        """Send a request to the app and read its whole answer.

        Args:
            method: GET, POST, PUT, PATCH or DELETE.
            url: Where to: a URL of a host that the app allows, or, for apps with a host for each account, a path.
            **request: See `ProxyRequest`; `external_user_id` and `account_id` are needed.

        Returns:
            The app's answer, whatever its status; a 401, 404 or 429 can be the service's own too.

        Raises:
            InvalidArgumentError: An argument cannot be right; nothing was sent.
            TransportError: No answer came.
        """
        exchange = await self._send(proxy_call(self._settings, method, url, request))
        return exchange.response

    @asynccontextmanager
    async def stream(self, method: str, url: str, **request: Unpack[ProxyRequest]) -> AsyncGenerator[httpx.Response]:
        """Like `request`, for large answers: the body is read inside the `with` block, with `aiter_bytes()` for one.

        The block raises TransportError where the answer breaks off.
        """
        call = proxy_call(self._settings, method, url, request)
        exchange = await self._send(call, stream=True)
        try:
            with reading(call, exchange):
                yield exchange.response
        finally:
            await exchange.response.aclose()

    def transport(self, *, external_user_id: str, account_id: str) -> httpx.AsyncBaseTransport:
        """A transport through the account, for `httpx.AsyncClient(transport=...)` and any SDK that takes such a client.

        The SDK's own `Authorization` is dropped, since the service adds that of the account.
        """
        from .proxy_transport import AsyncProxyTransport  # it imports this module

        return AsyncProxyTransport(self._send, self._settings, external_user_id=external_user_id, account_id=account_id)

    async def get(self, url: str, **request: Unpack[ProxyRequest]) -> httpx.Response:
        """Send a GET request: see `request`."""
        return await self.request("GET", url, **request)

    async def post(self, url: str, **request: Unpack[ProxyRequest]) -> httpx.Response:
        """Send a POST request: see `request`."""
        return await self.request("POST", url, **request)

    async def put(self, url: str, **request: Unpack[ProxyRequest]) -> httpx.Response:
        """Send a PUT request: see `request`."""
        return await self.request("PUT", url, **request)

    async def patch(self, url: str, **request: Unpack[ProxyRequest]) -> httpx.Response:
        """Send a PATCH request: see `request`."""
        return await self.request("PATCH", url, **request)

    async def delete(self, url: str, **request: Unpack[ProxyRequest]) -> httpx.Response:
        """Send a DELETE request: see `request`."""
        return await self.request("DELETE", url, **request)
