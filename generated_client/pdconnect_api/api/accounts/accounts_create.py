# Generated from spec/resources/accounts.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import body_of, omit_none, project_path, query_of, text
from ...call import Call, Operation
from ...decoding import read_model
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.account import Account

OPERATION = Operation(id="accounts_create", method="POST", path="/v1/connect/{project_id}/accounts", idempotent=False)
_READ = read_model(model_reader("Account"))


def accounts_create(
    project_id: str | None,
    *,
    app_slug: str,
    cfmap_json: str,
    connect_token: str,
    external_user_id: str | None = None,
    oauth_app_id: str | None = None,
    name: str | None = None,
    account_id: str | None = None,
    app_override_id: str | None = None,
) -> Call[Account]:
    """Return the call: create an account. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/accounts",
        _READ,
        query=query_of(
            external_user_id=text("external_user_id", external_user_id, min_length=1, max_length=250),
            oauth_app_id=text("oauth_app_id", oauth_app_id),
        ),
        secrets=(cfmap_json, connect_token),
        body=body_of(
            {
                "app_slug": text("app_slug", app_slug, min_length=1, required=True),
                "cfmap_json": text("cfmap_json", cfmap_json, min_length=1, required=True),
                "connect_token": text("connect_token", connect_token, min_length=1, required=True),
                "name": omit_none(text("name", name)),
                "account_id": omit_none(text("account_id", account_id)),
                "app_override_id": omit_none(text("app_override_id", app_override_id, min_length=1)),
            }
        ),
    )
