# Generated from spec/resources/projects.yaml#/info. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import project_path
from ...call import Call, Operation
from ...decoding import read_model
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.project_info import ProjectInfo

OPERATION = Operation(
    id="projects_retrieve_info", method="GET", path="/v1/connect/{project_id}/projects/info", idempotent=True
)
_READ = read_model(model_reader("ProjectInfo"))


def projects_retrieve_info(project_id: str | None) -> Call[ProjectInfo]:
    """Return the call: retrieve the apps of the client's project. Nothing is sent."""
    return Call(OPERATION, f"{project_path(project_id)}/projects/info", _READ)
