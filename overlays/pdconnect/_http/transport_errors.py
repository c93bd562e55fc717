"""From a failure of httpx to an error: whether there was a connection, and whether the service may have seen the request."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx

from pdconnect_api.redaction import redact

from .._exceptions import ConnectionFailedError, RequestTimeoutError, TransportError, request_id
from .errors import MESSAGE_LIMIT, Sent, of_call

if TYPE_CHECKING:
    from .attempt import Exchange

_NO_CONNECTION = (httpx.ConnectError, httpx.UnsupportedProtocol, httpx.ProxyError, httpx.InvalidURL)
_NOT_SENT_IN_TIME = (httpx.ConnectTimeout, httpx.PoolTimeout)


def transport_error(
    call: Sent, error: httpx.HTTPError | httpx.InvalidURL, response: httpx.Response | None = None, content: bytes = b""
) -> TransportError:
    """The error that a failure of httpx stands for, with what had come by then."""
    forget_frames(error)
    kind, sent = _of_aiohttp(error) or _of_httpx(error)
    failure = kind(redact(f"{type(error).__name__}: {error}", call.secrets)[:MESSAGE_LIMIT])
    failure.sent = sent
    if response is not None:
        failure.status_code, failure.content = response.status_code, content
        failure.request_id = request_id(response.headers)
    return of_call(failure, call)


@contextmanager
def reading(call: Sent, exchange: Exchange) -> Generator[None]:
    """A context in which the caller reads the body of an answer: where that breaks off, it is an error of ours."""
    try:
        yield
    except httpx.RequestError as error:
        response = exchange.response
        if _request_of(error) is not response.request:  # that of something else the caller does there
            raise
        failure = transport_error(call, error, response)
        failure.attempts = exchange.attempts
        raise failure from error


def _request_of(error: httpx.RequestError) -> httpx.Request | None:
    try:
        return error.request
    except RuntimeError:  # it was made by hand
        return None


def _of_httpx(error: Exception) -> tuple[type[TransportError], bool]:
    """The class, and whether the request may have been sent."""
    if isinstance(error, httpx.TimeoutException):
        return RequestTimeoutError, not isinstance(error, _NOT_SENT_IN_TIME)
    return (ConnectionFailedError, False) if isinstance(error, _NO_CONNECTION) else (TransportError, True)


def _of_aiohttp(error: Exception) -> tuple[type[TransportError], bool] | None:
    """The same for httpx-aiohttp, which calls nearly all failures of a connection a ConnectTimeout: aiohttp's own error tells more."""
    cause = type(error.__cause__)
    if cause.__module__.partition(".")[0] != "aiohttp":
        return None
    names = {base.__name__ for base in cause.__mro__}
    if "ClientConnectorError" in names:
        return ConnectionFailedError, False
    return (RequestTimeoutError if "TimeoutError" in names else TransportError), "ConnectionTimeoutError" not in names


def forget_frames(error: BaseException) -> None:
    """Take the tracebacks off a failure below us: their local variables hold the headers that were sent, credentials included."""
    chain: BaseException | None = error
    while chain is not None:
        chain.__traceback__ = None
        chain = chain.__cause__ or chain.__context__
