# Generated from spec/resources/oauth_apps.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...arguments import body_of, omit_none, project_path, text, texts
from ...call import Call, Operation
from ...decoding import read_model
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.o_auth_app import OAuthApp

OPERATION = Operation(
    id="oauth_apps_create",
    method="POST",
    path="/v1/connect/{project_id}/oauth_apps",
    idempotent=False,
    connect_token=False,
)
_READ = read_model(model_reader("OAuthApp"))


def oauth_apps_create(
    project_id: str | None,
    *,
    app: str,
    client_id: str | None = None,
    client_secret: str | None = None,
    name: str | None = None,
    description: str | None = None,
    scopes: Sequence[str] | None = None,
    additional_scopes: Sequence[str] | None = None,
) -> Call[OAuthApp]:
    """Return the call: create an OAuth app. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/oauth_apps",
        _READ,
        secrets=(client_secret,),
        body=body_of(
            {
                "app": text("app", app, min_length=1, required=True),
                "client_id": omit_none(text("client_id", client_id, min_length=1)),
                "client_secret": omit_none(text("client_secret", client_secret, min_length=1)),
                "name": omit_none(text("name", name)),
                "description": omit_none(text("description", description)),
                "scopes": omit_none(texts("scopes", scopes)),
                "additional_scopes": omit_none(texts("additional_scopes", additional_scopes)),
            }
        ),
    )
