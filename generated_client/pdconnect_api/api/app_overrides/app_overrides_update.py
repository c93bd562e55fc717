# Generated from spec/resources/app_overrides.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...arguments import UNSET, Unset, body_of, members, omit_none, project_path, segment, text
from ...call import Call, Operation
from ...decoding import read_model
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.app_override import AppOverride

OPERATION = Operation(
    id="app_overrides_update",
    method="PUT",
    path="/v1/connect/{project_id}/app_overrides/{id}",
    idempotent=True,
    connect_token=False,
)
_READ = read_model(model_reader("AppOverride"))


def app_overrides_update(
    project_id: str | None,
    id: str,
    *,
    name: str | None = None,
    oauth_app_id: str | None | Unset = UNSET,
    cfmap: Mapping[str, object] | None = None,
) -> Call[AppOverride]:
    """Return the call: update an app override. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/app_overrides/{segment('id', id)}",
        _READ,
        body=body_of(
            {
                "name": omit_none(text("name", name, min_length=1)),
                "oauth_app_id": text("oauth_app_id", oauth_app_id),
                "cfmap": omit_none(members("cfmap", cfmap)),
            }
        ),
    )
