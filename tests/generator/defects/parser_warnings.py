"""Defects that pass every rule but cause a warning of openapi-python-client: each of its warnings is an error."""

from __future__ import annotations

from .defect import defect

WARNINGS = [
    defect(
        "two enum values with one name",
        "schemas/parcels.yaml",
        "x-extensible-enum: [waiting, moving, delivered]",
        "x-extensible-enum: [waiting, moving, delivered, Delivered]",
        ("schemas/parcels.yaml", "/ParcelStatus", "Duplicate key DELIVERED in enum parcel_status.ParcelStatus"),
    ),
]
