# Generated from spec/resources/accounts.yaml#/collection_of_app. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ...arguments import project_path, segment
from ...call import Call, Operation
from ...decoding import read_nothing

OPERATION = Operation(
    id="accounts_delete_by_app",
    method="DELETE",
    path="/v1/connect/{project_id}/apps/{app_id}/accounts",
    idempotent=True,
)


def accounts_delete_by_app(project_id: str | None, app_id: str) -> Call[None]:
    """Return the call: delete all accounts of an app. Nothing is sent."""
    return Call(OPERATION, f"{project_path(project_id)}/apps/{segment('app_id', app_id)}/accounts", read_nothing)
