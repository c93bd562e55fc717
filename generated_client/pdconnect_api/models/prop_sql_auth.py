# Generated from spec/schemas/props.yaml#/PropSqlAuth. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ..model import Field, Model


class PropSqlAuth(Model):
    """Which app a database belongs to."""

    __slots__ = ()

    app: str | None = None
    """Name slug of the app."""

    FIELDS: ClassVar[Mapping[str, Field]] = {"app": Field("app")}
