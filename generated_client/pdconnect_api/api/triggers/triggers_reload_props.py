# Generated from spec/resources/triggers.yaml#/props. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...arguments import UNSET, Unset, body_of, boolean, omit_none, project_path, props, text
from ...call import Call, Operation
from ...decoding import read_model
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.reload_props_result import ReloadPropsResult

OPERATION = Operation(
    id="triggers_reload_props", method="POST", path="/v1/connect/{project_id}/triggers/props", idempotent=True
)
_READ = read_model(model_reader("ReloadPropsResult"))


def triggers_reload_props(
    project_id: str | None,
    *,
    id: str,
    external_user_id: str,
    configured_props: Mapping[str, object] | None = None,
    dynamic_props_id: str | None = None,
    version: str | None | Unset = UNSET,
    blocking: bool | None = None,
) -> Call[ReloadPropsResult]:
    """Return the call: reload the props of a trigger. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/triggers/props",
        _READ,
        body=body_of(
            {
                "id": text("id", id, min_length=1, required=True),
                "external_user_id": text(
                    "external_user_id", external_user_id, min_length=1, max_length=250, required=True
                ),
                "configured_props": omit_none(props("configured_props", configured_props)),
                "dynamic_props_id": omit_none(text("dynamic_props_id", dynamic_props_id)),
                "version": text("version", version),
                "blocking": omit_none(boolean("blocking", blocking)),
            }
        ),
    )
