# Generated from spec/schemas/webhooks.yaml#/ParcelDelivered. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, list_reader, model_reader

if TYPE_CHECKING:
    from .observation import Observation
    from .parcel import Parcel


class ParcelDelivered(Model):
    """Sent when a parcel has arrived."""

    __slots__ = ()

    parcel: Parcel
    """The parcel."""

    signed_by: str | None = None
    """The person who accepted it."""

    notes: list[Observation] | None = None
    """Log entries of the delivery."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "parcel": Field("parcel", model_reader("Parcel")),
        "signed_by": Field("signed_by"),
        "notes": Field("notes", list_reader(model_reader("Observation"))),
    }
