"""The program: all commands put together, and how it ends."""

from __future__ import annotations

import inspect
import io
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated, Any

import httpx
import typer
from rich.text import Text

import pdconnect

from .. import exit_codes
from ..commands import register
from ..errors import exit_code_for, hint_for
from ..output.formatting import printable
from ..output.streams import Output
from ..static_help import WIDTH, version_line
from ..system import System
from .command import global_parameters, new_group, with_parameters
from .help_format import Group

NAME = "pdconnect"
DEBUG_VARIABLE = "PDCONNECT_DEBUG"
"""Set to anything, it has errors come with their traceback."""

_ABOUT = """The Pipedream Connect API from a terminal.

Link your users' accounts at 3,000 apps, and act on their behalf. Begin with `pdconnect login`, or set PIPEDREAM_PROJECT_ID,
PIPEDREAM_CLIENT_ID, PIPEDREAM_CLIENT_SECRET and PIPEDREAM_PROJECT_ENVIRONMENT; environment variables count before what is stored.
No account yet? `pdconnect sandbox`.
"""


def _show_version(asked: bool) -> None:
    if asked:
        sys.stdout.write(version_line())
        raise typer.Exit


_VERSION = inspect.Parameter(
    "version",
    inspect.Parameter.KEYWORD_ONLY,
    default=False,
    annotation=Annotated[
        bool, typer.Option("--version", "-V", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ],
)


class Program(Group):
    """The group at the top: whatever goes wrong below ends here, as a message and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            raise typer.Exit(exit_codes.BROKEN_PIPE) from None
        except (KeyboardInterrupt, EOFError):
            sys.stderr.write("\n")
            raise typer.Exit(exit_codes.INTERRUPTED) from None
        except (pdconnect.PdconnectError, httpx.HTTPError, OSError) as error:
            raise typer.Exit(report(error)) from None
        return result


def report(error: Exception) -> int:
    """Print an error to stderr, with a hint where there is one. Return the exit code."""
    try:
        _print_error(error)
    except BrokenPipeError:
        return exit_codes.BROKEN_PIPE
    except OSError:
        pass  # stderr cannot be written to: the exit code is all that is left
    return exit_code_for(error)


def _print_error(error: Exception) -> None:
    messages = Output().messages
    if os.environ.get(DEBUG_VARIABLE):
        traceback.print_exception(error)
    messages.print(Text.assemble(("error: ", "bold red"), printable(str(error), keep_lines=True)))
    request_id = getattr(error, "request_id", None)
    if request_id:
        messages.print(Text(f"request id: {printable(str(request_id))}", style="dim"))
    hint = hint_for(error)
    if hint:
        messages.print(Text.assemble(("hint: ", "bold"), hint))


def build() -> typer.Typer:
    """The program as a Typer application."""
    app = new_group(_ABOUT, kind=Program)

    def start(**values: object) -> None:
        """Take the options in front of the name of a command; `Session.from_context` reads them."""

    app.callback(cls=Program)(with_parameters(start, [_VERSION, *global_parameters()]))
    register(app)
    return app


def run(arguments: Sequence[str], system: System | None = None) -> int:
    """Run one command. The exit code."""
    _accept_any_character()
    try:
        typer.main.get_command(build()).main(list(arguments), NAME, obj=system or System())
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else exit_codes.OK
    return exit_codes.OK


def render_help() -> str:
    """What `help.txt` must be: the help of every command, each behind a form feed and the words that name it."""
    root = typer.main.get_command(build())
    return "".join(f"\f{' '.join(path)}\n{text}\n" for path, text in _helps(root, ()))


def _helps(command: Any, path: tuple[str, ...]) -> list[tuple[tuple[str, ...], str]]:
    context = command.make_context(
        " ".join((NAME, *path)), [], resilient_parsing=True, terminal_width=WIDTH, color=False
    )
    below = [each for name, child in getattr(command, "commands", {}).items() for each in _helps(child, (*path, name))]
    return [(path, command.get_help(context)), *below]


def _accept_any_character() -> None:
    """A terminal that cannot show a character shows its number: no name of an account may end a command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
