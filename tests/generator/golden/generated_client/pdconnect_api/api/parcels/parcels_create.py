# Generated from spec/resources/parcels.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...arguments import UNSET, Unset, body_of, choice, members, number, omit_none, project_path, scalar, text, texts
from ...call import Call, Operation
from ...decoding import read_model
from ...model import model_reader

if TYPE_CHECKING:
    from ... import inputs
    from ...models.parcel import Parcel
    from ...models.speed import Speed

OPERATION = Operation(
    id="parcels_create", method="POST", path="/v1/connect/{project_id}/parcels", idempotent=True, connect_token=False
)
_READ = read_model(model_reader("Parcel"))


def parcels_create(
    project_id: str | None,
    *,
    receiver: str,
    address: inputs.Address,
    speed: Speed | None = None,
    remark: str | None | Unset = UNSET,
    labels: Mapping[str, object] | None = None,
    grams: int | None = None,
    pick_up_at: str | None = None,
    contents: Sequence[Any] | None = None,
    reference: str | int | None = None,
    via: Sequence[inputs.Address] | None = None,
    notes: Sequence[str] | None = None,
) -> Call[Parcel]:
    """Return the call: send a parcel. Nothing is sent."""
    return Call(
        OPERATION,
        f"{project_path(project_id)}/parcels",
        _READ,
        body=body_of(
            {
                "kind": "parcel",
                "receiver": text("receiver", receiver, min_length=1, max_length=80, required=True),
                "address": members("address", address, required=True),
                "speed": omit_none(choice("speed", speed, ("slow", "fast"))),
                "remark": text("remark", remark),
                "labels": omit_none(members("labels", labels)),
                "grams": omit_none(number("grams", grams, minimum=1)),
                "pick_up_at": omit_none(text("pick_up_at", pick_up_at)),
                "contents": omit_none(contents),
                "reference": omit_none(scalar("reference", reference, str, int)),
                "via": omit_none(via),
                "notes": omit_none(texts("notes", notes)),
            }
        ),
    )
