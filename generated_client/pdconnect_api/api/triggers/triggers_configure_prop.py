# Generated from spec/resources/triggers.yaml#/configure. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...arguments import UNSET, Unset, body_of, boolean, members, number, omit_none, project_path, props, text
from ...call import Call, Operation
from ...decoding import read_model
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.configure_prop_result import ConfigurePropResult

OPERATION = Operation(
    id="triggers_configure_prop", method="POST", path="/v1/connect/{project_id}/triggers/configure", idempotent=True
)
_READ = read_model(model_reader("ConfigurePropResult"))


def triggers_configure_prop(
    project_id: str | None,
    *,
    id: str,
    external_user_id: str,
    prop_name: str,
    configured_props: Mapping[str, object] | None = None,
    dynamic_props_id: str | None = None,
    query: str | None = None,
    page: int | None = None,
    prev_context: Mapping[str, object] | None = None,
    version: str | None | Unset = UNSET,
    blocking: bool | None = None,
) -> Call[ConfigurePropResult]:
    """Return the call: configure a prop of a trigger. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/triggers/configure",
        _READ,
        body=body_of(
            {
                "id": text("id", id, min_length=1, required=True),
                "external_user_id": text(
                    "external_user_id", external_user_id, min_length=1, max_length=250, required=True
                ),
                "prop_name": text("prop_name", prop_name, min_length=1, required=True),
                "configured_props": omit_none(props("configured_props", configured_props)),
                "dynamic_props_id": omit_none(text("dynamic_props_id", dynamic_props_id)),
                "query": omit_none(text("query", query)),
                "page": omit_none(number("page", page, minimum=0)),
                "prev_context": omit_none(members("prev_context", prev_context)),
                "version": text("version", version),
                "blocking": omit_none(boolean("blocking", blocking)),
            }
        ),
    )
