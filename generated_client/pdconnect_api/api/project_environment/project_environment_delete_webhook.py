# Generated from spec/resources/project_environment.yaml#/webhook. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ...arguments import project_path
from ...call import Call, Operation
from ...decoding import read_nothing

OPERATION = Operation(
    id="project_environment_delete_webhook",
    method="DELETE",
    path="/v1/connect/{project_id}/webhook",
    idempotent=True,
    connect_token=False,
)


def project_environment_delete_webhook(project_id: str | None) -> Call[None]:
    """Return the call: delete the webhook of a project environment. Nothing is sent."""
    return Call(OPERATION, f"{project_path(project_id)}/webhook", read_nothing)
