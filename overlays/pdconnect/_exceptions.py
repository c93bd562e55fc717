"""Every error of the client.

PdconnectError                       the root: `except pdconnect.PdconnectError` catches all of them
├── ConfigurationError               the client cannot be built from these settings (also a ValueError)
├── InvalidArgumentError             an argument is invalid; nothing was sent (also a ValueError)
├── ClientClosedError                the client has been closed
├── TransportError                   there was no response; `sent` says whether the service may have seen the request
│   ├── ConnectionFailedError        no connection was made
│   └── RequestTimeoutError          a timeout passed (also a TimeoutError)
│       └── DeadlineExceededError    the time for the whole call, with all its attempts, has passed
├── RateLimitExceededError           a limit that this client keeps by itself is reached; nothing was sent; `retry_after` in seconds
├── ApiError                         the service responded with an error; see `status_code` and `body`
│   ├── BadRequestError              400
│   ├── AuthenticationError          these credentials were rejected: by the token endpoint (400, 403), or
│   │   └── UnauthorizedError        401
│   ├── ForbiddenError               403
│   ├── NotFoundError                404
│   ├── ConflictError                409
│   ├── UnprocessableEntityError     422
│   ├── TooManyRequestsError         429; `retry_after` in seconds
│   └── ServerError                  500 to 599
├── AcceptedResponseError            the service started the work without waiting for its result; see `body`
├── ActionFailedError                an action ran and failed; see `errors` and `body`
├── AccountRequiredError             a tool: the user has no account of the app; see `app` and `connect_link_url`
├── AccountWaitTimeoutError          the user has not connected an account in time (also a TimeoutError)
├── CallDeclinedError                a tool: the `confirm` callback declined a call; nothing was run
├── ComponentError                   a form: the component failed while its options or props were requested
├── FormIncompleteError              a form: required props are missing; nothing was sent (also a ValueError)
├── DecodeError                      the response cannot be read; see `body`
│   └── ResponseTooLargeError        it has more bytes than the option `max_response_bytes` allows
├── PaginationError                  a list would never end; see `cursor`
└── CheckpointError                  the file of a checkpoint cannot be used

An outage of the token endpoint raises what any outage raises: a TransportError, TooManyRequestsError or ServerError.

`pdconnect.webhooks` adds SignatureError, with SignatureMissingError, SignatureExpiredError and SignatureMismatchError below it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pdconnect_api.arguments import as_secret
from pdconnect_api.errors import ActionFailedError, DecodeError, InvalidArgumentError, PdconnectError
from pdconnect_api.lazy_annotations import set_lazy_annotations

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from pdconnect_api.models.connect_token import ConnectToken

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?").fullmatch


class ConfigurationError(PdconnectError, ValueError):
    """The client cannot be built from these settings. The message says what would be right."""


class ClientClosedError(PdconnectError):
    """The client, or the HTTP client that was passed in, has been closed."""


class TransportError(PdconnectError):
    """There was no response, or it broke off."""

    sent: bool = True
    """Whether the service may have seen the request, in any of the attempts. If False, nothing was sent, and repeating the call is safe."""


class ConnectionFailedError(TransportError):
    """No connection was made."""

    sent = False


class RequestTimeoutError(TransportError, TimeoutError):
    """A timeout passed. The service may have executed the request all the same, unless `sent` is False."""


class DeadlineExceededError(RequestTimeoutError):
    """The time for the whole call, with all its attempts and waits, has passed."""


class RateLimitExceededError(PdconnectError):
    """A limit that this client keeps by itself (the option `rate_limit_mode`) is reached. Nothing was sent.

    TooManyRequestsError is the other case: there the service itself rejected the request, with a 429.
    """

    retry_after: float
    """Seconds until the limit has capacity again."""

    def __init__(self, limit: str, retry_after: float) -> None:
        super().__init__(f"the limit {limit} is reached: retry in {retry_after:.1f} s")
        self.retry_after = retry_after


class ApiError(PdconnectError):
    """The service responded with an error, or with a status that the operation doesn't have."""

    status_code: int = 0  # pyright: ignore[reportIncompatibleVariableOverride] - there is always a response
    headers: MutableMapping[str, str]
    """The headers of the response."""

    @property
    def retry_after(self) -> float | None:
        """The seconds that the service asks to wait (`Retry-After` as a number); None if it doesn't."""
        seconds = header_number(self.headers.get("retry-after"))
        return None if seconds is None else max(0.0, seconds)


class BadRequestError(ApiError):
    """400: the service doesn't understand the request."""


class AuthenticationError(ApiError):
    """The service rejected the credentials: a 401 of any operation, or a 400, 401 or 403 of the token endpoint."""


class UnauthorizedError(AuthenticationError):
    """401: the access token was rejected, and so was a renewed one; or the token endpoint rejected the client."""


class ForbiddenError(ApiError):
    """403: the token is valid but lacks the scope or project access."""


class NotFoundError(ApiError):
    """404: there is no such resource in this project and environment."""


class ConflictError(ApiError):
    """409: the request conflicts with the current state."""


