"""Convert an HTTP response to the result of a call, or to an error."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from .._exceptions import DecodeError, PdconnectError
from .body import NOT_JSON, decoded_body
from .errors import api_error, unexpected_response_error, with_response

if TYPE_CHECKING:
    from pdconnect_api.call import Call

    from .backend import Response
    from .raw_call import RawCall

T = TypeVar("T")
_NO_RESULT: Any = object()


def read_response(call: Call[T], response: Response, secrets: Iterable[str], attempts: int) -> T:
    """Return the result of a call. Raises ApiError, AcceptedResponseError or DecodeError, with the number of attempts."""
    try:
        return _read(call, response, secrets)
    except PdconnectError as error:
        error.attempts = attempts
        raise


def check_success(call: RawCall, response: Response, secrets: Iterable[str], attempts: int) -> None:
    """Raise ApiError, with the number of attempts, if the response is an error for this call."""
    if call.is_error(response.status_code):
        error = api_error(call, response, secrets)
        error.attempts = attempts
        raise error


def _read(call: Call[T], response: Response, secrets: Iterable[str]) -> T:
    body = _result(response)
    if body is _NO_RESULT:
        raise unexpected_response_error(call, response, secrets)
    try:
        return call.read(body)
    except DecodeError as error:
        raise with_response(error, call, response, body) from None


def _result(response: Response) -> Any:
    """Return the decoded body of a response with a result, else _NO_RESULT, so that error bodies stay out of local variables."""
    status = response.status_code
    if not 200 <= status < 300 or status == 202:
        return _NO_RESULT
    body: Any = None if status == 204 else decoded_body(response)
    if body is NOT_JSON or (isinstance(body, dict) and "async_handle" in body):
        return _NO_RESULT
    return body  # pyright: ignore[reportUnknownVariableType]
