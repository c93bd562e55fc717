# Generated from spec/resources/actions.yaml#/run. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...arguments import UNSET, Unset, body_of, omit_none, project_path, props, scalar, text
from ...call import Call, Operation
from ...decoding import read_model
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.run_action_result import RunActionResult

OPERATION = Operation(id="actions_run", method="POST", path="/v1/connect/{project_id}/actions/run", idempotent=False)
_READ = read_model(model_reader("RunActionResult"))


def actions_run(
    project_id: str | None,
    *,
    id: str,
    external_user_id: str,
    configured_props: Mapping[str, object] | None = None,
    dynamic_props_id: str | None = None,
    stash_id: str | bool | None | Unset = UNSET,
    version: str | None | Unset = UNSET,
) -> Call[RunActionResult]:
    """Return the call: run an action. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/actions/run",
        _READ,
        body=body_of(
            {
                "id": text("id", id, min_length=1, required=True),
                "external_user_id": text(
                    "external_user_id", external_user_id, min_length=1, max_length=250, required=True
                ),
                "configured_props": omit_none(props("configured_props", configured_props)),
                "dynamic_props_id": omit_none(text("dynamic_props_id", dynamic_props_id)),
                "stash_id": scalar("stash_id", stash_id, str, bool),
                "version": text("version", version),
            }
        ),
    )
