"""From an answer that holds no result to an error. Imported with the first connection, at the latest when one is met."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar

import httpx

from pdconnect_api.call import Operation
from pdconnect_api.redaction import redact

from .._exceptions import AcceptedResponseError, ApiError, DecodeError, PdconnectError, request_id, status_error
from .response import ERROR_LIMIT, NOT_JSON, body_of

E = TypeVar("E", bound=PdconnectError)
_TEXT_LIMIT = 2_000
MESSAGE_LIMIT = 300


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


def no_result(call: Sent, response: httpx.Response, secrets: Iterable[str]) -> PdconnectError:
    """The error that a whole answer stands for which is no success, not the end of the work, or not even JSON."""
    if not response.is_success:
        return api_error(call, response, secrets)
    body = body_of(response)
    if response.status_code == 202 or body is not NOT_JSON:
        error = AcceptedResponseError("the service started the work without waiting for its result")
        return told(error, call, response, body)
    return told(DecodeError("the answer is not JSON"), call, response, _text(response))


def api_error(call: Sent, response: httpx.Response, secrets: Iterable[str]) -> ApiError:
    """The error that an answer with an error status stands for. The token it was asked with is hidden anyhow."""
    body = body_of(response)
    if body is NOT_JSON:
        body = _text(response)
    bearer = response.request.headers.get("authorization", "").rpartition(" ")[2]
    reason = redact(_reason(body), (*secrets, *call.secrets, bearer))[:MESSAGE_LIMIT]
    error = status_error(response.status_code)(f"{response.status_code} {reason}".rstrip())
    error.headers = response.headers
    told(error, call, response, body).content = response.content[:ERROR_LIMIT]  # there was less before it was unpacked
    return error


def told(error: E, call: Sent, response: httpx.Response, body: Any) -> E:
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
