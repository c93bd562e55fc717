# Generated from spec/resources/accounts.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ...arguments import project_path, segment
from ...call import Call, Operation
from ...decoding import read_nothing

OPERATION = Operation(
    id="accounts_delete", method="DELETE", path="/v1/connect/{project_id}/accounts/{account_id}", idempotent=True
)


def accounts_delete(project_id: str | None, account_id: str) -> Call[None]:
    """Return the call: delete an account. Nothing is sent."""
    return Call(OPERATION, f"{project_path(project_id)}/accounts/{segment('account_id', account_id)}", read_nothing)
