"""Example components of Airtable: the four kinds of props that only Airtable has."""

from __future__ import annotations

from typing import Any

from ..wire.types import JsonObject
from .component import Component, ComponentError, Options, OptionsRequest, Outcome, RunContext, option

BASES: dict[str, str] = {"appShop0000000001": "Shop", "appClub0000000002": "Club"}
TABLES: dict[str, dict[str, str]] = {
    "appShop0000000001": {"tblOrders00000001": "Orders", "tblGoods000000002": "Goods"},
    "appClub0000000002": {"tblMembers0000001": "Members"},
}
VIEWS: dict[str, str] = {"viwAll0000000001": "All", "viwOpen000000002": "Open"}
FIELDS: dict[str, str] = {"fldName000000001": "Name", "fldState00000002": "State"}
_ROWS = (("First", "open"), ("Second", "closed"), ("Third", "open"))


def _bases(context: RunContext, request: OptionsRequest) -> Options:
    return _options(BASES, request)


def _tables(context: RunContext, request: OptionsRequest) -> Options:
    return _options(_tables_of(context), request)


def _views(context: RunContext, request: OptionsRequest) -> Options:
    _table(context)
    return _options(VIEWS, request)


def _fields(context: RunContext, request: OptionsRequest) -> Options:
    _table(context)
    return _options(FIELDS, request)


def _options(names: dict[str, str], request: OptionsRequest) -> Options:
    return Options(labelled=[] if request.page else [option(name, key) for key, name in names.items()])


def _tables_of(context: RunContext) -> dict[str, str]:
    base: Any = context.require("baseId")
    if base not in TABLES:
        raise ComponentError("Could not find base")
    return TABLES[base]


def _table(context: RunContext) -> str:
    table: Any = context.require("tableId")
    if table not in _tables_of(context):
        raise ComponentError("Could not find table")
    return str(table)


def _list_records(context: RunContext) -> Outcome:
    table = _table(context)
    only_open = context.props.get("viewId") == "viwOpen000000002"
    wanted = FIELDS.get(str(context.props.get("fieldId")))
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
