# Generated from spec/schemas/parcels.yaml#/Size. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import attrs

from ..model import Field, Model


@attrs.frozen(kw_only=True, eq=False, repr=False, weakref_slot=False)
class Size(Model):
    """A size with its name."""

    label: str
    """Name of the size."""

    value: Any
    """Any JSON."""

    FIELDS: ClassVar[Mapping[str, Field]] = {"label": Field("label"), "value": Field("value")}
