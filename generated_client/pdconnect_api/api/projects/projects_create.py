# Generated from spec/resources/projects.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import body_of, boolean, omit_none, text
from ...call import Call, Operation
from ...decoding import read_model
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.project import Project

OPERATION = Operation(
    id="projects_create", method="POST", path="/v1/connect/projects", idempotent=False, connect_token=False
)
_READ = read_model(model_reader("Project"))


def projects_create(
    *,
    name: str,
    app_name: str | None = None,
    support_email: str | None = None,
    connect_require_key_auth_test: bool | None = None,
) -> Call[Project]:
    """Return the call: create a project. Nothing is sent."""
    return Call(
        OPERATION,
        "/v1/connect/projects",
        _READ,
        body=body_of(
            {
                "name": text("name", name, min_length=1, required=True),
                "app_name": omit_none(text("app_name", app_name)),
                "support_email": omit_none(text("support_email", support_email)),
                "connect_require_key_auth_test": omit_none(
                    boolean("connect_require_key_auth_test", connect_require_key_auth_test)
                ),
            }
        ),
    )
