# Generated from spec/schemas/webhooks.yaml#/ParcelDelivered. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, many, one

if TYPE_CHECKING:
    from .observation import Observation
    from .parcel import Parcel


class ParcelDelivered(Model):
    """The news that a parcel has arrived."""

    __slots__ = ()

    parcel: Parcel
    """The parcel."""

    signed_by: str | None = None
    """Who took it in."""

    notes: list[Observation] | None = None
    """What was noted on the way."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "parcel": Field("parcel", one("Parcel")),
        "signed_by": Field("signed_by"),
        "notes": Field("notes", many(one("Observation"))),
    }
