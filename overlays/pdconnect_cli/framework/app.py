"""The application: all commands, error messages and exit codes."""

from __future__ import annotations

import inspect
import io
import os
import re
import sys
import traceback
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

import pdconnect

from .. import exit_codes
from ..client_internals import HTTPError
from ..commands import register
from ..error_text import summary_and_request
from ..errors import exit_code_for, hint_for
from ..output.formatting import printable
from ..output.streams import Output
from ..session import Session
from ..static_help import COMPLETE_VARIABLE, WIDTH, version_line
from ..system import System
from .command import global_parameters, new_group, with_parameters
from .help_format import Group
from .zsh_completion import complete_at_first_tab

NAME = "pdconnect"
DEBUG_VARIABLE = "PDCONNECT_DEBUG"
"""Environment variable: if it is set, errors are printed with their traceback."""
_COMPLETION_OPTIONS = {"--install-completion", "--show-completion"}

_ABOUT = """The Pipedream Connect API from a terminal.

Connect your users' accounts at 3,000 apps, and act on their behalf. Start with `pdconnect login`, or set PIPEDREAM_PROJECT_ID,
PIPEDREAM_CLIENT_ID, PIPEDREAM_CLIENT_SECRET and PIPEDREAM_PROJECT_ENVIRONMENT. Environment variables override stored credentials.
To try it without a Pipedream account, run `pdconnect sandbox`.
"""


def _show_version(requested: bool) -> None:
    if requested:
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
    """The top-level group. It turns every error of a command into a message and an exit code."""

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
        except (pdconnect.PdconnectError, HTTPError, OSError) as error:
            session = Session.of_command(ctx)
            raise typer.Exit(report(error, session.known_environment if session else None)) from None
        return result


def report(error: Exception, environment: str | None = None) -> int:
    """Print an error to stderr, with a hint where there is one. Return the exit code."""
    try:
        _print_error(error, environment)
    except BrokenPipeError:
        return exit_codes.BROKEN_PIPE
    except OSError:
        pass  # stderr cannot be written to: only the exit code reports the error
    return exit_code_for(error)


def _print_error(error: Exception, environment: str | None) -> None:
    output = Output()
    if os.environ.get(DEBUG_VARIABLE):
        traceback.print_exception(error)
    summary, request = summary_and_request(error, environment)
    output.message(("error: ", "bold red"), (summary, ""))
    if request:
        output.note(f"request: {printable(request)}")
    request_id = getattr(error, "request_id", None)
    if request_id:
        output.note(f"request id: {printable(str(request_id))}")
    hint = hint_for(error)
    if hint:
        output.message(("hint: ", "bold"), (hint, ""))


def build(words: Sequence[str] = ()) -> typer.Typer:
    """Build the Typer application; with the words of a command line, only the commands that it can mean."""
    app = new_group(_ABOUT, kind=Program)

    def start(**values: object) -> None:
        """Accept the global options before the name of a command; `Session.from_context` reads them."""

    app.callback(cls=Program)(with_parameters(start, [_VERSION, *global_parameters()]))
    register(app, words)
    return app


def run(arguments: Sequence[str], system: System | None = None) -> int:
    """Run one command. Return the exit code."""
    _accept_any_character()
    if not _COMPLETION_OPTIONS.isdisjoint(arguments):
        complete_at_first_tab()
    try:
        words = _words_to_complete(os.environ) if os.environ.get(COMPLETE_VARIABLE) else arguments
        typer.main.get_command(build(words)).main(list(arguments), NAME, obj=system or System())
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else exit_codes.OK
    return exit_codes.OK


def _words_to_complete(env: Mapping[str, str]) -> Sequence[str]:
    """Return the command of the words that a shell wants to complete; nothing if the command itself is what to complete."""
    _, *words = re.split(r"\s+", env.get("_TYPER_COMPLETE_ARGS") or env.get("COMP_WORDS", ""))
    return words[:1] if len(words) > 1 else ()


def render_help() -> str:
    """Return the content of `help.txt`: for each command a form feed, its name on a line, and its help."""
    root = typer.main.get_command(build())
    return "".join(f"\f{' '.join(path)}\n{text}\n" for path, text in _helps(root, ()))


def _helps(command: Any, path: tuple[str, ...]) -> list[tuple[tuple[str, ...], str]]:
    context = command.make_context(
        " ".join((NAME, *path)), [], resilient_parsing=True, terminal_width=WIDTH, color=False
    )
    children = [
        each for name, child in getattr(command, "commands", {}).items() for each in _helps(child, (*path, name))
    ]
    return [(path, command.get_help(context)), *children]


def _accept_any_character() -> None:
    """Escape characters that the output encoding lacks, so that the name of an account cannot make a command fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
