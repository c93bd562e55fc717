"""Prompt for one line in a terminal. Prompts go to stderr, because stdout is for data."""

from __future__ import annotations

import sys
from contextlib import suppress

from ..output.streams import Output


def ask(output: Output, question: str) -> str:
    """Prompt for a line and return it. Raises EOFError for Ctrl-D and KeyboardInterrupt for Ctrl-C."""
    if sys.stdout.isatty():
        _with_line_editing()
        return input(question)
    output.messages.print(question, end="", markup=False)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")


def ask_secret(question: str) -> str:
    """Prompt for a line that is not shown, and return it."""
    from getpass import getpass

    return getpass(question, stream=sys.stderr)


def _with_line_editing() -> None:
    """Enable the arrow keys, if Python has readline. No history is kept."""
    with suppress(ImportError):
        import readline

        readline.set_auto_history(False)
