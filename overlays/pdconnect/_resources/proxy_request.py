"""The requests of `client.proxy`: targets, headers, bodies. Pure: nothing is sent here."""

from __future__ import annotations

import base64
import re
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from enum import Enum
from typing import Any, Required, TypedDict, cast
from urllib.parse import quote, urlencode, urlsplit

from pdconnect_api.arguments import plain_text, project_path, text
from pdconnect_api.call import Body, Content, Operation, RequestData
from pdconnect_api.errors import InvalidArgumentError
from pdconnect_api.http_types import Timeout

from .._config import Settings
from .._exceptions import ConfigurationError
from .._http.content import checked_content
from .._http.raw_call import ANY_TYPE, Params, RawCall
from .._request_options import check_timeout
from .._tracebacks import clearing_frames
from .headers import checked_headers, checked_method

HEADER_PREFIX = "x-pd-proxy-"
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_REJECTED = frozenset(
    {
        *("accept-encoding", "access-control-request-headers", "access-control-request-method", "connection"),
        *("content-length", "cookie", "date", "dnt", "expect", "host", "keep-alive", "origin", "permissions-policy"),
        *("referer", "te", "trailer", "transfer-encoding", "upgrade", "user-agent", "via"),
    }
)
"""Headers that the service does not forward."""
_FORBIDDEN_IN_URL = re.compile(r"[\x00-\x20\x7f]").search
_MAX_URL = 65_536
"""Maximum length of the URL of a request: the HTTP libraries reject longer ones."""


class ProxyRequest(TypedDict, total=False):
    """The keyword arguments of a request through the proxy."""

    external_user_id: Required[str]
    """Your own id of the user whose account it is (at most 250 characters)."""
    account_id: Required[str]
    """The account (`apn_…`) whose credentials the service adds."""
    headers: Mapping[str, str] | None
    """Headers for the app. The service sets some headers itself and does not forward them."""
    params: Params | None
    """Query parameters, added after those of the URL. Lists and multi-dicts repeat a name; None is left out."""
    body: object
    """A body, sent as JSON: the official SDK's name for `json`."""
    json: object
    """A body, sent as JSON."""
    content: Content | None
    """A body as it is: a string, bytes, or an iterable of bytes. Its type belongs in a Content-Type header."""
    data: Mapping[str, Any] | None
    """A body, sent as a form. Lists and multi-dicts repeat a name."""
    files: Any
    """Files of a multipart form, as the HTTP library takes them."""
    timeout: Timeout
    """Seconds for each phase of the request; None for the client's. The service itself stops after 30 s with a 504."""


_REQUIRED = ("external_user_id", "account_id")
_KEYWORDS = frozenset(ProxyRequest.__annotations__)


@clearing_frames
def proxy_call(settings: Settings, method: str, url: str, request: ProxyRequest) -> RawCall:
    """Return the call of a request through the proxy.

    Raises:
        TypeError: A keyword argument is unknown or missing.
        InvalidArgumentError: An argument has a value that cannot be sent.
    """
    _check_keywords(request)
    method = checked_method(method)
    if method not in _METHODS:
        raise InvalidArgumentError("method", f"must be one of {', '.join(_METHODS)}")
    _check_url(url)
    path = f"{project_path(settings.project_id)}/proxy"
    user = {
        "external_user_id": text(
            "external_user_id", request["external_user_id"], min_length=1, max_length=250, required=True
        ),
        "account_id": text("account_id", request["account_id"], min_length=1, required=True),
    }
    target_url = merge_query(url, request.get("params"))
    target = encode_url(target_url)
    call_url = f"{path}/{target}?{urlencode(user, quote_via=quote)}"
    if len(settings.base_url) + len(call_url) > _MAX_URL:
        raise InvalidArgumentError("url", "must be shorter: with its parameters it does not fit into a request")
    headers = ANY_TYPE | proxied_headers(request.get("headers"))
    return RawCall(
        Operation(f"proxy_{method.lower()}", method, f"{path}/{{url_64}}", idempotent=method not in ("POST", "PATCH")),
        path,
        RequestData(method, call_url, _body(request), headers, _checked_timeout(request.get("timeout"))),
        hidden=(target,) if "?" in target_url else (),  # a query can contain a credential
    )


def is_forwarded(name: str) -> bool:
    """Return whether the service forwards a header with this name. It rejects a request with any other."""
    name = name.lower()
    return name not in _REJECTED and not name.startswith(("proxy-", "sec-"))


def encode_url(url: str) -> str:
    """Return the target as the path holds it: URL-safe base64 of its UTF-8 bytes, without padding."""
    return base64.urlsafe_b64encode(url.encode()).decode().rstrip("=")


def merge_query(url: str, params: Params | None) -> str:
    """Return the URL with more query parameters after its own. A fragment is dropped, since it is never sent.

    Raises InvalidArgumentError.
    """
    url = str(plain_text(url)).partition("#")[0]
    try:
        pairs = [
            (_simple("params", name), _simple("params", value))
            for name, values in _pairs("params", params)
            for value in _items(values)
            if value is not None
        ]
        added = urlencode(pairs, quote_via=quote)
    except UnicodeEncodeError:
        raise InvalidArgumentError("params", "must be text that UTF-8 can encode (it has a lone surrogate)") from None
    if not added:
        return url
    return f"{url}{'&' if '?' in url and not url.endswith(('?', '&')) else '' if '?' in url else '?'}{added}"


