# Generated from spec/schemas/props.yaml#/HttpRequestConfig. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, many, one

if TYPE_CHECKING:
    from .http_request_auth import HttpRequestAuth
    from .http_request_body import HttpRequestBody
    from .http_request_field import HttpRequestField


class HttpRequestConfig(Model):
    """An HTTP request, as the form for it keeps it."""

    __slots__ = ()

    auth: HttpRequestAuth | None = None
    """How the request authenticates itself."""

    body: HttpRequestBody | None = None
    """What the request carries."""

    headers: list[HttpRequestField] | None = None
    """Header lines."""

    params: list[HttpRequestField] | None = None
    """Query parameters."""

    tab: str | None = None
    """Part of the form that is open."""

    method: str | None = None
    """HTTP method, such as `GET`."""

    url: str | None = None
    """Where the request goes."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "auth": Field("auth", one("HttpRequestAuth")),
        "body": Field("body", one("HttpRequestBody")),
        "headers": Field("headers", many(one("HttpRequestField"))),
        "params": Field("params", many(one("HttpRequestField"))),
        "tab": Field("tab"),
        "method": Field("method"),
        "url": Field("url"),
    }
