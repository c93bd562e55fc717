"""`pdconnect doctor`."""

from __future__ import annotations

import typer
from rich.text import Text

from .. import exit_codes
from ..cells import printable
from ..command import command
from ..doctor import examine
from ..doctor_checks import Check, State
from ..options import AsJson
from ..output import Output
from ..progress import waiting
from ..session import Session

_SIGNS = {State.good: ("✓", "green"), State.odd: ("!", "yellow"), State.bad: ("✗", "red")}


def register(app: typer.Typer, section: str) -> None:
    """Add the command."""
    command(app, "doctor", section=section, examples=["pdconnect doctor", "pdconnect doctor --json"])(doctor)


def doctor(session: Session, as_json: AsJson = False) -> None:
    """Check credentials, clock, network, environment and versions: what is wrong, and how to mend it.

    It ends with 1 if something is wrong.
    """
    with waiting(session.output.messages, "Examining"):
        checks = list(examine(session))
    if as_json:
        session.output.json([check.as_json() for check in checks])
    else:
        for check in checks:
            _print(session.output, check)
    if any(check.state is State.bad for check in checks):
        raise typer.Exit(exit_codes.FAILED)


def _print(output: Output, check: Check) -> None:
    if not output.on_terminal:
        output.line("\t".join((check.state.value, check.name, printable(check.what), printable(check.mend or ""))))
        return
    sign, style = _SIGNS[check.state]
    output.data.print(Text.assemble((f"{sign} ", style), (f"{check.name}: ", "bold"), printable(check.what)))
    if check.mend:
        output.data.print(Text(f"  → {printable(check.mend)}"))
