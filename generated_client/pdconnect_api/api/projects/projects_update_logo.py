# Generated from spec/resources/projects.yaml#/item_logo. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ...arguments import body_of, segment, text
from ...call import Call, Operation
from ...decoding import read_nothing

OPERATION = Operation(
    id="projects_update_logo",
    method="POST",
    path="/v1/connect/projects/{project_id}/logo",
    idempotent=True,
    connect_token=False,
)


def projects_update_logo(project_id: str, *, logo: str) -> Call[None]:
    """Return the call: set the logo of a project. Nothing is sent."""
    return Call(
        OPERATION,
        f"/v1/connect/projects/{segment('project_id', project_id)}/logo",
        read_nothing,
        body=body_of({"logo": text("logo", logo, required=True)}),
    )
