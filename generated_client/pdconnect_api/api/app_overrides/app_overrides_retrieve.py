# Generated from spec/resources/app_overrides.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import project_path, segment
from ...call import Call, Operation
from ...decoding import read_model
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.app_override import AppOverride

OPERATION = Operation(
    id="app_overrides_retrieve",
    method="GET",
    path="/v1/connect/{project_id}/app_overrides/{id}",
    idempotent=True,
    connect_token=False,
)
_READ = read_model(model_reader("AppOverride"))


def app_overrides_retrieve(project_id: str | None, id: str) -> Call[AppOverride]:
    """Return the call: retrieve an app override. Nothing is sent."""
    return Call(OPERATION, f"{project_path(project_id)}/app_overrides/{segment('id', id)}", _READ)
