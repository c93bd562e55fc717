# Generated from spec/resources/deployed_triggers.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import project_path, query_of, segment, text
from ...call import Call, Operation
from ...decoding import read_enveloped
from ...models.emitter import read_emitter

if TYPE_CHECKING:
    from ...models.emitter import Emitter

OPERATION = Operation(
    id="deployed_triggers_retrieve",
    method="GET",
    path="/v1/connect/{project_id}/deployed-triggers/{trigger_id}",
    idempotent=True,
)
_READ = read_enveloped(read_emitter, key="data", marks=("id",))


def deployed_triggers_retrieve(project_id: str | None, trigger_id: str, *, external_user_id: str) -> Call[Emitter]:
    """Return the call: retrieve a deployed trigger. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/deployed-triggers/{segment('trigger_id', trigger_id)}",
        _READ,
        query=query_of(
            external_user_id=text("external_user_id", external_user_id, min_length=1, max_length=250, required=True)
        ),
    )
