"""The body of a request, as its operation defines it: JSON, a form, or bytes that are only passed on."""

from __future__ import annotations

from typing import Any

from ..spec.document import Operation
from ..spec.request import form_body, json_body
from ..wire.buffered_request import BufferedRequest
from ..wire.strict_json import read_json
from ..wire.types import JsonObject
from .auth import basic_credentials

MAX_READABLE = 256 * 1024
"""Maximum number of bytes of a body that the request log contains."""


def body_of(request: BufferedRequest, operation: Operation) -> JsonObject | None:
    """Return the JSON body, or None if the body is only passed on."""
    if operation.body.any_bytes:
        return None
    requests_token = operation.body.schema is not None and not operation.schemes
    return _token_request(request) if requests_token else json_body(request)


def readable(body: bytes) -> Any:
    """Return a body for the request log: as JSON, else as text, else None."""
    if len(body) > MAX_READABLE:
        return f"({len(body)} bytes, too large for the request log)"
    try:
        return read_json(body)
    except ValueError:
        pass
    try:
        return body.decode() or None
    except UnicodeDecodeError:
        return None


def _token_request(request: BufferedRequest) -> JsonObject | None:
    """Return the body of a token request; it can be a form, or have the client in a header."""
    body = form_body(request)
    client = basic_credentials(request.headers.get("authorization"))
    if body is None:
        body = json_body(request)
    return {**client, **body} if body is not None else (client or None)
