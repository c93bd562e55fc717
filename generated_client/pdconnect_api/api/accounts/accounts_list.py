# Generated from spec/resources/accounts.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import boolean, number, project_path, query_of, text
from ...call import Call, Listing, Operation, RateLimit
from ...decoding import read_page
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.account import Account

OPERATION = Operation(
    id="accounts_list",
    method="GET",
    path="/v1/connect/{project_id}/accounts",
    idempotent=True,
    rate_limits=(RateLimit("account_reads", requests=100, seconds=60, per="project"),),
)
_READ = read_page(model_reader("Account"), items=("data", "data.accounts"))


def accounts_list(
    project_id: str | None,
    *,
    app: str | None = None,
    oauth_app_id: str | None = None,
    external_user_id: str | None = None,
    include_credentials: bool | None = None,
    after: str | None = None,
    before: str | None = None,
    limit: int | None = None,
) -> Call[Listing[Account]]:
    """Return the call: list accounts. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/accounts",
        _READ,
        query=query_of(
            app=text("app", app, min_length=1),
            oauth_app_id=text("oauth_app_id", oauth_app_id),
            external_user_id=text("external_user_id", external_user_id, min_length=1, max_length=250),
            include_credentials=boolean("include_credentials", include_credentials) or None,
            after=text("after", after, min_length=1),
            before=text("before", before, min_length=1),
            limit=number("limit", limit, minimum=1, maximum=100),
        ),
    )
