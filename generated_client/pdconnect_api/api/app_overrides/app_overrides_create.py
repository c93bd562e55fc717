# Generated from spec/resources/app_overrides.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...arguments import body_of, members, omit_none, project_path, text
from ...call import Call, Operation
from ...decoding import read_model
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.app_override import AppOverride

OPERATION = Operation(
    id="app_overrides_create",
    method="POST",
    path="/v1/connect/{project_id}/app_overrides",
    idempotent=False,
    connect_token=False,
)
_READ = read_model(model_reader("AppOverride"))


def app_overrides_create(
    project_id: str | None,
    *,
    app: str,
    name: str,
    oauth_app_id: str | None = None,
    cfmap: Mapping[str, object] | None = None,
) -> Call[AppOverride]:
    """Return the call: create an app override. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/app_overrides",
        _READ,
        body=body_of(
            {
                "app": text("app", app, min_length=1, required=True),
                "name": text("name", name, min_length=1, required=True),
                "oauth_app_id": omit_none(text("oauth_app_id", oauth_app_id)),
                "cfmap": omit_none(members("cfmap", cfmap)),
            }
        ),
    )
