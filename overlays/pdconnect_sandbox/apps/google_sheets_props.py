"""The props of the Google Sheets components, named and typed as in the reference's example."""

from __future__ import annotations

from typing import Any

from ..wire.types import JsonObject

COLUMN = "col_"

APP: JsonObject = {"name": "googleSheets", "type": "app", "app": "google_sheets"}
DB: JsonObject = {"name": "db", "type": "$.service.db"}
TIMER: JsonObject = {
    "name": "timer",
    "type": "$.interface.timer",
    "default": {"intervalSeconds": 900},
}
DRIVE: JsonObject = {
    "name": "drive",
    "type": "string",
    "label": "Drive",
    "description": "A shared drive; My Drive by default",
    "optional": True,
    "default": "My Drive",
    "remoteOptions": True,
}
SHEET: JsonObject = {
    "name": "sheetId",
    "type": "string",
    "label": "Spreadsheet",
    "description": "Which spreadsheet",
    "useQuery": True,
    "remoteOptions": True,
}
WORKSHEET: JsonObject = {
    "name": "worksheetId",
    "type": "string[]",
    "label": "Worksheet(s)",
    "description": "Which worksheets",
    "remoteOptions": True,
}
HAS_HEADERS: JsonObject = {
    "name": "hasHeaders",
    "type": "boolean",
    "label": "Headers",
    "description": "Whether the first row holds the headers; if so, each column becomes a prop",
    "optional": True,
    "reloadProps": True,
}
VALUES: JsonObject = {
    "name": "myColumnData",
    "type": "string[]",
    "label": "Values",
    "description": "The cells of the new row",
}

BASE: list[JsonObject] = [
    APP,
    DRIVE,
    {**SHEET, "reloadProps": True},
    {**WORKSHEET, "reloadProps": True},
]


def column(index: int, header: Any) -> JsonObject:
    """Return the prop of one column of a sheet with headers."""
    label = str(header)
    return {
        "name": f"{COLUMN}{index:04d}",
        "type": "string",
        "label": label,
        "description": f"The cell of the column {label}",
        "optional": True,
    }
