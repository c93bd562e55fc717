"""Example components of Airtable: the four kinds of props that only Airtable has."""

from __future__ import annotations

from typing import Any

from ..wire.types import JsonObject
from .component import Ask, Component, ComponentError, Options, Outcome, Scene, option

BASES: dict[str, str] = {"appShop0000000001": "Shop", "appClub0000000002": "Club"}
TABLES: dict[str, dict[str, str]] = {
    "appShop0000000001": {"tblOrders00000001": "Orders", "tblGoods000000002": "Goods"},
    "appClub0000000002": {"tblMembers0000001": "Members"},
}
VIEWS: dict[str, str] = {"viwAll0000000001": "All", "viwOpen000000002": "Open"}
FIELDS: dict[str, str] = {"fldName000000001": "Name", "fldState00000002": "State"}
_ROWS = (("First", "open"), ("Second", "closed"), ("Third", "open"))


def _bases(scene: Scene, ask: Ask) -> Options:
    return _options(BASES, ask)


def _tables(scene: Scene, ask: Ask) -> Options:
    return _options(_tables_of(scene), ask)


def _views(scene: Scene, ask: Ask) -> Options:
    _table(scene)
    return _options(VIEWS, ask)


def _fields(scene: Scene, ask: Ask) -> Options:
    _table(scene)
    return _options(FIELDS, ask)


def _options(names: dict[str, str], ask: Ask) -> Options:
    return Options(labelled=[] if ask.page else [option(name, key) for key, name in names.items()])


def _tables_of(scene: Scene) -> dict[str, str]:
    base: Any = scene.need("baseId")
    if base not in TABLES:
        raise ComponentError("Could not find base")
    return TABLES[base]


def _table(scene: Scene) -> str:
    table: Any = scene.need("tableId")
    if table not in _tables_of(scene):
        raise ComponentError("Could not find table")
    return str(table)


def _list_records(scene: Scene) -> Outcome:
    table = _table(scene)
    only_open = scene.props.get("viewId") == "viwOpen000000002"
    wanted = FIELDS.get(str(scene.props.get("fieldId")))
    records: list[JsonObject] = []
    for number, row in enumerate(_ROWS, 1):
        fields = dict(zip(FIELDS.values(), row, strict=True))
        if fields["State"] == "open" or not only_open:
            shown = {name: value for name, value in fields.items() if wanted in (None, name)}
            records.append({"id": f"rec{table[3:]}{number}", "fields": shown})
    return Outcome(records, f"Fetched {len(records)} records")


COMPONENTS: tuple[Component, ...] = (
    Component(
        id="sc_AirLst1",
        kind="action",
        app="airtable_oauth",
        key="airtable_oauth-list-records",
        name="List Records",
        version="0.0.8",
        description="Lists the records of a table, of a view of it, or one field of them.",
        props=[
            {"name": "airtable", "type": "app", "app": "airtable_oauth"},
            {"name": "baseId", "type": "$.airtable.baseId", "appProp": "airtable", "remoteOptions": True},
            {"name": "tableId", "type": "$.airtable.tableId", "baseIdProp": "baseId", "remoteOptions": True},
            {
                "name": "viewId",
                "type": "$.airtable.viewId",
                "tableIdProp": "tableId",
                "optional": True,
                "remoteOptions": True,
            },
            {
                "name": "fieldId",
                "type": "$.airtable.fieldId",
                "tableIdProp": "tableId",
                "optional": True,
                "remoteOptions": True,
            },
        ],
        options={"baseId": _bases, "tableId": _tables, "viewId": _views, "fieldId": _fields},
        run=_list_records,
        annotations={"readOnlyHint": True, "destructiveHint": False, "idempotentHint": True, "openWorldHint": True},
    ),
)
