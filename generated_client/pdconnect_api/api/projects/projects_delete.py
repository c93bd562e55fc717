# Generated from spec/resources/projects.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ...arguments import segment
from ...call import Call, Operation
from ...decoding import read_nothing

OPERATION = Operation(
    id="projects_delete",
    method="DELETE",
    path="/v1/connect/projects/{project_id}",
    idempotent=True,
    connect_token=False,
)


def projects_delete(project_id: str) -> Call[None]:
    """Return the call: delete a project. Nothing is sent."""
    return Call(OPERATION, f"/v1/connect/projects/{segment('project_id', project_id)}", read_nothing)
