# Generated from spec/resources/oauth_apps.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import project_path, segment
from ...call import Call, Operation
from ...decoding import read_model
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.o_auth_app import OAuthApp

OPERATION = Operation(
    id="oauth_apps_retrieve",
    method="GET",
    path="/v1/connect/{project_id}/oauth_apps/{id}",
    idempotent=True,
    connect_token=False,
)
_READ = read_model(model_reader("OAuthApp"))


def oauth_apps_retrieve(project_id: str | None, id: str) -> Call[OAuthApp]:
    """Return the call: retrieve an OAuth app. Nothing is sent."""
    return Call(OPERATION, f"{project_path(project_id)}/oauth_apps/{segment('id', id)}", _READ)
