"""Requests of another client that go through a connected account, and what that client gets back, in its own HTTP library.

Pure: nothing is sent here.
"""

from __future__ import annotations

from collections.abc import AsyncIterable, Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from pdconnect_api.call import Body, Content, PhaseTimeouts

from .._config import Settings
from .._exceptions import (
    ClientClosedError,
    ConfigurationError,
    ConnectionFailedError,
    InvalidArgumentError,
    PdconnectError,
    RateLimitExceededError,
    RequestTimeoutError,
    TransportError,
)
from .._http.raw_call import RawCall
from .._tracebacks import clearing_frames
from .proxy_request import ProxyRequest, is_forwarded, proxy_call

if TYPE_CHECKING:
    from .._http.backend import Backend, LibraryTransportError, Request, Response

RAISED_UNCHANGED = (ConfigurationError, ClientClosedError)
"""Errors of a wrong setup, which no retry of an SDK can help."""
_CREDENTIALS = frozenset({"authorization", "cookie"})
"""Credentials that an SDK sends itself; the service sends those of the account instead."""
_OF_ENCODING = frozenset({"content-encoding", "content-length", "transfer-encoding"})
"""Headers that describe a body as it was sent, and do not fit one that is decompressed."""

_TIMEOUTS = frozenset({"ConnectTimeout", "ReadTimeout", "WriteTimeout", "PoolTimeout"})
_NO_CONNECTION = frozenset({"ConnectError", "ProxyError", "UnsupportedProtocol"})
_BROKEN_CONNECTION = frozenset(
    {"ReadError", "WriteError", "CloseError", "LocalProtocolError", "RemoteProtocolError", "ConnectError"}
)


@clearing_frames
def proxied_call(
    settings: Settings,
    account: ProxyRequest,
    request: Request,
    library: Backend,
    iterate: Callable[[Any], Iterable[bytes] | AsyncIterable[bytes]],
) -> RawCall:
    """Return the call that carries the request of another client. Headers that cannot be forwarded are left out.

    `iterate` returns the parts of a body that is not in memory. Such a call can be sent once.
    """
    forwarded = {
        name: value for name, value in request.headers.items() if name not in _CREDENTIALS and is_forwarded(name)
    }
    call = proxy_call(settings, request.method, str(request.url), {**account, "headers": forwarded})
    # The service may compress the response; the client of the SDK decompresses it.
    data = call.request_data
    headers = {**data.headers, "accept-encoding": request.headers.get("accept-encoding", "identity")}
    if isinstance(request.stream, library.ByteStream):
        content: Content | None = b"".join(request.stream) or None
    else:
        content = iterate(request.stream)
        if "content-length" in request.headers:
            headers["content-length"] = request.headers["content-length"]
    limits = request.extensions.get("timeout")
    data = data._replace(
        headers=headers,
        body=Body(content=content),
        timeout=None if limits is None else _phase_timeouts(limits),
    )
    return call._replace(request_data=data)


def _phase_timeouts(limits: Mapping[str, float | None]) -> PhaseTimeouts:
    return limits.get("connect"), limits.get("read"), limits.get("write"), limits.get("pool")


def received_response(response: Response, stream: Any, library: Backend) -> Response:
    """Return the app's response in the library of the client that gets it, with its body still encoded."""
    headers = response.headers.raw
    if response.is_stream_consumed:  # a hook of a passed-in `http_client` has read the body, which decompressed it
        headers = [(name, value) for name, value in headers if name.decode("latin-1").lower() not in _OF_ENCODING]
        stream = library.ByteStream(response.content)
    return library.Response(response.status_code, headers=headers, stream=stream, extensions=response.extensions)


def sdk_error(error: PdconnectError, request: Request, library: Backend) -> LibraryTransportError:
    """Return the exception of a library for an error of ours."""
    cls = library.error(_library_name(error)) or library.TransportError
    return cls(str(error), request=request)


def _library_name(error: PdconnectError) -> str:
    """Return the name that the HTTP libraries have for an error: that of its cause if it fits, else the nearest."""
    if isinstance(error, RequestTimeoutError):
        return _name_of_cause(error, _TIMEOUTS) or ("ReadTimeout" if error.sent else "PoolTimeout")
    if isinstance(error, ConnectionFailedError):
        return _name_of_cause(error, _NO_CONNECTION) or "ConnectError"
    if isinstance(error, TransportError):
        return _name_of_cause(error, _BROKEN_CONNECTION) or ("ReadError" if error.sent else "ConnectError")
    if isinstance(error, RateLimitExceededError):
        return "PoolTimeout"  # nothing was sent, as there is no capacity at present
    if isinstance(error, InvalidArgumentError):
        return "LocalProtocolError"  # the service does not take such a request
    return "ProxyError"  # the service rejects the credentials of this client, or gives it no token


def _name_of_cause(error: PdconnectError, names: frozenset[str]) -> str | None:
    return next((cls.__name__ for cls in type(error.__cause__).__mro__ if cls.__name__ in names), None)
