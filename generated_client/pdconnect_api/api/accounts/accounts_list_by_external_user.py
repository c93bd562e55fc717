# Generated from spec/resources/accounts.yaml#/collection_of_user. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import boolean, project_path, query_of, segment, text
from ...call import Call, Operation, RateLimit
from ...decoding import read_list
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.account import Account

OPERATION = Operation(
    id="accounts_list_by_external_user",
    method="GET",
    path="/v1/connect/{project_id}/users/{external_user_id}/accounts",
    idempotent=True,
    rate_limits=(RateLimit("account_reads", requests=100, seconds=60, per="project"),),
)
_READ = read_list(model_reader("Account"))


def accounts_list_by_external_user(
    project_id: str | None, external_user_id: str, *, include_credentials: bool | None = None, app: str | None = None
) -> Call[list[Account]]:
    """Return the call: list the accounts of an external user. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/users/{segment('external_user_id', external_user_id, max_length=250)}/accounts",
        _READ,
        query=query_of(
            include_credentials=boolean("include_credentials", include_credentials) or None,
            app=text("app", app, min_length=1),
        ),
    )
