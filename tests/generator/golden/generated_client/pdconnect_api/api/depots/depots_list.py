# Generated from spec/resources/depots.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import project_path
from ...call import Call, Operation
from ...decoding import read_list
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.depot import Depot

OPERATION = Operation(
    id="depots_list", method="GET", path="/v1/connect/{project_id}/depots", idempotent=True, connect_token=False
)
_READ = read_list(model_reader("Depot"))


def depots_list(project_id: str | None) -> Call[list[Depot]]:
    """Return the call: list depots. Nothing is sent."""
    return Call(OPERATION, f"{project_path(project_id)}/depots", _READ)
