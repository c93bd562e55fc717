# Generated from spec/schemas/props.yaml#/HttpRequestField. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ..model import Field, Model


class HttpRequestField(Model):
    """A name and its value."""

    __slots__ = ()

    name: str | None = None
    """The name."""

    value: str | None = None
    """The value."""

    FIELDS: ClassVar[Mapping[str, Field]] = {"name": Field("name"), "value": Field("value")}
