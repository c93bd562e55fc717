"""Convert a response without a result, or a failure of the HTTP library, to an error of pdconnect.

Imported before the first connection is opened: a process without free file descriptors cannot import it when it needs it.
"""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from traceback import walk_tb
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from pdconnect_api.call import Operation
from pdconnect_api.redaction import redact, remember_secret

from .._exceptions import (
    AcceptedResponseError,
    ApiError,
    ConnectionFailedError,
    DecodeError,
    PdconnectError,
    RequestTimeoutError,
    TransportError,
    request_id,
    status_error,
)
from .._tracebacks import clear_frames, is_illegal_header
from .backend import backend_of, library_of
from .body import MAX_ERROR_BODY, NOT_JSON, decoded_body
from .decompression import DecompressionError

if TYPE_CHECKING:
    from .backend import Backend, Request, RequestError, Response
    from .sent_response import SentResponse

E = TypeVar("E", bound=PdconnectError)
_TEXT_LIMIT = 2_000
"""Maximum number of bytes of a body that isn't JSON, in `error.body`."""
_OWN = __name__.partition(".")[0]
_LIBRARIES = frozenset(
    {
        *("httpx", "httpx2", "httpcore", "httpcore2", "httpx_aiohttp", "aiohttp", "yarl", "multidict"),
        *("h11", "h2", "hpack", "hyperframe", "anyio", "sniffio", "trio", "socksio", "idna"),
    }
)
"""The packages that send a request."""
MESSAGE_LIMIT = 300
"""Maximum number of characters that an error message quotes."""


class SentCall(Protocol):
    """The data of a call that an error contains."""

    @property
    def operation(self) -> Operation:
        """The operation."""
        ...

    @property
    def path(self) -> str:
        """The path, without a query."""
        ...

    @property
    def secrets(self) -> tuple[object, ...]:
        """The arguments that must not appear in any text."""
        ...


def unexpected_response_error(call: SentCall, response: Response, secrets: Iterable[str]) -> PdconnectError:
    """Return the error for a complete response that is not a success, not the end of the work, or not JSON."""
    if not response.is_success:
        return api_error(call, response, secrets)
    body = decoded_body(response)
    if response.status_code == 202 or body is not NOT_JSON:
        error = AcceptedResponseError("the service started the work without waiting for its result")
        return with_response(error, call, response, body)
    return with_response(DecodeError("the response is not JSON"), call, response, _text(response))


def api_error(call: SentCall, response: Response, secrets: Iterable[str]) -> ApiError:
    """Return the error for a response with an error status. The token it was sent with is always redacted."""
    body = decoded_body(response)
    if body is NOT_JSON:
        body = _text(response)
    bearer = response.request.headers.get("authorization", "").rpartition(" ")[2]
    reason = redact(_reason(body), (*secrets, *call.secrets, bearer))[:MESSAGE_LIMIT]
    error = status_error(response.status_code)(f"{response.status_code} {reason}".rstrip())
    error.headers = response.headers
    with_response(error, call, response, body).content = response.content[:MAX_ERROR_BODY]
    return error


def with_response(error: E, call: SentCall, response: Response, body: Any) -> E:
    """Add the data of the response to an error."""
    error.status_code = response.status_code
    error.body = body
    error.content = response.content
    error.request_id = request_id(response.headers)
    return with_call(error, call)


def with_call(error: E, call: SentCall) -> E:
    """Add the data of the call to an error; the message then begins with it."""
    for secret in call.secrets:  # of the caller's arguments
        remember_secret(secret)
    operation = call.operation
    error.operation, error.method, error.path = operation.id, operation.method, redact(call.path, call.secrets)
    error.args = (f"{operation.id} ({operation.method} {error.path}): {error}",)
    return error


def transport_error(
    call: SentCall,
    error: Exception,
    response: Response | None = None,
    content: bytes = b"",
) -> TransportError:
    """Return the error for a failure of the HTTP library or of aiohttp, with the part of the response that arrived."""
    clear_frames(error)
    kind, sent = _classify_aiohttp_error(error) or _classify_library_error(error)
    failure = kind(redact(f"{type(error).__name__}: {error}", call.secrets)[:MESSAGE_LIMIT])
    failure.sent = sent
    return with_call(failure if response is None else with_part(failure, response, content), call)


