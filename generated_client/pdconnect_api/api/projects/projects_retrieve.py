# Generated from spec/resources/projects.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import segment
from ...call import Call, Operation
from ...decoding import read_model
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.project import Project

OPERATION = Operation(
    id="projects_retrieve", method="GET", path="/v1/connect/projects/{project_id}", idempotent=True, connect_token=False
)
_READ = read_model(model_reader("Project"))


def projects_retrieve(project_id: str) -> Call[Project]:
    """Return the call: retrieve a project. Nothing is sent."""
    return Call(OPERATION, f"/v1/connect/projects/{segment('project_id', project_id)}", _READ)
