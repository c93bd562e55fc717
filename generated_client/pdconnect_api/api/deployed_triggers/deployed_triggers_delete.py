# Generated from spec/resources/deployed_triggers.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ...arguments import boolean, project_path, query_of, segment, text
from ...call import Call, Operation
from ...decoding import read_nothing

OPERATION = Operation(
    id="deployed_triggers_delete",
    method="DELETE",
    path="/v1/connect/{project_id}/deployed-triggers/{trigger_id}",
    idempotent=True,
)


def deployed_triggers_delete(
    project_id: str | None, trigger_id: str, *, external_user_id: str, ignore_hook_errors: bool | None = None
) -> Call[None]:
    """Return the call: delete a deployed trigger. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/deployed-triggers/{segment('trigger_id', trigger_id)}",
        read_nothing,
        query=query_of(
            external_user_id=text("external_user_id", external_user_id, min_length=1, max_length=250, required=True),
            ignore_hook_errors=boolean("ignore_hook_errors", ignore_hook_errors),
        ),
    )
