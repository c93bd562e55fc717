# Generated from spec/resources/accounts.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import boolean, project_path, query_of, segment
from ...call import Call, Operation, RateLimit
from ...decoding import read_enveloped
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.account import Account

OPERATION = Operation(
    id="accounts_retrieve",
    method="GET",
    path="/v1/connect/{project_id}/accounts/{account_id}",
    idempotent=True,
    rate_limits=(RateLimit("account_reads", requests=100, seconds=60, per="project"),),
)
_READ = read_enveloped(model_reader("Account"), key="data", marks=("id",))


def accounts_retrieve(
    project_id: str | None, account_id: str, *, include_credentials: bool | None = None
) -> Call[Account]:
    """Return the call: retrieve an account. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/accounts/{segment('account_id', account_id)}",
        _READ,
        query=query_of(include_credentials=boolean("include_credentials", include_credentials) or None),
    )
