"""An API that echoes requests, and has some paths for responses that are hard to get from a real API.

`/status/<code>` responds with that status, `/bytes/<n>` streams n bytes, `/timeout` never responds, and `/gzip`, `/text`,
`/empty`, `/redirect` and `/cookies` do what their names say. Every other path is echoed.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Callable, Iterator, Mapping

from ..wire.http_libraries import ByteStream, Response
from ..wire.types import MASKED, JsonObject
from .model import ProxiedRequest, UpstreamTimeoutError

_CHUNK = 64 * 1024
_MAX_BYTES = 256 * 1024 * 1024


def respond(proxied: ProxiedRequest) -> Response:
    """Respond to a request to any app."""
    first, _, rest = proxied.request.url.path.removeprefix("/").partition("/")
    if first in ("status", "bytes") and rest.isdecimal():
        number = int(rest)
        if first == "status" and 200 <= number <= 599:
            return _status(proxied, number)
        if first == "bytes" and number <= _MAX_BYTES:
            return Response(200, headers={"content-type": "application/octet-stream"}, content=_bytes(number))
    special = _SPECIAL.get(first) if not rest else None
    return special(proxied) if special else Response(200, json=echoed(proxied))


def echoed(proxied: ProxiedRequest) -> JsonObject:
    """Return what reached the app, with the credentials masked that the proxy has added."""
    request = proxied.request
    headers = {name: MASKED if name == proxied.secret_header else value for name, value in request.headers.items()}
    return {
        "method": request.method,
        "url": str(request.url),
        "headers": headers,
        "body": base64.b64encode(request.content).decode(),
    }


def _status(proxied: ProxiedRequest, status: int) -> Response:
    if status in (204, 205, 304):
        return Response(status)
    return Response(status, headers={"x-upstream": "echo"}, json={"error": {"status": status}, **echoed(proxied)})


def _bytes(number: int) -> Iterator[bytes]:
    pattern = bytes(range(256)) * (_CHUNK // 256)
    for start in range(0, number, _CHUNK):
        yield pattern[: min(_CHUNK, number - start)]


def _gzip(proxied: ProxiedRequest) -> Response:
    packed = gzip.compress(json.dumps(echoed(proxied)).encode(), mtime=0)
    headers = {"content-type": "application/json", "content-encoding": "gzip", "content-length": str(len(packed))}
    return Response(200, headers=headers, stream=ByteStream(packed))


def _timeout(proxied: ProxiedRequest) -> Response:
    raise UpstreamTimeoutError


def _text(proxied: ProxiedRequest) -> Response:
    return Response(200, text="Café, naïve, 砂場\n")


def _empty(proxied: ProxiedRequest) -> Response:
    return Response(204)


def _redirect(proxied: ProxiedRequest) -> Response:
    return Response(302, headers={"location": "/anything"})


def _cookies(proxied: ProxiedRequest) -> Response:
    return Response(200, headers=[("set-cookie", "a=1"), ("set-cookie", "b=2")], json={})


_SPECIAL: Mapping[str, Callable[[ProxiedRequest], Response]] = {
    "gzip": _gzip,
    "timeout": _timeout,
    "text": _text,
    "empty": _empty,
    "redirect": _redirect,
    "cookies": _cookies,
}
