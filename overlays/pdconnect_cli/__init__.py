"""The `pdconnect` command: the Connect API from a terminal. Needs pdconnect[cli].

Printing help should take hardly longer than starting Python, so this module imports only what help needs.
"""

from __future__ import annotations

import sys

from .exit_codes import INTERRUPTED, OK, USAGE
from .standard_streams import exit_code_of_stream_error, flush_streams, open_missing_streams
from .static_help import prerendered_output, with_explicit_help

TYPE_CHECKING = False  # importing typing takes longer than printing help
if TYPE_CHECKING:
    from collections.abc import Sequence

    from .system import System

__all__ = ["System", "main"]


if not TYPE_CHECKING:  # type checkers see the import above

    def __getattr__(name: str) -> object:
        if name != "System":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from .system import System

        return System


def main(arguments: Sequence[str] | None = None, system: System | None = None) -> int:
    """Run one command.

    Args:
        arguments: The command-line arguments after the program's name. Default: those of the process.
        system: The clock, the browser and the HTTP client to use; tests pass their own.

    Returns:
        The exit code: docs/cli.md explains each.
    """
    open_missing_streams()
    try:
        is_program = arguments is None
        code = _run(with_explicit_help(sys.argv[1:] if arguments is None else arguments), system, is_program)
    except OSError as error:  # commands report their own: this is a standard stream that cannot be written to
        code = exit_code_of_stream_error(error)
    except KeyboardInterrupt:
        code = INTERRUPTED
    return flush_streams(code)


def _run(arguments: Sequence[str], system: System | None, is_program: bool) -> int:
    text = prerendered_output(arguments)
    if text is not None:
        sys.stdout.write(text)
        return OK
    from .missing_extras import missing_extra

    missing = missing_extra()
    if missing:
        print(missing, file=sys.stderr)
        return USAGE
    if is_program:
        from .lean_imports import import_httpx

        import_httpx()
    from .framework.app import run  # imports typer and httpx

    return run(arguments, system)
