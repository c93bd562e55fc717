"""From an HTTP answer to a result or an error."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar

import httpx

from pdconnect_api.call import Call, Operation
from pdconnect_api.json_text import loads
from pdconnect_api.redaction import redact

from ._bodies import ERROR_LIMIT
from ._errors import (
    ApiError,
    AsynchronousAnswer,
    ConnectError,
    DecodeError,
    request_id,
    status_error,
)
from ._raw import RawCall

T = TypeVar("T")


class Sent(Protocol):
    """What an error tells of the call."""

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
        """The arguments that no text may show."""
        ...


_TEXT_LIMIT = 2_000
MESSAGE_LIMIT = 300
_NOT_JSON: Any = object()


def read_answer(call: Call[T], response: httpx.Response, secrets: Iterable[str], attempts: int) -> T:
    """The result of a call. Raises ApiError, AsynchronousAnswer or DecodeError, which tell the number of attempts."""
    try:
        return _read(call, response, secrets)
    except ConnectError as error:
        error.attempts = attempts
        raise


def check_success(call: RawCall, response: httpx.Response, secrets: Iterable[str], attempts: int) -> None:
    """Raise ApiError, which tells the number of attempts, where a call that only wants success has had none."""
    if call.refuses(response):
        error = api_error(call, response, secrets)
        error.attempts = attempts
        raise error


def _read(call: Call[T], response: httpx.Response, secrets: Iterable[str]) -> T:
    status = response.status_code
    if not 200 <= status < 300:
        raise api_error(call, response, secrets)
    body = None if status == 204 else _body(response)
    if status == 202 or (isinstance(body, dict) and "async_handle" in body):
        raise _told(
            AsynchronousAnswer("the service started the work without waiting for its result"), call, response, body
        )
    if body is _NOT_JSON:
        raise _told(DecodeError("the answer is not JSON"), call, response, _text(response))
    try:
        return call.read(body)
    except DecodeError as error:
        raise _told(error, call, response, body) from None


def api_error(call: Sent, response: httpx.Response, secrets: Iterable[str]) -> ApiError:
    """The error that an answer with an error status stands for. The token it was asked with is hidden anyhow."""
    body = _body(response)
    if body is _NOT_JSON:
        body = _text(response)
    bearer = response.request.headers.get("authorization", "").rpartition(" ")[2]
    reason = redact(_reason(body), (*secrets, *call.secrets, bearer))[:MESSAGE_LIMIT]
    error = status_error(response.status_code)(f"{response.status_code} {reason}".rstrip())
    error.headers = response.headers
    _told(error, call, response, body).content = response.content[:ERROR_LIMIT]  # there was less before it was unpacked
    return error


E = TypeVar("E", bound=ConnectError)


def _told(error: E, call: Sent, response: httpx.Response, body: Any) -> E:
    """The error with what is known of the answer."""
    error.status_code = response.status_code
    error.body = body
    error.content = response.content
    error.request_id = request_id(response.headers)
    return of_call(error, call)


def of_call(error: E, call: Sent) -> E:
    """The error with what is known of the call, which its message names first."""
    operation = call.operation
    error.operation, error.method, error.path = operation.id, operation.method, redact(call.path, call.secrets)
    error.args = (f"{operation.id} ({operation.method} {error.path}): {error}",)
    return error


def _body(response: httpx.Response) -> Any:
    """The decoded JSON body, None where there is no body, _NOT_JSON where it is something else."""
    content = response.content
    if not content:
        return None
    try:
        return loads(content)
    except (ValueError, RecursionError):
        return _NOT_JSON


def _text(response: httpx.Response) -> str:
    """The beginning of a body that isn't JSON."""
    return response.content[:_TEXT_LIMIT].decode("utf-8", "replace")


def _reason(body: Any) -> str:
    """What the body of an error says."""
    if isinstance(body, dict):
        for name in ("error_description", "error", "message"):
            value: Any = body.get(name)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
            if isinstance(value, str):
                return value
            if isinstance(value, dict) and isinstance(value.get("message"), str):  # pyright: ignore[reportUnknownMemberType]
                return str(value["message"])  # pyright: ignore[reportUnknownArgumentType]
        return ""
    return body if isinstance(body, str) else ""
