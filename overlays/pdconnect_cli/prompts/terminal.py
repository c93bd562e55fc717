"""One question in a terminal. PropPrompter go to stderr, as stdout is for data."""

from __future__ import annotations

import sys
from contextlib import suppress

from ..output.streams import Output


def ask(output: Output, question: str) -> str:
    """The line that is typed. Raises EOFError at Ctrl-D and KeyboardInterrupt at Ctrl-C."""
    if sys.stdout.isatty():
        _with_line_editing()
        return input(question)
    output.messages.print(question, end="", markup=False)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")


def ask_secret(question: str) -> str:
    """A line that is not shown while it is typed."""
    from getpass import getpass

    return getpass(question, stream=sys.stderr)


def _with_line_editing() -> None:
    """Have the arrow keys move the cursor, where Python was built with that; what is typed is not kept."""
    with suppress(ImportError):
        import readline

        readline.set_auto_history(False)
