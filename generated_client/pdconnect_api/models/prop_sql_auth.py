# Generated from spec/schemas/props.yaml#/PropSqlAuth. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import attrs

from ..model import Field, Model


@attrs.frozen(kw_only=True, eq=False, repr=False, weakref_slot=False)
class PropSqlAuth(Model):
    """Which app a database belongs to."""

    app: str | None = None
    """Name slug of the app."""

    FIELDS: ClassVar[Mapping[str, Field]] = {"app": Field("app")}
