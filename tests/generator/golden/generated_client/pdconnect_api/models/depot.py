# Generated from spec/schemas/depots.yaml#/Depot. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ..model import Field, Model


class Depot(Model):
    """A place that stores parcels until it receives the command "Go!\""""

    __slots__ = ()

    id: str
    """Id of the depot."""

    open: bool | None = None
    """Whether it accepts parcels."""

    FIELDS: ClassVar[Mapping[str, Field]] = {"id": Field("id"), "open": Field("open")}
