# Generated from spec/schemas/parcels.yaml#/DoorStop. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from ..model import Field, Model


class DoorStop(Model):
    """A stop at a door."""

    __slots__ = ()

    id: str
    """Id of the stop (`dor_...`)."""

    type: Literal["door"] | None = None
    """Identifies this kind."""

    rang: bool | None = None
    """Whether the bell was rung."""

    FIELDS: ClassVar[Mapping[str, Field]] = {"id": Field("id"), "type": Field("type"), "rang": Field("rang")}
