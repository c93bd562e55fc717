# Generated from spec/resources/triggers.yaml#/deploy. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...arguments import UNSET, Unset, body_of, boolean, omit_none, project_path, props, text
from ...call import Call, Operation
from ...decoding import read_enveloped
from ...models.emitter import read_emitter

if TYPE_CHECKING:
    from ...models.emitter import Emitter

OPERATION = Operation(
    id="triggers_deploy", method="POST", path="/v1/connect/{project_id}/triggers/deploy", idempotent=False
)
_READ = read_enveloped(read_emitter, key="data", marks=("id",))


def triggers_deploy(
    project_id: str | None,
    *,
    id: str,
    external_user_id: str,
    configured_props: Mapping[str, object] | None = None,
    webhook_url: str | None = None,
    dynamic_props_id: str | None = None,
    workflow_id: str | None = None,
    version: str | None | Unset = UNSET,
    emit_on_deploy: bool | None | Unset = UNSET,
) -> Call[Emitter]:
    """Return the call: deploy a trigger. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/triggers/deploy",
        _READ,
        body=body_of(
            {
                "id": text("id", id, min_length=1, required=True),
                "external_user_id": text(
                    "external_user_id", external_user_id, min_length=1, max_length=250, required=True
                ),
                "configured_props": omit_none(props("configured_props", configured_props)),
                "webhook_url": omit_none(text("webhook_url", webhook_url)),
                "dynamic_props_id": omit_none(text("dynamic_props_id", dynamic_props_id)),
                "workflow_id": omit_none(text("workflow_id", workflow_id)),
                "version": text("version", version),
                "emit_on_deploy": boolean("emit_on_deploy", emit_on_deploy),
            }
        ),
    )
