# Generated from spec/resources/apps.yaml#/item. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...arguments import segment
from ...call import Call, Operation
from ...decoding import read_enveloped
from ...model import model_reader

if TYPE_CHECKING:
    from ...models.app import App

OPERATION = Operation(id="apps_retrieve", method="GET", path="/v1/connect/apps/{app_id}", idempotent=True)
_READ = read_enveloped(model_reader("App"), key="data", marks=())


def apps_retrieve(app_id: str) -> Call[App]:
    """Return the call: retrieve an app. Nothing is sent."""
    return Call(OPERATION, f"/v1/connect/apps/{segment('app_id', app_id)}", _READ)
