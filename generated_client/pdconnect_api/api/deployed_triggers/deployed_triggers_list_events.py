# Generated from spec/resources/deployed_triggers.yaml#/item_events. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import number, project_path, query_of, segment, text
from ...call import Call, Operation
from ...decoding import read_list
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.emitted_event import EmittedEvent

OPERATION = Operation(
    id="deployed_triggers_list_events",
    method="GET",
    path="/v1/connect/{project_id}/deployed-triggers/{trigger_id}/events",
    idempotent=True,
)
_READ = read_list(model_reader("EmittedEvent"), key="data")


def deployed_triggers_list_events(
    project_id: str | None, trigger_id: str, *, external_user_id: str, n: int | None = None
) -> Call[list[EmittedEvent]]:
    """Return the call: list the events of a deployed trigger. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/deployed-triggers/{segment('trigger_id', trigger_id)}/events",
        _READ,
        query=query_of(
            external_user_id=text("external_user_id", external_user_id, min_length=1, max_length=250, required=True),
            n=number("n", n, minimum=1),
        ),
    )
