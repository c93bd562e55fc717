# Generated from spec/resources/users.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import number, project_path, query_of, text
from ...call import Call, Listing, Operation
from ...decoding import read_page
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.external_user import ExternalUser

OPERATION = Operation(
    id="users_list", method="GET", path="/v1/connect/{project_id}/users", idempotent=True, connect_token=False
)
_READ = read_page(model_reader("ExternalUser"), items=("data", "data.accounts"))


def users_list(
    project_id: str | None,
    *,
    q: str | None = None,
    after: str | None = None,
    before: str | None = None,
    limit: int | None = None,
) -> Call[Listing[ExternalUser]]:
    """Return the call: list external users. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/users",
        _READ,
        query=query_of(
            q=text("q", q),
            after=text("after", after, min_length=1),
            before=text("before", before, min_length=1),
            limit=number("limit", limit, minimum=1, maximum=100),
        ),
    )
