"""Conversions between httpx and httpcore for our own connections: headers, limits, requests, and errors."""

from __future__ import annotations

import ssl
from importlib.util import find_spec
from typing import TypeAlias

import httpcore
import httpx

MAX_CONNECTIONS = 100
"""Connections of one client at the same time."""
KEEPALIVE = 5.0
"""Seconds that an idle connection is kept, as httpx keeps it."""

Origin: TypeAlias = tuple[str, str, int | None]
"""Scheme, host and port."""

HTTPCORE_ERRORS = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
)


class _NoTransport(httpx.BaseTransport):
    """A transport that is never used: with it, a client creates no TLS context."""


with httpx.Client(transport=_NoTransport(), trust_env=False) as _client:
    DEFAULT_HEADERS = _client.headers
    """Those of httpx: Accept-Encoding names the encodings that it can decode."""


def origin_of(url: httpx.URL) -> Origin:
    """Return where a URL leads."""
    return url.scheme, url.host, url.port


def pool_timeout(request: httpx.Request) -> float | None:
    """Return the seconds that a request waits for a free connection; None for no limit."""
    seconds: float | None = request.extensions["timeout"]["pool"]
    return seconds


def core_request(request: httpx.Request) -> httpcore.Request:
    """Return the request of httpcore for one of httpx."""
    url = request.url
    return httpcore.Request(
        method=request.method,
        url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
        headers=request.headers.raw,
        content=request.stream,
        extensions=request.extensions,
    )


def core_proxy(address: str, ssl_context: ssl.SSLContext) -> httpcore.Proxy:
    """Return the proxy of httpcore at an address, which may hold a user and a password."""
    if address.startswith("socks") and find_spec("socksio") is None:
        raise ImportError("a SOCKS proxy needs the package socksio")
    proxy = httpx.Proxy(address)
    url = proxy.url
    return httpcore.Proxy(
        url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
        auth=proxy.raw_auth,
        headers=proxy.headers.raw,
        ssl_context=ssl_context if url.scheme == "https" else None,
    )


def translated(error: Exception, request: httpx.Request) -> httpx.TransportError:
    """Return the error of httpx that has the name of one of httpcore."""
    name = next(cls.__name__ for cls in type(error).__mro__ if isinstance(getattr(httpx, cls.__name__, None), type))
    kind: type[httpx.TransportError] = getattr(httpx, name)
    return kind(str(error), request=request)
