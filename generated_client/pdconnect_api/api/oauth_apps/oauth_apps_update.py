# Generated from spec/resources/oauth_apps.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...arguments import body_of, omit_none, project_path, segment, text, texts
from ...call import Call, Operation
from ...decoding import read_model
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.o_auth_app import OAuthApp

OPERATION = Operation(
    id="oauth_apps_update",
    method="PUT",
    path="/v1/connect/{project_id}/oauth_apps/{id}",
    idempotent=True,
    connect_token=False,
)
_READ = read_model(model_reader("OAuthApp"))


def oauth_apps_update(
    project_id: str | None,
    id: str,
    *,
    name: str | None = None,
    description: str | None = None,
    client_id: str | None = None,
    client_secret: str | None = None,
    scopes: Sequence[str] | None = None,
    additional_scopes: Sequence[str] | None = None,
) -> Call[OAuthApp]:
    """Return the call: update an OAuth app. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/oauth_apps/{segment('id', id)}",
        _READ,
        secrets=(client_secret,),
        body=body_of(
            {
                "name": omit_none(text("name", name)),
                "description": omit_none(text("description", description)),
                "client_id": omit_none(text("client_id", client_id, min_length=1)),
                "client_secret": omit_none(text("client_secret", client_secret)),
                "scopes": omit_none(texts("scopes", scopes)),
                "additional_scopes": omit_none(texts("additional_scopes", additional_scopes)),
            }
        ),
    )
