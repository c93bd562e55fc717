# Generated from spec/schemas/parcels.yaml#/DepotStop. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from ..model import Field, Model


class DepotStop(Model):
    """A stop at a depot."""

    __slots__ = ()

    id: str
    """Id of the stop (`dep_...`)."""

    type: Literal["depot"] | None = None
    """Identifies this kind."""

    shelf: int | None = None
    """Number of the shelf.

    Deprecated: it may be removed from the API."""

    FIELDS: ClassVar[Mapping[str, Field]] = {"id": Field("id"), "type": Field("type"), "shelf": Field("shelf")}