def is_failure(backend: Backend, error: Exception) -> bool:
    """Return whether an exception is a failure of sending, rather than one that the caller's code raised.

    The HTTP libraries also raise errors of other modules, such as a ValueError for a status of HTTP/2 that is not a number. The caller's
    code is an event hook, a transport or an iterable of the body: its exceptions are not changed.
    """
    if isinstance(error, PdconnectError):
        return False
    if isinstance(error, (*backend.failures, DecompressionError)):
        return True
    modules = [frame.f_globals.get("__name__", "").partition(".")[0] for frame, _ in walk_tb(error.__traceback__)]
    packages = [module for module in modules if module not in sys.stdlib_module_names]
    return bool(packages) and packages[-1] in _LIBRARIES and _LIBRARIES.issuperset({*packages} - {_OWN})


def with_part(error: E, response: Response, content: bytes) -> E:
    """Add the part of a response that arrived to an error."""
    error.status_code, error.content = response.status_code, content
    error.request_id = request_id(response.headers)
    return error


@contextmanager
def reading(call: SentCall, sent: SentResponse) -> Generator[None]:
    """Translate failures of the connection while the caller reads the body of a response."""
    try:
        yield
    except library_of(sent.response).RequestError as error:
        response = sent.response
        if _request_of(error) is not response.request:  # the error belongs to another request of the caller
            raise
        failure = transport_error(call, error, response)
        failure.attempts = sent.attempts
        raise failure from error
    except BaseException as error:
        clear_frames(error)
        raise


def _request_of(error: RequestError) -> Request | None:
    try:
        return error.request
    except RuntimeError:  # it was created by hand
        return None


def _classify_library_error(error: Exception) -> tuple[type[TransportError], bool]:
    """Return the class of the error, and whether the request may have been sent."""
    backend = backend_of(error)
    if backend is None:  # a body that cannot be decompressed
        return TransportError, True
    if isinstance(error, backend.TimeoutException):
        return RequestTimeoutError, not isinstance(error, (backend.ConnectTimeout, backend.PoolTimeout))
    if isinstance(error, _no_connection(backend)):
        return ConnectionFailedError, False
    return TransportError, not (_has_too_many_streams(error) or is_illegal_header(error))


def _has_too_many_streams(error: Exception) -> bool:
    """Return whether h2 has rejected a request, before any of it was sent, because its connection of HTTP/2 has too many others."""
    arguments = () if error.__cause__ is None else error.__cause__.args  # httpcore's error is made of h2's
    return any(type(argument).__name__ == "TooManyStreamsError" for argument in arguments)


def _no_connection(backend: Backend) -> tuple[type[Exception], ...]:
    return backend.ConnectError, backend.UnsupportedProtocol, backend.ProxyError, backend.InvalidURL


_AIOHTTP_NO_CONNECTION = frozenset({"ClientConnectorError", "ClientHttpProxyError", "InvalidURL"})


def _classify_aiohttp_error(error: Exception) -> tuple[type[TransportError], bool] | None:
    """Return the class of the error, and whether the request may have been sent; None if it is not an error of aiohttp.

    A client of httpx-aiohttp that is passed in reports most failures as ConnectTimeout, and some not at all. The cause, aiohttp's
    original error, is more precise.
    """
    original = error if backend_of(error) is None else error.__cause__
    names = {base.__name__ for base in type(original).__mro__ if base.__module__.partition(".")[0] == "aiohttp"}
    if not names:
        return None
    if names & _AIOHTTP_NO_CONNECTION:
        return ConnectionFailedError, False
    is_timeout = isinstance(original, TimeoutError)
    return (RequestTimeoutError if is_timeout else TransportError), "ConnectionTimeoutError" not in names


def _text(response: Response) -> str:
    """Return the beginning of a body that isn't JSON."""
    return response.content[:_TEXT_LIMIT].decode("utf-8", "replace")


def _reason(body: Any) -> str:
    """Return the reason that the body of an error gives."""
    if isinstance(body, dict):
        for name in ("error_description", "error", "message"):
            value: Any = body.get(name)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
            if isinstance(value, str):
                return value
            if isinstance(value, dict) and isinstance(value.get("message"), str):  # pyright: ignore[reportUnknownMemberType]
                return str(value["message"])  # pyright: ignore[reportUnknownArgumentType]
        return ""
    return body if isinstance(body, str) else ""
