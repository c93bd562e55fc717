# Generated from spec/schemas/props.yaml#/PropOption. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from ..model import Field, Model


class PropOption(Model):
    """A value and its label."""

    __slots__ = ()

    label: str
    """Label to show."""

    value: Any = None
    """The value for `configured_props`. In all known cases a string, a number, a boolean or null, but any JSON is
    possible."""

    FIELDS: ClassVar[Mapping[str, Field]] = {"label": Field("label"), "value": Field("value")}
