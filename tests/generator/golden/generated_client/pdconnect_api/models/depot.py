# Generated from spec/schemas/depots.yaml#/Depot. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import attrs

from ..model import Field, Model


@attrs.frozen(kw_only=True, eq=False, repr=False, weakref_slot=False)
class Depot(Model):
    """A place where parcels wait to be told: "Go on!\""""

    id: str
    """Id of the depot."""

    open: bool | None = None
    """Whether parcels are taken in."""

    FIELDS: ClassVar[Mapping[str, Field]] = {"id": Field("id"), "open": Field("open")}
