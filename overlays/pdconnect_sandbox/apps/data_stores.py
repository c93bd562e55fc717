"""Example components of the platform's own data stores."""

from __future__ import annotations

from typing import Any, ClassVar

from attrs import define, field

from ..wire.types import JsonObject
from .component import Component, ComponentError, Options, OptionsRequest, Outcome, RunContext, option

STORES: dict[str, str] = {"ds_orders": "Orders", "ds_users1": "Users"}

_STORE: JsonObject = {"name": "dataStore", "type": "data_store", "label": "Data Store", "remoteOptions": True}
_KEY: JsonObject = {"name": "key", "type": "string", "label": "Key"}
_VALUE: JsonObject = {"name": "value", "type": "any", "label": "Value", "description": "Any JSON"}


def _empty() -> dict[str, dict[str, Any]]:
    return {key: {} for key in STORES}


@define
class Records:
    """The values of each data store by their keys."""

    store_name: ClassVar[str] = "data_stores.records"
    by_store: dict[str, dict[str, Any]] = field(factory=_empty)


def _store_options(context: RunContext, request: OptionsRequest) -> Options:
    return Options(labelled=[] if request.page else [option(name, key) for key, name in STORES.items()])


def _records(context: RunContext) -> dict[str, Any]:
    store: Any = context.require("dataStore")
    records = context.stores.get(Records).by_store
    if store not in records:
        raise ComponentError("There is no such data store")
    return records[store]


def _set(context: RunContext) -> Outcome:
    key = str(context.require("key"))
    _records(context)[key] = context.require("value")
    return Outcome({"key": key, "value": context.props["value"]}, f"Set {key}")


def _get(context: RunContext) -> Outcome:
    key = str(context.require("key"))
    return Outcome(_records(context).get(key), f"Read {key}")


COMPONENTS: tuple[Component, ...] = (
    Component(
        id="sc_DstSet1",
        kind="action",
        app="data_stores",
        key="data_stores-add-update-record",
        name="Add or Update Record",
        version="0.0.7",
        description="Stores a value under a key.",
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
        description="Returns the value of a key, or null.",
        props=[_STORE, _KEY],
        options={"dataStore": _store_options},
        run=_get,
    ),
)
