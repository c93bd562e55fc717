# Generated from spec/resources/deployed_triggers.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import choice, number, project_path, query_of, text
from ...call import Call, Listing, Operation
from ...decoding import read_page
from ...models.emitter import read_emitter

if TYPE_CHECKING:
    from ...models.emitter import Emitter
    from ...models.emitter_type import EmitterType

OPERATION = Operation(
    id="deployed_triggers_list", method="GET", path="/v1/connect/{project_id}/deployed-triggers", idempotent=True
)
_READ = read_page(read_emitter, items=("data", "data.accounts"))


def deployed_triggers_list(
    project_id: str | None,
    *,
    external_user_id: str,
    emitter_type: EmitterType | None = None,
    after: str | None = None,
    before: str | None = None,
    limit: int | None = None,
) -> Call[Listing[Emitter]]:
    """Return the call: list deployed triggers. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/deployed-triggers",
        _READ,
        query=query_of(
            external_user_id=text("external_user_id", external_user_id, min_length=1, max_length=250, required=True),
            emitter_type=choice("emitter_type", emitter_type, ("email", "http", "source", "timer")),
            after=text("after", after, min_length=1),
            before=text("before", before, min_length=1),
            limit=number("limit", limit, minimum=1, maximum=100),
        ),
    )
