# Generated from spec/resources/app_overrides.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ...arguments import project_path, segment
from ...call import Call, Operation
from ...decoding import read_nothing

OPERATION = Operation(
    id="app_overrides_delete",
    method="DELETE",
    path="/v1/connect/{project_id}/app_overrides/{id}",
    idempotent=True,
    connect_token=False,
)


def app_overrides_delete(project_id: str | None, id: str) -> Call[None]:
    """Return the call: delete an app override. Nothing is sent."""
    return Call(OPERATION, f"{project_path(project_id)}/app_overrides/{segment('id', id)}", read_nothing)
