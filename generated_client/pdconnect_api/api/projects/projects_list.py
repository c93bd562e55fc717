# Generated from spec/resources/projects.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import number, query_of, text
from ...call import Call, Listing, Operation
from ...decoding import read_page
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.project import Project

OPERATION = Operation(
    id="projects_list", method="GET", path="/v1/connect/projects", idempotent=True, connect_token=False
)
_READ = read_page(model_reader("Project"), items=("data", "data.accounts"))


def projects_list(
    *, q: str | None = None, after: str | None = None, before: str | None = None, limit: int | None = None
) -> Call[Listing[Project]]:
    """Return the call: list projects. Nothing is sent."""
    return Call(
        OPERATION,
        "/v1/connect/projects",
        _READ,
        query=query_of(
            q=text("q", q),
            after=text("after", after, min_length=1),
            before=text("before", before, min_length=1),
            limit=number("limit", limit, minimum=1, maximum=100),
        ),
    )
