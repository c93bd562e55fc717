"""Where output goes: data to stdout, everything that is said about it to stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from rich.console import Console, OverflowMethod
from rich.highlighter import JSONHighlighter
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from .column_widths import GAP, column_widths
from .formatting import format_for_table, format_for_tsv, json_text, printable

T = TypeVar("T")


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column of a list, or one line of a single thing."""

    title: str
    read: Callable[[T], object]
    no_truncate: bool = False
    """Whether it must never be cut, as it is what other commands are given."""
    preferred: bool | None = None
    """Of yes and no the better; None where neither is."""


class _Console(Console):
    """A console that leaves a broken pipe to the caller: Rich would end the process with 1."""

    def on_broken_pipe(self) -> None:
        """Raise the BrokenPipeError again."""
        raise


class Output:
    """The two streams of a command."""

    def __init__(self) -> None:
        self.data = _Console(file=sys.stdout, highlight=False, soft_wrap=False)
        self.messages = _Console(file=sys.stderr, highlight=False)
        self.messages.soft_wrap = not self.messages.is_terminal  # lines of a log are not to be broken

    @property
    def on_terminal(self) -> bool:
        """Whether people read the data."""
        return self.data.is_terminal

    @property
    def can_prompt(self) -> bool:
        """Whether somebody is there to answer questions."""
        return sys.stdin.isatty() and sys.stderr.isatty()

    def note(self, text: str, style: str = "dim", *, unbroken: bool = False) -> None:
        """Say something about what happens; `unbroken` leaves it to the terminal to wrap it, so that it can be copied."""
        self.messages.print(Text(printable(text, keep_lines=True), style=style), soft_wrap=unbroken or None)

    def success(self, text: str) -> None:
        """Say that something was done."""
        self.messages.print(Text.assemble(("✓ ", "green"), printable(text, keep_lines=True)))

    def line(self, text: str) -> None:
        """One line of data, as it is."""
        sys.stdout.write(f"{printable(text) if self.on_terminal else text}\n")
        sys.stdout.flush()

    def json(self, value: Any) -> None:
        """A JSON document: in colours on a terminal, indented anywhere."""
        text = json_text(value, indent=2)
        if self.on_terminal:
            self.data.print(JSONHighlighter()(text), soft_wrap=True)
        else:
            sys.stdout.write(f"{text}\n")

    def yaml(self, text: str) -> None:
        """A YAML document: in colours on a terminal."""
        if self.on_terminal:
            self.data.print(Syntax(text, "yaml", background_color="default", word_wrap=True))
        else:
            sys.stdout.write(text)

    def json_line(self, value: Any) -> None:
        """A JSON document on one line, at once."""
        self.line(json_text(value))

    def table(self, columns: Sequence[Column[T]], items: Iterable[T], *, head: bool = True) -> None:
        """A list: a table on a terminal, else values between tabs, uncut and without a head."""
        if not self.on_terminal:
            for item in items:
                self.line("\t".join(format_for_tsv(column.read(item)) for column in columns))
            return
        cells = [[format_for_table(column.read(item), column.preferred) for column in columns] for item in items]
        if cells:
            self.data.print(self._table(columns, cells, head))

    def details(self, columns: Sequence[Column[T]], item: T) -> None:
        """A single thing, one line for each value; those without a value are left out on a terminal."""
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

    def _table(self, columns: Sequence[Column[T]], cells: list[list[Text]], head: bool) -> Table:
        natural = [
            max(len(column.title) if head else 1, *(each.cell_len for each in texts))
            for column, texts in zip(columns, zip(*cells, strict=True), strict=True)
        ]
        widths = column_widths(natural, [column.no_truncate for column in columns], self.data.width)
        table = Table(box=None, pad_edge=False, header_style="bold", show_header=head, padding=(0, GAP, 0, 0))
        for column, width in zip(columns, widths, strict=True):
            if width:
                fold: OverflowMethod = "fold" if column.no_truncate else "ellipsis"
                table.add_column(
                    column.title, no_wrap=not column.no_truncate, overflow=fold, min_width=width, max_width=width
                )
        for row in cells:
            table.add_row(*(cell for cell, width in zip(row, widths, strict=True) if width))
        return table
