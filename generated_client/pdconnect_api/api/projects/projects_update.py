# Generated from spec/resources/projects.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import body_of, boolean, omit_none, segment, text
from ...call import Call, Operation
from ...decoding import read_model
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.project import Project

OPERATION = Operation(
    id="projects_update", method="PATCH", path="/v1/connect/projects/{project_id}", idempotent=True, connect_token=False
)
_READ = read_model(model_reader("Project"))


def projects_update(
    project_id: str,
    *,
    name: str | None = None,
    app_name: str | None = None,
    support_email: str | None = None,
    connect_require_key_auth_test: bool | None = None,
) -> Call[Project]:
    """Return the call: update a project. Nothing is sent."""
    return Call(
        OPERATION,
        f"/v1/connect/projects/{segment('project_id', project_id)}",
        _READ,
        body=body_of(
            {
                "name": omit_none(text("name", name, min_length=1)),
                "app_name": omit_none(text("app_name", app_name)),
                "support_email": omit_none(text("support_email", support_email)),
                "connect_require_key_auth_test": omit_none(
                    boolean("connect_require_key_auth_test", connect_require_key_auth_test)
                ),
            }
        ),
    )
