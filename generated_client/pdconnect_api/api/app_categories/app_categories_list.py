# Generated from spec/resources/app_categories.yaml#/collection. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...call import Call, Operation
from ...decoding import read_list
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.app_category import AppCategory

OPERATION = Operation(id="app_categories_list", method="GET", path="/v1/connect/app_categories", idempotent=True)
_READ = read_list(model_reader("AppCategory"))


def app_categories_list() -> Call[list[AppCategory]]:
    """Return the call: list app categories. Nothing is sent."""
    return Call(OPERATION, "/v1/connect/app_categories", _READ)
