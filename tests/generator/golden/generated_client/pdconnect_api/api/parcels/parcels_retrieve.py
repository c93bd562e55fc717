# Generated from spec/resources/parcels.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import project_path, segment
from ...call import Call, Operation
from ...decoding import read_enveloped
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.parcel import Parcel

OPERATION = Operation(
    id="parcels_retrieve",
    method="GET",
    path="/v1/connect/{project_id}/parcels/{parcel_id}",
    idempotent=True,
    connect_token=False,
)
_READ = read_enveloped(model_reader("Parcel"), key="data", marks=("id", "status", "stops"))


def parcels_retrieve(project_id: str | None, parcel_id: str) -> Call[Parcel]:
    """Return the call: retrieve a parcel. Nothing is sent."""
    return Call(OPERATION, f"{project_path(project_id)}/parcels/{segment('parcel_id', parcel_id)}", _READ)
