"""Conversions between an HTTP library and its httpcore, for our own connections: headers, limits, requests, and errors."""

from __future__ import annotations

import ssl
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeAlias

from .backend import Backend

if TYPE_CHECKING:
    from .backend import URL, CoreProxy, CoreRequest, CoreURL, Headers, LibraryTransportError, Request

MAX_CONNECTIONS = 100
"""Connections of one client at the same time."""
KEEPALIVE = 5.0
"""Seconds that an idle connection is kept, as httpx keeps it."""

Origin: TypeAlias = tuple[str, str, int | None]
"""Scheme, host and port."""


class _NoTransport:
    """A transport that is never used: with it, a client creates no TLS context."""

    def close(self) -> None:
        """Do nothing."""


@cache
def default_headers(backend: Backend) -> Headers:
    """Return the headers of a client without settings: Accept-Encoding names the encodings that the library can decode."""
    transport = backend.derive(_NoTransport, backend.BaseTransport)()
    with backend.Client(transport=transport, trust_env=False) as client:  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        return client.headers


def origin_of(url: URL) -> Origin:
    """Return the origin of a URL."""
    return url.scheme, url.host, url.port


def core_url(backend: Backend, url: URL) -> CoreURL:
    """Convert a URL of the HTTP library to a URL of its httpcore."""
    return backend.core.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


def pool_timeout(request: Request) -> float | None:
    """Return the seconds that a request waits for a free connection; None for no limit."""
    seconds: float | None = request.extensions["timeout"]["pool"]
    return seconds


def core_request(backend: Backend, request: Request) -> CoreRequest:
    """Convert a request of the HTTP library to a request of its httpcore."""
    return backend.core.Request(
        method=request.method,
        url=core_url(backend, request.url),
        headers=request.headers.raw,
        content=request.stream,
        extensions=request.extensions,
    )


def core_proxy(backend: Backend, address: str, ssl_context: ssl.SSLContext) -> CoreProxy:
    """Return the proxy of httpcore at an address, which may hold a user and a password."""
    if address.startswith("socks") and find_spec("socksio") is None:
        raise ImportError("a SOCKS proxy needs the package socksio")
    proxy, core = backend.Proxy(address), backend.core
    url = proxy.url
    return core.Proxy(
        url=core_url(backend, url),
        auth=proxy.raw_auth,
        headers=proxy.headers.raw,
        ssl_context=ssl_context if url.scheme == "https" else None,
    )


def translated(backend: Backend, error: Exception, request: Request) -> LibraryTransportError:
    """Convert an error of httpcore to the error of the HTTP library with the same name."""
    kinds = (backend.error(cls.__name__) for cls in type(error).__mro__)
    kind = next(kind for kind in kinds if kind is not None)
    return kind(str(error), request=request)
