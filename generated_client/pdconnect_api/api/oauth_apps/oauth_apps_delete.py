# Generated from spec/resources/oauth_apps.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ...arguments import project_path, segment
from ...call import Call, Operation
from ...decoding import read_nothing

OPERATION = Operation(
    id="oauth_apps_delete",
    method="DELETE",
    path="/v1/connect/{project_id}/oauth_apps/{id}",
    idempotent=True,
    connect_token=False,
)


def oauth_apps_delete(project_id: str | None, id: str) -> Call[None]:
    """Return the call: delete an OAuth app. Nothing is sent."""
    return Call(OPERATION, f"{project_path(project_id)}/oauth_apps/{segment('id', id)}", read_nothing)
