# Generated from spec/schemas/props.yaml#/HttpRequestBody. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, list_reader, model_reader, open_enum

if TYPE_CHECKING:
    from .http_request_body_mode import HttpRequestBodyMode
    from .http_request_field import HttpRequestField


class HttpRequestBody(Model):
    """Body of an HTTP request."""

    __slots__ = ()

    type: HttpRequestBodyMode | None = None
    """How the body was entered."""

    mode: HttpRequestBodyMode | None = None
    """How the form shows the body."""

    content_type: str | None = None
    """Media type of the body."""

    fields: list[HttpRequestField] | None = None
    """The body as fields."""

    raw: str | None = None
    """The body as text."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "type": Field("type", open_enum("HttpRequestBodyMode")),
        "mode": Field("mode", open_enum("HttpRequestBodyMode")),
        "content_type": Field("contentType"),
        "fields": Field("fields", list_reader(model_reader("HttpRequestField"))),
        "raw": Field("raw"),
    }
