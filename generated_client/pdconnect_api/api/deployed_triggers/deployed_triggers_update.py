# Generated from spec/resources/deployed_triggers.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...arguments import body_of, boolean, omit_none, project_path, props, query_of, segment, text
from ...call import Call, Operation
from ...decoding import read_enveloped
from ...models.emitter import read_emitter

if TYPE_CHECKING:
    from ...models.emitter import Emitter

OPERATION = Operation(
    id="deployed_triggers_update",
    method="PUT",
    path="/v1/connect/{project_id}/deployed-triggers/{trigger_id}",
    idempotent=True,
)
_READ = read_enveloped(read_emitter, key="data", marks=("id",))


def deployed_triggers_update(
    project_id: str | None,
    trigger_id: str,
    *,
    external_user_id: str,
    active: bool | None = None,
    configured_props: Mapping[str, object] | None = None,
    name: str | None = None,
    emit_on_deploy: bool | None = None,
) -> Call[Emitter]:
    """Return the call: update a deployed trigger. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/deployed-triggers/{segment('trigger_id', trigger_id)}",
        _READ,
        query=query_of(
            external_user_id=text("external_user_id", external_user_id, min_length=1, max_length=250, required=True)
        ),
        body=body_of(
            {
                "active": omit_none(boolean("active", active)),
                "configured_props": omit_none(props("configured_props", configured_props)),
                "name": omit_none(text("name", name)),
                "emit_on_deploy": omit_none(boolean("emit_on_deploy", emit_on_deploy)),
            }
        ),
    )
