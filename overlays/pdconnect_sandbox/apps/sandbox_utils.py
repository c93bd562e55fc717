"""Actions for experiments: files, large and slow results, failures, and props of many kinds."""

from __future__ import annotations

from typing import Any

from ..wire.types import as_list
from .component import Component, ComponentError, Outcome, RunContext
from .sandbox_utils_props import COUNT, FOLDER, FORM, LINES, MESSAGE, NAME, NUMBERS, SECONDS, UNKNOWN

_MAX_ROWS = COUNT["max"]


def _write_report(context: RunContext) -> Outcome:
    name = str(context.props.get("fileName") or "report.csv")
    if "/" in name or name in (".", ".."):
        raise ComponentError("the name of a file cannot contain a slash")
    lines = [str(line) for line in _several(context.require("lines"))]
    total = sum(_several(context.props.get("numbers") or []))
    content = "\n".join([*lines, f"total,{total}", ""]).encode()
    return Outcome({"fileName": name, "size": len(content)}, f"Wrote {name}", {name: content})


def _several(value: Any) -> list[Any]:
    values = as_list(value)
    return [value] if values is None else values


def _list_files(context: RunContext) -> Outcome:
    files = [{"fileName": name, "size": len(content)} for name, content in context.files.items()]
    return Outcome(files, f"Found {len(files)} files")


def _large_result(context: RunContext) -> Outcome:
    rows: Any = context.require("rows")
    if not 1 <= rows <= _MAX_ROWS:
        raise ComponentError(f"rows must be a number from 1 to {_MAX_ROWS}")
    created = [{"id": number, "name": f"Row {number}", "even": number % 2 == 0} for number in range(1, rows + 1)]
    return Outcome(created, f"Created {rows} rows")


def _slow(context: RunContext) -> Outcome:
    seconds: Any = context.require("seconds")
    if not 0 <= seconds <= SECONDS["max"]:
        raise ComponentError(f"seconds must be a number from 0 to {SECONDS['max']}")
    return Outcome({"seconds": seconds}, f"Took {seconds} seconds", delay=seconds)


def _fail(context: RunContext) -> Outcome:
    raise ComponentError(str(context.props.get("message") or "the action fails on purpose"))


def _show(context: RunContext) -> Outcome:
    return Outcome(dict(context.props), f"Got {len(context.props)} props")


COMPONENTS: tuple[Component, ...] = (
    Component(
        id="sc_UtlRep1",
        kind="action",
        app="sandbox_utils",
        key="sandbox_utils-write-report",
        name="Write Report",
        version="0.0.1",
        description="Writes lines, and the total of numbers, into a file of the stash.",
        props=[LINES, NUMBERS, NAME, FOLDER],
        run=_write_report,
        stash="optional",
    ),
    Component(
        id="sc_UtlFil1",
        kind="action",
        app="sandbox_utils",
        key="sandbox_utils-list-files",
        name="List Files",
        version="0.0.1",
        description="Lists the files of the stash.",
        props=[{**FOLDER, "accessMode": "read"}],
        run=_list_files,
        stash="required",
    ),
    Component(
        id="sc_UtlLrg1",
        kind="action",
        app="sandbox_utils",
        key="sandbox_utils-large-result",
        name="Large Result",
        version="0.0.1",
        description="Returns that many rows in one response.",
        props=[COUNT],
        run=_large_result,
        annotations={"readOnlyHint": True, "idempotentHint": True, "destructiveHint": False, "openWorldHint": False},
    ),
    Component(
        id="sc_UtlSlw1",
        kind="action",
        app="sandbox_utils",
        key="sandbox_utils-slow",
        name="Slow",
        version="0.0.1",
        description="Responds after that many seconds.",
        props=[SECONDS],
        run=_slow,
    ),
    Component(
        id="sc_UtlFai1",
        kind="action",
        app="sandbox_utils",
        key="sandbox_utils-fail",
        name="Fail",
        version="0.0.1",
        description="Fails inside a response of status 200, with a message of your own.",
        props=[MESSAGE],
        run=_fail,
    ),
    Component(
        id="sc_UtlFrm1",
        kind="action",
        app="sandbox_utils",
        key="sandbox_utils-show-form",
        name="Show Form",
        version="0.0.1",
        description="Returns the values of its props, one of each simple type and one of an unknown type.",
        props=FORM,
        run=_show,
    ),
)

UNKNOWN_PROP_TYPE: tuple[Component, ...] = (
    Component(
        id="sc_UtlUnk1",
        kind="action",
        app="sandbox_utils",
        key="sandbox_utils-unknown-prop-type",
        name="Unknown Prop Type",
        version="0.0.1",
        description="Has a prop of a type that no client knows. Only on request: some clients cannot read a list that contains it.",
        props=[UNKNOWN],
        run=lambda context: Outcome(dict(context.props)),
    ),
)
