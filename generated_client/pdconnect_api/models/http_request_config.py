# Generated from spec/schemas/props.yaml#/HttpRequestConfig. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, list_reader, model_reader

if TYPE_CHECKING:
    from .http_request_auth import HttpRequestAuth
    from .http_request_body import HttpRequestBody
    from .http_request_field import HttpRequestField


class HttpRequestConfig(Model):
    """An HTTP request, in the format of its form."""

    __slots__ = ()

    auth: HttpRequestAuth | None = None
    """Authentication of the request."""

    body: HttpRequestBody | None = None
    """Body of the request."""

    headers: list[HttpRequestField] | None = None
    """Headers."""

    params: list[HttpRequestField] | None = None
    """Query parameters."""

    tab: str | None = None
    """Tab of the form that is open."""

    method: str | None = None
    """HTTP method, such as `GET`."""

    url: str | None = None
    """URL of the request."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "auth": Field("auth", model_reader("HttpRequestAuth")),
        "body": Field("body", model_reader("HttpRequestBody")),
        "headers": Field("headers", list_reader(model_reader("HttpRequestField"))),
        "params": Field("params", list_reader(model_reader("HttpRequestField"))),
        "tab": Field("tab"),
        "method": Field("method"),
        "url": Field("url"),
    }
