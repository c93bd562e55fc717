# Generated from spec/resources/users.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ...arguments import project_path, segment
from ...call import Call, Operation
from ...decoding import read_nothing

OPERATION = Operation(
    id="users_delete_external_user",
    method="DELETE",
    path="/v1/connect/{project_id}/users/{external_user_id}",
    idempotent=True,
)


def users_delete_external_user(project_id: str | None, external_user_id: str) -> Call[None]:
    """Return the call: delete an external user. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/users/{segment('external_user_id', external_user_id, max_length=250)}",
        read_nothing,
    )
