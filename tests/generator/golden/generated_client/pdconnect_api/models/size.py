# Generated from spec/schemas/parcels.yaml#/Size. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from ..model import Field, Model


class Size(Model):
    """A size with its name."""

    __slots__ = ()

    label: str
    """Name of the size."""

    value: Any
    """Any JSON."""

    FIELDS: ClassVar[Mapping[str, Field]] = {"label": Field("label"), "value": Field("value")}
