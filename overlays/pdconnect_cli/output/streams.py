"""The output of a command: data on stdout, messages on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

import attrs
from rich.console import Console, OverflowMethod
from rich.highlighter import JSONHighlighter
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from .column_widths import GAP, column_widths
from .formatting import format_for_table, format_for_tsv, json_text, printable

T = TypeVar("T")


@attrs.frozen
class Column(Generic[T]):
    """One column of a list, or one line of the details of an item."""

    title: str
    read: Callable[[T], object]
    no_truncate: bool = False
    """Whether to never truncate it, because it is an argument of other commands."""
    preferred: bool | None = None
    """For booleans: the value to show in green, the other in red. None: no colours."""


class _Console(Console):
    """A console that leaves a broken pipe to the caller: Rich would end the process with 1."""

    def on_broken_pipe(self) -> None:
        """Raise the BrokenPipeError again."""
        raise


class Output:
    """The stdout and stderr of a command."""

    def __init__(self) -> None:
        self.data = _Console(file=sys.stdout, highlight=False, soft_wrap=False)
        self.messages = _Console(file=sys.stderr, highlight=False)
        self.messages.soft_wrap = not self.messages.is_terminal  # don't wrap lines in a log

    @property
    def on_terminal(self) -> bool:
        """Whether stdout is a terminal."""
        return self.data.is_terminal

    @property
    def can_prompt(self) -> bool:
        """Whether the user can be prompted."""
        return sys.stdin.isatty() and sys.stderr.isatty()

    def note(self, text: str, style: str = "dim", *, unbroken: bool = False) -> None:
        """Print a message; `unbroken` leaves wrapping to the terminal, so that the text can be copied."""
        self.messages.print(Text(printable(text, keep_lines=True), style=style), soft_wrap=unbroken or None)

    def success(self, text: str) -> None:
        """Print that the command succeeded."""
        self.messages.print(Text.assemble(("✓ ", "green"), printable(text, keep_lines=True)))

    def line(self, text: str) -> None:
        """Print one line of data and flush it."""
        sys.stdout.write(f"{printable(text) if self.on_terminal else text}\n")
        sys.stdout.flush()

    def json(self, value: Any) -> None:
        """Print an indented JSON document, in colours on a terminal."""
        text = json_text(value, indent=2)
        if self.on_terminal:
            self.data.print(JSONHighlighter()(text), soft_wrap=True)
        else:
            sys.stdout.write(f"{text}\n")

    def yaml(self, text: str) -> None:
        """Print a YAML document, in colours on a terminal."""
        if self.on_terminal:
            self.data.print(Syntax(text, "yaml", background_color="default", word_wrap=True))
        else:
            sys.stdout.write(text)

    def json_line(self, value: Any) -> None:
        """Print a JSON document on one line and flush it."""
        self.line(json_text(value))

    def table(self, columns: Sequence[Column[T]], items: Iterable[T], *, header: bool = True) -> None:
        """Print a list: as a table on a terminal, else as tab-separated values, without a header or truncation."""
        if not self.on_terminal:
            for item in items:
                self.line("\t".join(format_for_tsv(column.read(item)) for column in columns))
            return
        cells = [[format_for_table(column.read(item), column.preferred) for column in columns] for item in items]
        if cells:
            self.data.print(self._table(columns, cells, header))

    def details(self, columns: Sequence[Column[T]], item: T) -> None:
        """Print the details of an item, one line per value. On a terminal, None values are left out."""
        if not self.on_terminal:
            for column in columns:
                self.line(f"{column.title}\t{format_for_tsv(column.read(item))}")
            return
        table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
        table.add_column(style="bold", no_wrap=True)
        table.add_column(overflow="fold")
        for column in columns:
            value = column.read(item)
            if value is not None:
                table.add_row(column.title, format_for_table(value, column.preferred))
        self.data.print(table)

    def _table(self, columns: Sequence[Column[T]], cells: list[list[Text]], header: bool) -> Table:
        natural = [
            max(len(column.title) if header else 1, *(each.cell_len for each in texts))
            for column, texts in zip(columns, zip(*cells, strict=True), strict=True)
        ]
        widths = column_widths(natural, [column.no_truncate for column in columns], self.data.width)
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
