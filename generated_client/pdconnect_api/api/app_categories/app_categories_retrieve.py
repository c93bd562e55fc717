# Generated from spec/resources/app_categories.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import segment
from ...call import Call, Operation
from ...decoding import read_model
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.app_category import AppCategory

OPERATION = Operation(
    id="app_categories_retrieve", method="GET", path="/v1/connect/app_categories/{id}", idempotent=True
)
_READ = read_model(model_reader("AppCategory"))


def app_categories_retrieve(id: str) -> Call[AppCategory]:
    """Return the call: retrieve an app category. Nothing is sent."""
    return Call(OPERATION, f"/v1/connect/app_categories/{segment('id', id)}", _READ)
