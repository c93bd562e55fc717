"""Every error of the client.

PdconnectError                     the root: `except pdconnect.PdconnectError` catches them all
├── ConfigurationError           the client cannot be built from these settings (also a ValueError)
├── InvalidArgumentError              an argument cannot be right; nothing was sent (also a ValueError)
├── ClientClosedError                 the client has been closed
├── AuthenticationError          no access token could be had; `__cause__` tells why
├── TransportError               no answer came; `sent` tells whether the service may have seen the request
│   ├── ConnectionFailedError         no connection was made
│   └── RequestTimeoutError           a time limit ran out (also a TimeoutError)
│       └── DeadlineExceededError     the time for the whole call, with all its attempts, ran out
├── RateLimitExceededError            the limit that this client keeps by itself is reached; nothing was sent; `retry_after` in seconds
├── ApiError                     the service answered with an error; `status_code` and `body` tell more
│   ├── BadRequestError               400
│   ├── UnauthorizedError             401
│   ├── ForbiddenError                403
│   ├── NotFoundError                 404
│   ├── ConflictError                 409
│   ├── UnprocessableEntityError      422
│   ├── TooManyRequestsError          429; `retry_after` in seconds
│   └── ServerError              500 to 599
├── AcceptedResponseError           the service started the work but didn't wait for its result; `body` holds what came
├── ActionFailedError                 an action ran and failed; `errors` and `body` tell more (only `result.raise_for_error()` raises it)
├── ComponentError               a form: the component failed while its options or props were asked for
├── FormIncompleteError               a form: props are missing; nothing was sent (also a ValueError)
├── DecodeError                  the answer cannot be read; `body` holds what came
└── PaginationError              a list would never end; `cursor` tells where

`pdconnect.webhooks` adds SignatureError, with SignatureMissingError, SignatureExpiredError and SignatureMismatchError below it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from pdconnect_api.errors import ActionFailedError, DecodeError, InvalidArgumentError, PdconnectError


class ConfigurationError(PdconnectError, ValueError):
    """The client cannot be built from the settings it was given; the message says what would be right."""


class ClientClosedError(PdconnectError):
    """The client, or the httpx client that was passed in, has been closed."""


class AuthenticationError(PdconnectError):
    """No access token could be had. `__cause__` is the error of the token request."""


class TransportError(PdconnectError):
    """No answer came."""

    sent: bool = True
    """Whether the service may have seen the request, in any of the attempts. False: nothing was sent, so repeating the call is safe."""


class ConnectionFailedError(TransportError):
    """No connection was made."""

    sent = False


class RequestTimeoutError(TransportError, TimeoutError):
    """A time limit ran out. The request may have been carried out all the same, unless `sent` is False."""


class DeadlineExceededError(RequestTimeoutError):
    """The time for the whole call, with all its attempts and waits, ran out."""


class RateLimitExceededError(PdconnectError):
    """The limit that this client keeps by itself (`rate_limit_mode`) is reached. Nothing was sent."""

    retry_after: float

    def __init__(self, limit: str, retry_after: float) -> None:
        super().__init__(f"the limit of {limit} is reached: there is room again in {retry_after:.1f} s")
        self.retry_after = retry_after


class ApiError(PdconnectError):
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


class BadRequestError(ApiError):
    """400: the service doesn't understand the request."""


class UnauthorizedError(ApiError):
    """401: the access token was refused, and so was a renewed one."""


class ForbiddenError(ApiError):
    """403: the credentials don't allow this."""


class NotFoundError(ApiError):
    """404: there is no such thing in this project and environment."""


class ConflictError(ApiError):
    """409: the request doesn't fit the present state."""


class UnprocessableEntityError(ApiError):
    """422: the request is well formed but cannot be carried out."""


class TooManyRequestsError(ApiError):
    """429: throttled; `retry_after` tells how long to wait."""


class ServerError(ApiError):
    """500 to 599: the service failed."""


class AcceptedResponseError(PdconnectError):
    """The service started the work without waiting for its result, and there is no documented way to fetch it later.

    It happens with `blocking=False`. `body` holds what came.
    """


class FormIncompleteError(PdconnectError, ValueError):
    """A component cannot be run or deployed yet: `missing` names the props that are still to be set."""

    missing: list[str]

    def __init__(self, missing: list[str]) -> None:
        super().__init__(f"these props must be set first: {', '.join(missing)}")
        self.missing = missing


class ComponentError(PdconnectError):
    """The component failed while its options or props were asked for, which the service reports in an answer of success.

    `errors` holds what it reported, `body` the whole answer.
    """

    errors: list[str]

    def __init__(self, errors: list[str], body: dict[str, Any]) -> None:
        super().__init__(f"the component reported: {'; '.join(map(str, errors))[:300]}")
        self.errors = errors
        self.body = body


class PaginationError(PdconnectError):
    """The service repeats a cursor, or gives one that cannot be used. The items before it have been yielded."""

    def __init__(self, cursor: str | None, message: str | None = None) -> None:
        super().__init__(
            message or f"the service returned the cursor {cursor!r} a second time: the list would never end"
        )
        self.cursor = cursor


_BY_STATUS: dict[int, type[ApiError]] = {
    400: BadRequestError,
    401: UnauthorizedError,
    403: ForbiddenError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: TooManyRequestsError,
}


_REQUEST_ID_HEADERS = ("x-request-id", "x-amzn-requestid", "x-amzn-trace-id", "cf-ray")


def request_id(headers: Mapping[str, str]) -> str | None:
    """The service's own id of a request, from the headers of the answer."""
    return next((headers[name] for name in _REQUEST_ID_HEADERS if name in headers), None)


def status_error(status_code: int) -> type[ApiError]:
    """The class of error for a status."""
    return _BY_STATUS.get(status_code, ServerError if status_code >= 500 else ApiError)


__all__ = [
    "AcceptedResponseError",
    "ActionFailedError",
    "ApiError",
    "AuthenticationError",
    "BadRequestError",
    "ClientClosedError",
    "ComponentError",
    "ConfigurationError",
    "ConflictError",
    "ConnectionFailedError",
    "DeadlineExceededError",
    "DecodeError",
    "ForbiddenError",
    "FormIncompleteError",
    "InvalidArgumentError",
    "NotFoundError",
    "PaginationError",
    "PdconnectError",
    "RateLimitExceededError",
    "RequestTimeoutError",
    "ServerError",
    "TooManyRequestsError",
    "TransportError",
    "UnauthorizedError",
    "UnprocessableEntityError",
    "request_id",
    "status_error",
]
