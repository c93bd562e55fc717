# Generated from spec/schemas/parcels.yaml#/Parcel. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, date_time, list_reader, model_reader, multi_form_reader, open_enum
from .stop import read_stop

if TYPE_CHECKING:
    from .json_object import JsonObject
    from .parcel_status import ParcelStatus
    from .size import Size
    from .stop import Stop


class Parcel(Model):
    """A package in transit."""

    __slots__ = ()

    id: str
    """Id of the parcel (`par_...`)."""

    status: ParcelStatus
    """Delivery status of a parcel."""

    sender: str | None = None
    """The sender."""

    sent_at: datetime | None = None
    """When it was accepted."""

    pickup_code: str | None = None
    """Code that the receiver shows to collect the parcel."""

    labels: JsonObject | None = None
    """Labels set by the sender."""

    size: Size | None = None
    """Size of the parcel."""

    stops: list[Stop]
    """The stops so far."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "id": Field("id"),
        "status": Field("status", open_enum("ParcelStatus")),
        "sender": Field("sender"),
        "sent_at": Field("sent_at", date_time, alias="sentAt"),
        "pickup_code": Field("pickup_code", secret=True),
        "labels": Field("labels"),
        "size": Field(
            "size", multi_form_reader(model_reader("Size"), wrapped_in="__size", scalar_as=("label", "value"))
        ),
        "stops": Field("stops", list_reader(read_stop)),
    }