class UnprocessableEntityError(ApiError):
    """422: the request is well formed but cannot be executed."""


class TooManyRequestsError(ApiError):
    """429: the service limits the rate of requests; `retry_after` is the time to wait. Compare RateLimitExceededError."""


class ServerError(ApiError):
    """500 to 599: the service failed."""


class AcceptedResponseError(PdconnectError):
    """The service started the work without waiting for its result, and documents no way to fetch it later.

    It happens with `blocking=False`. `body` is the response.
    """


class FormIncompleteError(PdconnectError, ValueError):
    """A component cannot be run or deployed yet: `missing` lists the props that must be set."""

    missing: list[str]

    def __init__(self, missing: list[str]) -> None:
        super().__init__(f"these props must be set first: {', '.join(missing)}")
        self.missing = missing


class ComponentError(PdconnectError):
    """The component failed while its options or props were requested, which the service reports in a successful response.

    `errors` lists what it reported, `body` is the whole response.
    """

    errors: list[str]

    def __init__(self, errors: list[str], body: dict[str, Any]) -> None:
        super().__init__(f"the component reported: {'; '.join(map(str, errors))[:300]}")
        self.errors = errors
        self.body = body


class AccountRequiredError(PdconnectError):
    """A tool needs an account that the user has not connected yet; nothing was sent to the app.

    `connect_link_url` is the page where the user connects it. It contains a Connect token: send it only to that user. A pickle of the
    error contains neither.
    """

    app: str
    """Name slug of the app."""
    external_user_id: str
    """Your own id of the user."""
    connect_link_url: str = ""
    """The page where the user connects the account."""
    token: ConnectToken | None = None
    """The Connect token in that link; `client.tokens.wait_for_account(error.token)` waits for the account. None after unpickling."""

    def __init__(self, app: str, external_user_id: str, token: ConnectToken, connect_link_url: str) -> None:
        super().__init__(f"{external_user_id} has no connected account of {app}: the user can open `connect_link_url`")
        self.app = app
        self.external_user_id = external_user_id
        self.token = token
        self.connect_link_url = as_secret(connect_link_url)

    def __reduce__(self) -> tuple[Any, ...]:
        rebuild, (kind, args, state) = super().__reduce__()
        return rebuild, (kind, args, {name: value for name, value in state.items() if name not in _LINK})


_LINK = ("connect_link_url", "token")


class AccountWaitTimeoutError(PdconnectError, TimeoutError):
    """The user has not connected an account in the time that `client.tokens.wait_for_account` waits."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the user has not connected an account in {seconds:g} s")


class ResponseTooLargeError(DecodeError):
    """The response has more bytes, decompressed, than the option `max_response_bytes` allows.

    The service has executed the request all the same. `content` has the first bytes, at most 1 MiB.
    """

    limit: int
    """The limit that was exceeded, in bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"the response has more than {limit} bytes: raise max_response_bytes, an option of the client and of with_options, to read it"
        )
        self.limit = limit


class CallDeclinedError(PdconnectError):
    """The `confirm` callback of the application declined the call of a tool; nothing was run."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the call of {name} was not confirmed, so nothing was done")


class PaginationError(PdconnectError):
    """The service repeats a cursor, gives one that cannot be used, or 1,000 empty pages in a row. The items before it have been yielded."""

    def __init__(self, cursor: str | None, message: str | None = None) -> None:
        super().__init__(
            message or f"the service returned the cursor {cursor!r} a second time: the list would never end"
        )
        self.cursor = cursor


class CheckpointError(PdconnectError):
    """The file of a checkpoint cannot be read or written, is damaged, or belongs to another list. The file is not changed."""


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


def header_number(text: str | None) -> float | None:
    """Return the number of a header value, or None. Python's `float` accepts more than HTTP: `1_0`, `nan`, digits of other scripts."""
    if text is None or _NUMBER(text.strip(" \t")) is None:
        return None
    number = float(text)
    return number if abs(number) < float("inf") else None


def request_id(headers: Mapping[str, str]) -> str | None:
    """Return the service's own id of a request, from the headers of its response."""
    return next((headers[name] for name in _REQUEST_ID_HEADERS if name in headers), None)


def status_error(status_code: int) -> type[ApiError]:
    """Return the class of the error for a status."""
    return _BY_STATUS.get(status_code, ServerError if status_code >= 500 else ApiError)


__all__ = [
    "AcceptedResponseError",
    "AccountRequiredError",
    "AccountWaitTimeoutError",
    "ActionFailedError",
    "ApiError",
    "AuthenticationError",
    "BadRequestError",
    "CallDeclinedError",
    "CheckpointError",
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
    "ResponseTooLargeError",
    "ServerError",
    "TooManyRequestsError",
    "TransportError",
    "UnauthorizedError",
    "UnprocessableEntityError",
    "request_id",
    "status_error",
]


set_lazy_annotations(
    globals(), {"ConnectToken": "pdconnect_api.models.connect_token", "MutableMapping": "collections.abc"}
)
