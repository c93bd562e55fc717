"""Help and version, without slow imports.

`python -m tests.pdconnect_cli.rendering` renders the help texts to `help.txt`. A test checks that the file is up to date.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # see __init__
if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 80
"""Width of the help texts in columns. For a narrower terminal they are rendered again."""

COMPLETE_VARIABLE = "_PDCONNECT_COMPLETE"
"""Environment variable that a shell sets when it asks for completions."""

_HELP = ("-h", "--help")
_IS_GROUP = " COMMAND [ARGS]...\n"


def with_explicit_help(arguments: Sequence[str]) -> list[str]:
    """Return the arguments; if they only name a group of commands, with `--help` appended."""
    text = None if os.environ.get(COMPLETE_VARIABLE) else help_text(arguments)
    return [*arguments, "--help"] if text is not None and _IS_GROUP in text else list(arguments)


def prerendered_output(arguments: Sequence[str]) -> str | None:
    """Return the help or version text for these arguments, or None if a command must run."""
    if os.environ.get(COMPLETE_VARIABLE) or _is_narrow():
        return None
    if arguments in (["--version"], ["-V"]):
        return version_line()
    text = help_text(arguments[:-1]) if arguments and arguments[-1] in _HELP else None
    return _in_bold(text) if text is not None and _supports_colour() else text


def version_line() -> str:
    """Return the output of `--version`."""
    from pdconnect import __version__

    return f"pdconnect {__version__}\n"


def help_text(path: Sequence[str]) -> str | None:
    """Return the help of the command with this name, one item per word, or None if there is no such command."""
    with open(os.path.join(os.path.dirname(__file__), "help.txt"), encoding="utf-8") as file:
        texts = file.read()
    _, found, rest = texts.partition(f"\f{' '.join(path)}\n")
    return rest.partition("\f")[0] if found else None


def _is_narrow() -> bool:
    try:
        return sys.stdout.isatty() and os.get_terminal_size(sys.stdout.fileno()).columns < WIDTH
    except (OSError, ValueError):
        return False


def _supports_colour() -> bool:
    env = os.environ
    return sys.stdout.isatty() and not env.get("NO_COLOR") and env.get("TERM") != "dumb"


def _in_bold(text: str) -> str:
    """Return the text with its headings in bold."""
    return "".join(_bold_line(line) for line in text.splitlines(keepends=True))


def _bold_line(line: str) -> str:
    if line[:1].isspace():
        return line
    heading, colon, rest = line.partition(":")
    return f"\x1b[1m{heading}{colon}\x1b[0m{rest}" if colon else line
