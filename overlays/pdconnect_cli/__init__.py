"""`pdconnect`: the Connect API from a terminal. Needs pdconnect[cli].

Printing help must take hardly longer than starting Python, so nothing is imported here that is not needed for that.
"""

from __future__ import annotations

import sys

from .static_help import prerendered_output, with_explicit_help

TYPE_CHECKING = False  # typing costs more to import than all that is done here
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
        arguments: What stands behind the name of the program. Default: the process's own.
        system: The clock, the browser and the like; tests bring their own.

    Returns:
        The exit code: see docs/cli.md for what each means.
    """
    given = with_explicit_help(sys.argv[1:] if arguments is None else arguments)
    answer = prerendered_output(given)
    if answer is None:
        from .missing_extras import missing_extra

        missing = missing_extra()
        if missing:
            print(missing, file=sys.stderr)
            return 2
        return _run(given, system)
    try:
        sys.stdout.write(answer)
        sys.stdout.flush()
    except BrokenPipeError:
        from .standard_streams import close_quietly

        return close_quietly()
    return 0


def _run(arguments: Sequence[str], system: System | None) -> int:
    try:
        from .framework.app import run  # takes a moment, in which somebody may change their mind

        return run(arguments, system)
    except KeyboardInterrupt:
        return 130
