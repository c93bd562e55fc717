"""Example components of the platform's own data stores."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from ..wire.types import JsonObject
from .component import Ask, Component, ComponentError, Options, Outcome, Scene, option

STORES: dict[str, str] = {"ds_orders": "Orders", "ds_users1": "Users"}

_STORE: JsonObject = {"name": "dataStore", "type": "data_store", "label": "Data Store", "remoteOptions": True}
_KEY: JsonObject = {"name": "key", "type": "string", "label": "Key"}
_VALUE: JsonObject = {"name": "value", "type": "any", "label": "Value", "description": "Any JSON"}


def _empty() -> dict[str, dict[str, Any]]:
    return {key: {} for key in STORES}


@dataclass
class Records:
    """The values of each data store by their keys."""

    store_name: ClassVar[str] = "data_stores.records"
    of: dict[str, dict[str, Any]] = field(default_factory=_empty)


def _store_options(scene: Scene, ask: Ask) -> Options:
    return Options(labelled=[] if ask.page else [option(name, key) for key, name in STORES.items()])


def _records(scene: Scene) -> dict[str, Any]:
    store: Any = scene.need("dataStore")
    records = scene.stores.get(Records).of
    if store not in records:
        raise ComponentError("There is no such data store")
    return records[store]


def _set(scene: Scene) -> Outcome:
    key = str(scene.need("key"))
    _records(scene)[key] = scene.need("value")
    return Outcome({"key": key, "value": scene.props["value"]}, f"Set {key}")


def _get(scene: Scene) -> Outcome:
    key = str(scene.need("key"))
    return Outcome(_records(scene).get(key), f"Read {key}")


COMPONENTS: tuple[Component, ...] = (
    Component(
        id="sc_DstSet1",
        kind="action",
        app="data_stores",
        key="data_stores-add-update-record",
        name="Add or Update Record",
        version="0.0.7",
        description="Keeps a value under a key.",
        props=[_STORE, _KEY, _VALUE],
        options={"dataStore": _store_options},
        run=_set,
    ),
    Component(
        id="sc_DstGet1",
        kind="action",
        app="data_stores",
        key="data_stores-get-record",
        name="Get Record",
        version="0.0.11",
        description="Gives the value of a key, null where there is none.",
        props=[_STORE, _KEY],
        options={"dataStore": _store_options},
        run=_get,
    ),
)
