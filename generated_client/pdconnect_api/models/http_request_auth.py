# Generated from spec/schemas/props.yaml#/HttpRequestAuth. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, open_enum

if TYPE_CHECKING:
    from .http_request_auth_type import HttpRequestAuthType


class HttpRequestAuth(Model):
    """Authentication of an HTTP request."""

    __slots__ = ()

    type: HttpRequestAuthType | None = None
    """Kind of authentication."""

    username: str | None = None
    """User name, for `basic`."""

    password: str | None = None
    """Password, for `basic`."""

    token: str | None = None
    """Token, for `bearer`."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "type": Field("type", open_enum("HttpRequestAuthType")),
        "username": Field("username"),
        "password": Field("password", secret=True),
        "token": Field("token", secret=True),
    }
