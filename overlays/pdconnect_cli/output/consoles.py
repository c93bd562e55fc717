"""What is printed on a terminal: tables, colours, progress bars. Imported only for a terminal, since Rich is slow to import."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar

from rich.console import Console, OverflowMethod
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
)
from rich.table import Table
from rich.text import Text

from .column_widths import GAP, column_widths
from .formatting import plain, printable

if TYPE_CHECKING:
    from .column import Column

T = TypeVar("T")
ProgressKind: TypeAlias = Literal["items", "bytes", "spinner"]


class _RateColumn(ProgressColumn):
    """The number of items per second, from the second page on."""

    def render(self, task: Task) -> Text:
        """Return the text of the column."""
        return Text("" if task.speed is None else f"{task.speed:,.0f}/s", style="progress.data.speed")


_COLUMNS: Mapping[ProgressKind, Sequence[ProgressColumn]] = {
    "items": (TextColumn("Fetching"), BarColumn(), MofNCompleteColumn(), _RateColumn()),
    "bytes": (TextColumn("{task.description}"), BarColumn(), DownloadColumn()),
    "spinner": (TextColumn("{task.description}"),),
}


class _Console(Console):
    """A console that leaves a broken pipe to the caller: Rich would end the process with 1."""

    def on_broken_pipe(self) -> None:
        """Raise the BrokenPipeError again."""
        raise


def data_console() -> Console:
    """Create the console for stdout."""
    return _Console(file=sys.stdout, highlight=False, soft_wrap=False)


def message_console() -> Console:
    """Create the console for stderr."""
    return _Console(file=sys.stderr, highlight=False)


def styled(parts: Sequence[tuple[str, str]]) -> Text:
    """Return a text from parts, each with its style."""
    return Text.assemble(*parts)


def list_table(console: Console, columns: Sequence[Column[T]], items: Sequence[T], header: bool) -> Table:
    """Return a table with a row for each item. What does not fit is truncated or left out."""
    cells = [[_format(column.read(item), column.preferred) for column in columns] for item in items]
    natural = [
        max(len(column.title) if header else 1, *(each.cell_len for each in texts))
        for column, texts in zip(columns, zip(*cells, strict=True), strict=True)
    ]
    widths = column_widths(natural, [column.no_truncate for column in columns], console.width)
    table = Table(box=None, pad_edge=False, header_style="bold", show_header=header, padding=(0, GAP, 0, 0))
    for column, width in zip(columns, widths, strict=True):
        if width:
            fold: OverflowMethod = "fold" if column.no_truncate else "ellipsis"
            table.add_column(
                column.title, no_wrap=not column.no_truncate, overflow=fold, min_width=width, max_width=width
            )
    for row in cells:
        table.add_row(*(cell for cell, width in zip(row, widths, strict=True) if width))
    return table


def details_table(columns: Sequence[Column[T]], item: T) -> Table:
    """Return a table with a row for each value of an item. None values are left out."""
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for column in columns:
        value = column.read(item)
        if value is not None:
            table.add_row(column.title, _format(value, column.preferred))
    return table


@contextmanager
def progress_bar(console: Console, what: str, kind: ProgressKind) -> Generator[Callable[[int, int | None], None]]:
    """Show a progress bar. Yield a function that takes the amount done and the total."""
    bar = Progress(
        SpinnerColumn(),
        *_COLUMNS[kind],
        console=console,
        transient=True,
        redirect_stdout=False,  # stdout is for data, and may be a file
        redirect_stderr=False,
    )
    with bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _format(value: object, preferred: bool | None) -> Text:
    """Return a value for a table. If a boolean has a `preferred` value, it is green and the other red."""
    if value is None:
        return Text("-", style="dim")
    if isinstance(value, bool):
        style = "" if preferred is None else "green" if value is preferred else "red"
        return Text("yes" if value else "no", style)
    if isinstance(value, datetime):
        return Text(f"{value.astimezone(UTC):%Y-%m-%d %H:%M}")
    return Text(printable(plain(value)))
