# Generated from spec/resources/deployed_triggers.yaml#/item_pipelines. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...arguments import body_of, project_path, query_of, segment, text, texts
from ...call import Call, Operation
from ...decoding import read_model
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.trigger_workflows import TriggerWorkflows

OPERATION = Operation(
    id="deployed_triggers_update_workflows",
    method="PUT",
    path="/v1/connect/{project_id}/deployed-triggers/{trigger_id}/pipelines",
    idempotent=True,
)
_READ = read_model(model_reader("TriggerWorkflows"))


def deployed_triggers_update_workflows(
    project_id: str | None, trigger_id: str, *, external_user_id: str, workflow_ids: Sequence[str]
) -> Call[TriggerWorkflows]:
    """Return the call: set the workflows of a deployed trigger. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/deployed-triggers/{segment('trigger_id', trigger_id)}/pipelines",
        _READ,
        query=query_of(
            external_user_id=text("external_user_id", external_user_id, min_length=1, max_length=250, required=True)
        ),
        body=body_of({"workflow_ids": texts("workflow_ids", workflow_ids, required=True)}),
    )
