# Generated from spec/schemas/parcels.yaml#/ParcelStatus. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ..model import OpenEnum


class ParcelStatus(OpenEnum):
    """How far a parcel has come."""

    WAITING = "waiting"
    MOVING = "moving"
    DELIVERED = "delivered"
