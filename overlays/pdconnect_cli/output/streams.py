"""The output of a command: data on stdout, messages on stderr.

Rich is slow to import, so it is imported only for a terminal.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from .column import Column
from .formatting import format_for_tsv, json_text, printable

if TYPE_CHECKING:
    from rich.console import Console

T = TypeVar("T")
_RICH_VARIABLES = {"FORCE_COLOR", "TTY_COMPATIBLE"}
"""Environment variables by which Rich can treat another output as a terminal."""


class Output:
    """The stdout and stderr of a command."""

    @cached_property
    def data(self) -> Console:
        """The terminal of stdout."""
        from .consoles import data_console

        return data_console()

    @cached_property
    def messages(self) -> Console:
        """The terminal of stderr."""
        from .consoles import message_console

        return message_console()

    @cached_property
    def on_terminal(self) -> bool:
        """Whether stdout is a terminal."""
        return _may_be_terminal(sys.stdout) and self.data.is_terminal

    @cached_property
    def messages_on_terminal(self) -> bool:
        """Whether stderr is a terminal."""
        return _may_be_terminal(sys.stderr) and self.messages.is_terminal

    @property
    def can_prompt(self) -> bool:
        """Whether the user can be prompted."""
        return sys.stdin.isatty() and sys.stderr.isatty()

    def message(self, *parts: tuple[str, str], unbroken: bool = False) -> None:
        """Print a message from parts, each with its style; `unbroken` leaves wrapping to the terminal, so that the text can be copied."""
        shown = [(printable(text, keep_lines=True), style) for text, style in parts]
        if self.messages_on_terminal:
            from .consoles import styled

            self.messages.print(styled(shown), soft_wrap=unbroken or None)
        else:
            sys.stderr.write("".join(text for text, _ in shown) + "\n")
            sys.stderr.flush()

    def note(self, text: str, style: str = "dim", *, unbroken: bool = False) -> None:
        """Print a message in one style."""
        self.message((text, style), unbroken=unbroken)

    def success(self, text: str) -> None:
        """Print that the command succeeded."""
        self.message(("✓ ", "green"), (text, ""))

    def line(self, text: str) -> None:
        """Print one line of data and flush it."""
        sys.stdout.write(f"{printable(text) if self.on_terminal else text}\n")
        sys.stdout.flush()

    def json(self, value: Any) -> None:
        """Print an indented JSON document, in colours on a terminal."""
        text = json_text(value, indent=2)
        if self.on_terminal:
            from rich.highlighter import JSONHighlighter

            self.data.print(JSONHighlighter()(text), soft_wrap=True)
        else:
            sys.stdout.write(f"{text}\n")

    def yaml(self, text: str) -> None:
        """Print a YAML document, in colours on a terminal."""
        if self.on_terminal:
            from rich.syntax import Syntax

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
        found = list(items)
        if found:
            from .consoles import list_table

            self.data.print(list_table(self.data, columns, found, header))

    def details(self, columns: Sequence[Column[T]], item: T) -> None:
        """Print the details of an item, one line per value. On a terminal, None values are left out."""
        if self.on_terminal:
            from .consoles import details_table

            self.data.print(details_table(columns, item))
            return
        for column in columns:
            self.line(f"{column.title}\t{format_for_tsv(column.read(item))}")


def _may_be_terminal(stream: TextIO) -> bool:
    """Return whether Rich could treat the stream as a terminal."""
    return stream.isatty() or not _RICH_VARIABLES.isdisjoint(os.environ)
