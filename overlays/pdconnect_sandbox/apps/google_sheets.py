"""Example components of Google Sheets, including the reference's example of dynamic props."""

from __future__ import annotations

from typing import Any

from ..wire.types import JsonObject, as_list
from . import google_sheets_props as props
from .component import Component, ComponentError, EmittedEvent, Options, OptionsRequest, Outcome, RunContext, option
from .google_sheets_data import DRIVES, MY_DRIVE, Book, Books, Worksheet

_PER_PAGE = 10


def _drive_options(context: RunContext, request: OptionsRequest) -> Options:
    return Options(labelled=[] if request.page else [option(name, key) for key, name in DRIVES.items()])


def _sheet_options(context: RunContext, request: OptionsRequest) -> Options:
    drive = context.props.get("drive") or MY_DRIVE
    found = [
        option(book.title, book.id)
        for book in _books(context).values()
        if book.drive == drive and request.query.lower() in book.title.lower()
    ]
    start = request.prev_context.get("nextPageToken", request.page * _PER_PAGE)
    if not isinstance(start, int):
        return Options(labelled=[])
    end = start + _PER_PAGE
    following = end if end < len(found) else None
    return Options(labelled=found[start:end], context={"nextPageToken": following})


def _worksheet_options(context: RunContext, request: OptionsRequest) -> Options:
    sheets = _book(context).worksheets
    return Options(labelled=[option(sheet.title, key) for key, sheet in sheets.items() if not request.page])


def _reload(context: RunContext) -> list[JsonObject]:
    if not context.props.get("sheetId"):
        return props.BASE
    headers: list[Any] = []
    if context.props.get("hasHeaders") and context.props.get("worksheetId"):
        headers = (_worksheets(context)[0][1].rows or [[]])[0]
    columns = [props.column(index, header) for index, header in enumerate(headers)]
    return [*props.BASE, props.HAS_HEADERS, *(columns or [props.VALUES])]


def _add_row(context: RunContext) -> Outcome:
    row = _row(context)
    if not row:
        raise ComponentError("there is nothing to add: reload the props and set the values")
    book, added = _book(context), list[JsonObject]()
    for _, sheet in _worksheets(context):
        sheet.rows.append(row)
        added.append({"updatedRange": f"{sheet.title}!A{len(sheet.rows)}", "updatedRows": 1})
    return Outcome({"spreadsheetId": book.id, "updates": added}, f"Added 1 row to {book.title}")


def _row(context: RunContext) -> list[Any]:
    cells = {
        int(name.removeprefix(props.COLUMN)): value
        for name, value in context.props.items()
        if name.startswith(props.COLUMN)
    }
    if cells:
        return [cells.get(index, "") for index in range(max(cells) + 1)]
    return as_list(context.props.get("myColumnData")) or []


def _read(context: RunContext) -> Outcome:
    rows = [list(row) for _, sheet in _worksheets(context) for row in sheet.rows]
    return Outcome(rows, f"Retrieved {len(rows)} rows")


def _add_worksheet(context: RunContext) -> Outcome:
    book, title = _book(context), str(context.require("title"))
    if any(worksheet.title == title for worksheet in book.worksheets.values()):
        raise ComponentError(f'A sheet with the name "{title}" already exists.')
    key = str(2000 + len(book.worksheets))
    book.worksheets[key] = Worksheet(title)
    return Outcome({"spreadsheetId": book.id, "sheetId": key, "title": title}, f"Added the worksheet {title}")


def _new_worksheets(context: RunContext, service_db: JsonObject) -> list[EmittedEvent]:
    """Emit an event for each worksheet that is new since the last poll."""
    book, known = _book(context), service_db.get("seen", [])
    service_db["seen"] = list(book.worksheets)
    return [
        EmittedEvent({"spreadsheetId": book.id, "sheetId": key, "title": sheet.title}, f"New worksheet {sheet.title}")
        for key, sheet in book.worksheets.items()
        if key not in known
    ]


def _books(context: RunContext) -> dict[str, Book]:
    return context.stores.get(Books).of(context.accounts["googleSheets"])


def _book(context: RunContext) -> Book:
    book = _books(context).get(context.require("sheetId"))
    if book is None:
        raise ComponentError("Requested entity was not found.")
    return book


def _worksheets(context: RunContext) -> list[tuple[str, Worksheet]]:
    wanted = context.require("worksheetId")
    sheets = _book(context).worksheets
    keys = [str(key) for key in as_list(wanted) or [wanted]]
    if not all(key in sheets for key in keys):
        raise ComponentError("No grid with this id")
    return [(key, sheets[key]) for key in keys]


_SHEET_OPTIONS = {
    "drive": _drive_options,
    "sheetId": _sheet_options,
    "worksheetId": _worksheet_options,
}

COMPONENTS: tuple[Component, ...] = (
    Component(
        id="sc_AddRow1",
        kind="action",
        app="google_sheets",
        key="google_sheets-add-single-row",
        name="Add Single Row",
        version="2.1.5",
        description="Adds a row to a spreadsheet.",
        props=props.BASE,
        options=_SHEET_OPTIONS,
        reload=_reload,
        run=_add_row,
    ),
    Component(
        id="sc_GetVal1",
        kind="action",
        app="google_sheets",
        key="google_sheets-get-values-in-range",
        name="Get Values in Range",
        version="0.1.4",
        description="Reads all rows of the worksheets.",
        props=[props.APP, props.DRIVE, props.SHEET, props.WORKSHEET],
        options=_SHEET_OPTIONS,
        run=_read,
    ),
    Component(
        id="sc_NewWks1",
        kind="trigger",
        app="google_sheets",
        key="google_sheets-new-worksheet",
        name="New Worksheet",
        version="0.1.3",
        description="Looks for new worksheets by a timer.",
        props=[props.APP, props.DB, props.TIMER, props.DRIVE, props.SHEET],
        options=_SHEET_OPTIONS,
        poll=_new_worksheets,
    ),
    Component(
        id="sc_AddWks1",
        kind="action",
        app="google_sheets",
        key="google_sheets-create-worksheet",
        name="Create Worksheet",
        version="0.1.16",
        description="Adds an empty worksheet to a spreadsheet.",
        props=[
            props.APP,
            props.DRIVE,
            props.SHEET,
            {"name": "title", "type": "string", "label": "Title", "description": "Of the new worksheet"},
        ],
        options=_SHEET_OPTIONS,
        run=_add_worksheet,
    ),
)
