"""Defects that pass every rule but cause a warning of openapi-python-client: each of its warnings is an error."""

from __future__ import annotations

from .defect import defect

DEPOTS = "schemas/depots.yaml"
OPEN = "    open: {type: boolean, description: Whether it accepts parcels.}\n"
STOP = (
    "depot_stop:\n  type: object\n  description: A stop.\n  properties:\n    id: {type: string, description: Its id.}\n"
)

WARNINGS = [
    defect(
        "two schemas with one class name",
        DEPOTS,
        OPEN,
        f"{OPEN}    stop: {{$ref: '#/depot_stop'}}\n{STOP}",
        (DEPOTS, "/depot_stop", 'Attempted to generate duplicate models with name "DepotStop"'),
        (DEPOTS, "/Depot", "Could not find reference in parsed models or enums"),
        ("resources/depots.yaml", "/collection", "response will be omitted from generated client"),
    ),
    defect(
        "two enum values with one name",
        "schemas/parcels.yaml",
        "x-extensible-enum: [waiting, moving, delivered]",
        "x-extensible-enum: [waiting, moving, delivered, Delivered]",
        ("openapi.yaml", "", "Duplicate key DELIVERED in enum parcel_status.ParcelStatus"),
    ),
]
