# Generated from spec/schemas/props.yaml#/PropOption. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from ..model import Field, Model


class PropOption(Model):
    """A value with the text to show for it."""

    __slots__ = ()

    label: str
    """Text to show."""

    value: Any
    """What goes into `configured_props`. A text, a number, yes or no, or null in all known cases, but any JSON is
    possible."""

    FIELDS: ClassVar[Mapping[str, Field]] = {"label": Field("label"), "value": Field("value")}
