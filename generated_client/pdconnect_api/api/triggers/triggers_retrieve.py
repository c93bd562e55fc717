# Generated from spec/resources/triggers.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import project_path, query_of, segment, text
from ...call import Call, Operation
from ...decoding import read_enveloped
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.component import Component

OPERATION = Operation(
    id="triggers_retrieve", method="GET", path="/v1/connect/{project_id}/triggers/{component_id}", idempotent=True
)
_READ = read_enveloped(model_reader("Component"), key="data", marks=("key", "name", "version"))


def triggers_retrieve(project_id: str | None, component_id: str, *, version: str | None = None) -> Call[Component]:
    """Return the call: retrieve a trigger. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/triggers/{segment('component_id', component_id)}",
        _READ,
        query=query_of(version=text("version", version, min_length=1)),
    )
