"""Requests, responses and errors of httpx and of httpx2, for clients in process and for functions of a test.

The only module of the sandbox that imports the HTTP libraries, or private names of the client. See `pdconnect._http.backend`
for the two libraries. The sandbox's own requests and responses are those of httpx, which every installation has.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_type_hints

from pdconnect._http.backend import (
    Backend,
    backend_of,
    connection_backend,
    library_of,
    load_backend,
    loaded_backends,
    with_loaded_bases,
)

if TYPE_CHECKING:
    import httpx
    import httpx2

    RequestHandler: TypeAlias = (
        Callable[[httpx.Request], httpx.Response | httpx2.Response]
        | Callable[[httpx2.Request], httpx.Response | httpx2.Response]
    )
    """A function of a test that responds to requests."""
    HttpTransport: TypeAlias = (
        httpx.BaseTransport | httpx.AsyncBaseTransport | httpx2.BaseTransport | httpx2.AsyncBaseTransport
    )
    ByteStream: TypeAlias = httpx.ByteStream
    InvalidURL: TypeAlias = httpx.InvalidURL
    Request: TypeAlias = httpx.Request
    Response: TypeAlias = httpx.Response
    URL: TypeAlias = httpx.URL

else:
    RequestHandler = Callable[[Any], Any]  # a library may be missing
    HttpTransport = Any
    _own = load_backend("httpx")
    ByteStream, InvalidURL, Request, Response, URL = (
        _own.ByteStream,
        _own.InvalidURL,
        _own.Request,
        _own.Response,
        _own.URL,
    )

__all__ = [
    "URL",
    "Backend",
    "ByteStream",
    "HttpTransport",
    "InvalidURL",
    "Request",
    "RequestHandler",
    "Response",
    "backend_of",
    "call_handler",
    "is_transport_error",
    "library_of",
    "library_of_client",
    "load_backend",
    "sync_body",
    "translate_error",
    "with_loaded_bases",
]


def library_of_client(http_backend: str | None, kind: Literal["Client", "AsyncClient"]) -> Backend:
    """Return the library of a client in process: httpx, unless `http_backend` is another one. Environment variables have no effect.

    Raises ConfigurationError.
    """
    return connection_backend(http_backend or "httpx", kind, None).library


def call_handler(handler: RequestHandler, request: Any) -> Any:
    """Call a function of a test with a request whose body is in memory, and return its response.

    The request is one of the library that the annotation of the function names, and of httpx without one. The response may be
    of either library.

    Raises:
        TypeError: The function did not return a synchronous response.
    """
    response = handler(_converted(request, _library_wanted(handler)))
    library = backend_of(response)
    if library is None or not isinstance(response, library.Response):
        raise TypeError(
            "a function that responds for an app or a workflow must return a response of httpx or httpx2,"
            f" got {type(response).__name__}"
        )
    sync_body(response)
    return response


def sync_body(response: Any) -> Iterable[bytes]:
    """Return the body of a response as it is sent. Raises TypeError if it is asynchronous."""
    if not isinstance(response.stream, library_of(response).SyncByteStream):
        raise TypeError("a function that responds for an app or a workflow must return a synchronous response")
    return response.stream


def is_transport_error(error: BaseException) -> bool:
    """Return whether an error means that there was no response. A function of a test raises it to simulate that."""
    library = backend_of(error)
    return library is not None and isinstance(error, library.TransportError)


def translate_error(error: Exception, request: Any) -> Exception | None:
    """Return the error of the request's library for one of the other library; None for any other error."""
    library, raised = library_of(request), backend_of(error)
    if raised is None or raised is library:
        return None
    name = next((cls.__name__ for cls in type(error).__mro__ if raised.error(cls.__name__) is cls), None)
    translated = None if name is None else library.error(name)
    return None if translated is None else translated(str(error), request=request)


def _converted(request: Any, library: Backend) -> Any:
    if isinstance(request, library.Request):
        return request
    return library.Request(
        request.method,
        str(request.url),
        headers=request.headers.raw,
        content=request.content,
        extensions=request.extensions,
    )


def _library_wanted(handler: Callable[..., Any]) -> Backend:
    """Return the library of the request that a function takes, as its annotation says."""
    while isinstance(handler, partial):
        handler = handler.func
    function = handler if inspect.isroutine(handler) else type(handler).__call__
    try:
        hints = get_type_hints(function)
    except Exception:  # it names what only a type checker imports
        return load_backend("httpx")
    hints.pop("return", None)
    classes = [hint for hint in hints.values() if isinstance(hint, type)]
    wanted = (library for library in loaded_backends() if any(issubclass(cls, library.Request) for cls in classes))
    return next(wanted, load_backend("httpx"))
