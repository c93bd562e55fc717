"""The requests of `client.proxy`: targets, headers, bodies. Pure: nothing is sent here."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from typing import Any, Required, TypedDict
from urllib.parse import quote, urlencode, urlsplit

import httpx

from pdconnect_api.arguments import project_path, text
from pdconnect_api.call import Operation
from pdconnect_api.errors import InvalidArgumentError

from .._config import Settings
from .._http.raw_call import Body, Content, Params, RawCall

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

_DROPPED = frozenset({"authorization", "cookie"})
"""Credentials that an SDK brings along; those of the account take their place."""


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


def proxied_call(settings: Settings, account: ProxyRequest, request: httpx.Request) -> RawCall:
    """The call that carries somebody else's request. Its headers that cannot be forwarded are left to the service."""
    headers = {name: value for name, value in request.headers.items() if name not in _DROPPED and is_forwarded(name)}
    carried: ProxyRequest = {**account, "headers": headers}
    call = proxy_call(settings, request.method, str(request.url), carried)
    limits = request.extensions.get("timeout")
    return call if limits is None else call._replace(timeout=httpx.Timeout(**limits))


def undecoded_response(response: httpx.Response) -> httpx.Response:
    """The app's answer with its body still encoded, as httpx expects of a transport."""
    return httpx.Response(
        response.status_code, headers=response.headers, stream=response.stream, extensions=response.extensions
    )
