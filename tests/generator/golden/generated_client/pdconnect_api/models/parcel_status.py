# Generated from spec/schemas/parcels.yaml#/ParcelStatus. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ..model import OpenEnum


class ParcelStatus(OpenEnum):
    """Delivery status of a parcel."""

    WAITING = "waiting"
    MOVING = "moving"
    DELIVERED = "delivered"
