# Generated from spec/resources/parcels.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ...arguments import project_path, segment
from ...call import Call, Operation
from ...decoding import read_nothing

OPERATION = Operation(
    id="parcels_delete",
    method="DELETE",
    path="/v1/connect/{project_id}/parcels/{parcel_id}",
    idempotent=True,
    connect_token=False,
)


def parcels_delete(project_id: str | None, parcel_id: str) -> Call[None]:
    """Return the call: delete a parcel. Nothing is sent."""
    return Call(OPERATION, f"{project_path(project_id)}/parcels/{segment('parcel_id', parcel_id)}", read_nothing)
