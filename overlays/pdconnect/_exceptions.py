"""Every error of the client.

ConnectError                     the root: `except pdconnect.ConnectError` catches them all
├── ConfigurationError           the client cannot be built from these settings (also a ValueError)
├── InvalidArgument              an argument cannot be right; nothing was sent (also a ValueError)
├── ClientClosed                 the client has been closed
├── AuthenticationError          no access token could be had; `__cause__` tells why
├── TransportError               no answer came; `sent` tells whether the service may have seen the request
│   ├── ConnectionFailed         no connection was made
│   └── RequestTimeout           a time limit ran out (also a TimeoutError)
│       └── DeadlineExceeded     the time for the whole call, with all its attempts, ran out
├── RateLimitExceeded            the limit that this client keeps by itself is reached; nothing was sent; `retry_after` in seconds
├── ApiError                     the service answered with an error; `status_code` and `body` tell more
│   ├── BadRequest               400
│   ├── Unauthorized             401
│   ├── Forbidden                403
│   ├── NotFound                 404
│   ├── Conflict                 409
│   ├── UnprocessableEntity      422
│   ├── TooManyRequests          429; `retry_after` in seconds
│   └── ServerError              500 to 599
├── AsynchronousAnswer           the service started the work but didn't wait for its result; `body` holds what came
├── ActionFailed                 an action ran and failed; `errors` and `body` tell more (only `result.raise_for_error()` raises it)
├── ComponentError               a form: the component failed while its options or props were asked for
├── FormIncomplete               a form: props are missing; nothing was sent (also a ValueError)
├── DecodeError                  the answer cannot be read; `body` holds what came
└── PaginationError              a list would never end; `cursor` tells where

`pdconnect.webhooks` adds SignatureError, with SignatureMissing, SignatureExpired and SignatureMismatch below it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from pdconnect_api.errors import ActionFailed, ConnectError, DecodeError, InvalidArgument


class ConfigurationError(ConnectError, ValueError):
    """The client cannot be built from the settings it was given; the message says what would be right."""


class ClientClosed(ConnectError):
    """The client, or the httpx client that was passed in, has been closed."""


class AuthenticationError(ConnectError):
    """No access token could be had. `__cause__` is the error of the token request."""


class TransportError(ConnectError):
    """No answer came."""

    sent: bool = True
    """Whether the service may have seen the request, in any of the attempts. False: nothing was sent, so repeating the call is safe."""


class ConnectionFailed(TransportError):
    """No connection was made."""

    sent = False


class RequestTimeout(TransportError, TimeoutError):
    """A time limit ran out. The request may have been carried out all the same, unless `sent` is False."""


class DeadlineExceeded(RequestTimeout):
    """The time for the whole call, with all its attempts and waits, ran out."""


class RateLimitExceeded(ConnectError):
    """The limit that this client keeps by itself (`rate_limits`) is reached. Nothing was sent."""

    retry_after: float

    def __init__(self, limit: str, retry_after: float) -> None:
        super().__init__(f"the limit of {limit} is reached: there is room again in {retry_after:.1f} s")
        self.retry_after = retry_after


class ApiError(ConnectError):
    """The service answered with an error, or with a status that the operation doesn't have."""

    status_code: int = 0  # pyright: ignore[reportIncompatibleVariableOverride] - always there when an answer came
    headers: httpx.Headers
    """The headers of the answer."""

    @property
    def retry_after(self) -> float | None:
        """The seconds that the service asks to wait (`Retry-After` as a number); None where it doesn't say."""
        try:
            return max(0.0, float(self.headers["retry-after"]))
        except (KeyError, ValueError):
            return None


class BadRequest(ApiError):
    """400: the service doesn't understand the request."""


class Unauthorized(ApiError):
    """401: the access token was refused, and so was a renewed one."""


class Forbidden(ApiError):
    """403: the credentials don't allow this."""


class NotFound(ApiError):
    """404: there is no such thing in this project and environment."""


class Conflict(ApiError):
    """409: the request doesn't fit the present state."""


class UnprocessableEntity(ApiError):
    """422: the request is well formed but cannot be carried out."""


class TooManyRequests(ApiError):
    """429: throttled; `retry_after` tells how long to wait."""


class ServerError(ApiError):
    """500 to 599: the service failed."""


class AsynchronousAnswer(ConnectError):
    """The service started the work without waiting for its result, and there is no documented way to fetch it later.

    It happens with `blocking=False`. `body` holds what came.
    """


class FormIncomplete(ConnectError, ValueError):
    """A component cannot be run or deployed yet: `missing` names the props that are still to be set."""

    missing: list[str]

    def __init__(self, missing: list[str]) -> None:
        super().__init__(f"these props must be set first: {', '.join(missing)}")
        self.missing = missing


class ComponentError(ConnectError):
    """The component failed while its options or props were asked for, which the service reports in an answer of success.

    `errors` holds what it reported, `body` the whole answer.
    """

    errors: list[str]

    def __init__(self, errors: list[str], body: dict[str, Any]) -> None:
        super().__init__(f"the component reported: {'; '.join(map(str, errors))[:300]}")
        self.errors = errors
        self.body = body


class PaginationError(ConnectError):
    """The service repeats a cursor, so walking the list would never end. The items before it have been handed out."""

    def __init__(self, cursor: str) -> None:
        super().__init__(f"the service gave the cursor {cursor!r} a second time: the list would never end")
        self.cursor = cursor


_BY_STATUS: dict[int, type[ApiError]] = {
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    422: UnprocessableEntity,
    429: TooManyRequests,
}


_REQUEST_ID_HEADERS = ("x-request-id", "x-amzn-requestid", "x-amzn-trace-id", "cf-ray")


def request_id(headers: Mapping[str, str]) -> str | None:
    """The service's own id of a request, from the headers of the answer."""
    return next((headers[name] for name in _REQUEST_ID_HEADERS if name in headers), None)


def status_error(status_code: int) -> type[ApiError]:
    """The class of error for a status."""
    return _BY_STATUS.get(status_code, ServerError if status_code >= 500 else ApiError)


__all__ = [
    "ActionFailed",
    "ApiError",
    "AsynchronousAnswer",
    "AuthenticationError",
    "BadRequest",
    "ClientClosed",
    "ComponentError",
    "ConfigurationError",
    "Conflict",
    "ConnectError",
    "ConnectionFailed",
    "DeadlineExceeded",
    "DecodeError",
    "Forbidden",
    "FormIncomplete",
    "InvalidArgument",
    "NotFound",
    "PaginationError",
    "RateLimitExceeded",
    "RequestTimeout",
    "ServerError",
    "TooManyRequests",
    "TransportError",
    "Unauthorized",
    "UnprocessableEntity",
    "request_id",
    "status_error",
]
