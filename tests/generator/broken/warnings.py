"""Defects that every rule lets through and openapi-python-client warns of: each of its warnings is an error."""

from __future__ import annotations

from .defect import defect

DEPOTS = "schemas/depots.yaml"
OPEN = "    open: {type: boolean, description: Whether parcels are taken in.}\n"
STOP = (
    "depot_stop:\n  type: object\n  description: A stop.\n  properties:\n    id: {type: string, description: Its id.}\n"
)

WARNINGS = [
    defect(
        "two names of one class",
        DEPOTS,
        OPEN,
        f"{OPEN}    stop: {{$ref: '#/depot_stop'}}\n{STOP}",
        (DEPOTS, "/depot_stop", 'Attempted to generate duplicate models with name "DepotStop"'),
        (DEPOTS, "/Depot", "Could not find reference in parsed models or enums"),
        ("resources/depots.yaml", "/collection", "response will be omitted from generated client"),
    ),
    defect(
        "two names of one value",
        "schemas/parcels.yaml",
        "x-extensible-enum: [waiting, moving, delivered]",
        "x-extensible-enum: [waiting, moving, delivered, Delivered]",
        ("openapi.yaml", "", "Duplicate key DELIVERED in enum parcel_status.ParcelStatus"),
    ),
]
