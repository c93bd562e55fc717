# Generated from spec/resources/parcels.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import boolean, choice, number, project_path, query_of, text
from ...call import Call, Listing, Operation, RateLimit
from ...decoding import read_page
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.parcel import Parcel
    from ...models.speed import Speed

OPERATION = Operation(
    id="parcels_list",
    method="GET",
    path="/v1/connect/{project_id}/parcels",
    idempotent=True,
    connect_token=False,
    rate_limits=(RateLimit("parcel_reads", requests=10, seconds=1, per="project"),),
)
_READ = read_page(model_reader("Parcel"), items=("data", "data.parcels"))


def parcels_list(
    project_id: str | None,
    *,
    speed: Speed | None = None,
    from_: str | None = None,
    unpaid: bool | None = None,
    after: str | None = None,
    limit: int | None = None,
) -> Call[Listing[Parcel]]:
    """Return the call: list parcels. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/parcels",
        _READ,
        query=query_of(
            speed=choice("speed", speed, ("slow", "fast")),
            **{"from": text("from_", from_)},
            unpaid=boolean("unpaid", unpaid) or None,
            after=text("after", after, min_length=1),
            limit=number("limit", limit, minimum=1, maximum=100),
        ),
    )
