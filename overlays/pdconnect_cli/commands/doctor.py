"""`pdconnect doctor`."""

from __future__ import annotations

import typer
from rich.text import Text

from .. import exit_codes
from ..doctor.checks import Check, State
from ..doctor.run_checks import run_checks
from ..framework.command import command
from ..options.common import AsJson
from ..output.formatting import printable
from ..output.progress import spinner
from ..output.streams import Output
from ..session import Session

_SIGNS = {State.ok: ("✓", "green"), State.warning: ("!", "yellow"), State.error: ("✗", "red")}


def register(app: typer.Typer, section: str) -> None:
    """Add the command."""
    command(app, "doctor", section=section, examples=["pdconnect doctor", "pdconnect doctor --json"])(doctor)


def doctor(session: Session, as_json: AsJson = False) -> None:
    """Check credentials, clock, network, environment and versions: what is wrong, and how to fix it.

    The exit code is 1 if a check fails.
    """
    with spinner(session.output, "Running the checks"):
        checks = list(run_checks(session))
    if as_json:
        session.output.json([check.to_dict() for check in checks])
    else:
        for check in checks:
            _print(session.output, check)
    if any(check.state is State.error for check in checks):
        raise typer.Exit(exit_codes.FAILED)


def _print(output: Output, check: Check) -> None:
    if not output.on_terminal:
        output.line("\t".join((check.state.value, check.name, printable(check.what), printable(check.fix or ""))))
        return
    sign, style = _SIGNS[check.state]
    output.data.print(Text.assemble((f"{sign} ", style), (f"{check.name}: ", "bold"), printable(check.what)))
    if check.fix:
        output.data.print(Text(f"  → {printable(check.fix)}"))