def _pairs(argument: str, params: Any) -> Iterable[tuple[Any, Any]]:
    """Return the names and values of parameters or fields; a multi-dict has several pairs for a name."""
    pairs: Any
    if params is None:
        return ()
    if hasattr(params, "multi_items"):  # httpx, Starlette
        pairs = params.multi_items()
    elif hasattr(params, "lists"):  # Django, Werkzeug
        pairs = params.lists()
    else:  # `items` of multidict and WebOb returns every pair
        pairs = params.items() if isinstance(params, Mapping) else params  # pyright: ignore[reportUnknownVariableType]
    if isinstance(pairs, str | bytes) or not isinstance(pairs, Iterable):
        raise InvalidArgumentError(argument, "must be a mapping or a list of pairs")
    found: list[Any] = list(pairs)  # pyright: ignore[reportUnknownArgumentType]
    if not all(isinstance(pair, tuple | list) and len(pair) == 2 for pair in found):  # pyright: ignore[reportUnknownArgumentType]
        raise InvalidArgumentError(argument, "must be a mapping or a list of pairs")
    return found


def _items(value: Any) -> Iterable[Any]:
    """Return the values of one parameter or field."""
    return value if isinstance(value, list | tuple | AbstractSet) else [value]  # pyright: ignore[reportUnknownVariableType]


def _simple(argument: str, value: Any) -> str:
    """Return the wire form of a name or a value. Raises InvalidArgumentError if `str` of it would not be data, such as `App.SLACK`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        try:
            return int.__repr__(value)  # `str` of a member of an integer enumeration is its name
        except ValueError as error:  # too many digits
            raise InvalidArgumentError(argument, f"cannot be sent: {error}") from None
    if isinstance(value, float):
        return float.__repr__(value)
    if not isinstance(value, str):
        kind: Any = type(cast(object, value))
        if isinstance(value, Collection | Enum) or kind.__str__ is object.__str__:
            raise InvalidArgumentError(argument, f"must have simple names and values, not {kind.__name__}")
    return str(plain_text(value))


def proxied_headers(headers: Mapping[str, str] | None) -> dict[str, str]:
    """Return the headers for the app, with the prefix that makes the service forward them. Raises InvalidArgumentError."""
    forwarded: dict[str, str] = {}
    for name, value in checked_headers(headers).items():
        if name.lower() == "content-type":  # describes the body; the service passes it on
            forwarded[name] = value
        elif is_forwarded(name):
            forwarded[HEADER_PREFIX + name] = value
        else:
            raise InvalidArgumentError(
                "headers", f"must not have {name!r}: the service sets it itself or does not forward it"
            )
    return forwarded


def _check_keywords(request: ProxyRequest) -> None:
    """Raise TypeError as Python does for keywords in a signature."""
    for name in request:
        if name not in _KEYWORDS:
            known = ", ".join(sorted(_KEYWORDS))
            raise TypeError(f"a proxy request got an unexpected keyword argument {name!r}; it takes {known}")
    for name in _REQUIRED:
        if name not in request:
            raise TypeError(f"a proxy request is missing the required keyword argument {name!r}")


def _body(request: ProxyRequest) -> Body:
    json, body = request.get("json"), request.get("body")
    if json is not None and body is not None:
        raise InvalidArgumentError("json", "must not be given together with body: a request has one body")
    found = Body(body if json is None else json, request.get("content"), request.get("data"), request.get("files"))
    if found.json is not None and found != Body(found.json):
        name = "body" if json is None else "json"
        raise InvalidArgumentError(
            name, "must not be given together with content, data or files: a request has one body"
        )
    if found.content is not None and (found.data is not None or found.files is not None):
        raise InvalidArgumentError("content", "must not be given together with data or files: a request has one body")
    if found.data is not None and not isinstance(found.data, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
        raise InvalidArgumentError("data", f"must be a mapping, not {type(found.data).__name__}")
    return found._replace(
        content=checked_content("content", found.content), data=_form_data(found.data, is_multipart=bool(found.files))
    )


def _form_data(data: Mapping[str, Any] | None, *, is_multipart: bool) -> dict[str, Any] | None:
    """Return the fields of a form in their wire form. Only fields of a multipart form can be bytes."""
    if data is None:
        return None
    fields: dict[str, Any] = {}
    for name, values in _pairs("data", data):
        found = fields.setdefault(_simple("data", name), [])
        for value in _items(values):
            keeps = is_multipart and isinstance(value, bytes)
            found.append("" if value is None else value if keeps else _simple("data", value))
    return fields


def _checked_timeout(timeout: Timeout) -> Timeout:
    try:
        check_timeout(timeout)
    except ConfigurationError as error:
        raise InvalidArgumentError("timeout", str(error).removeprefix("timeout ")) from None
    return timeout


def _check_url(url: str) -> None:
    text("url", url, min_length=1, required=True)
    if _FORBIDDEN_IN_URL(url):
        raise InvalidArgumentError("url", "must not have spaces or control characters; percent-encode them")
    if url.startswith("/") and not url.startswith("//"):
        return  # an app with a host for each account: the service adds the host
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises ValueError for what is not a port
    except ValueError:
        raise InvalidArgumentError("url", "is not a URL") from None
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise InvalidArgumentError("url", "must begin with https:// and a host, or with / for the account's own host")
