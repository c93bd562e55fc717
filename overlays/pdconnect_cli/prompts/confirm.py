"""Confirmations."""

from __future__ import annotations

from .. import exit_codes
from ..errors import Aborted, CommandError
from ..output.streams import Output
from .terminal import ask


def confirm(output: Output, question: str, *, yes: bool, default: bool = False) -> None:
    """Ask for confirmation, unless `yes`. `default` is the reply if the user only presses Enter.

    Raises:
        Aborted: The user declined.
        CommandError: There is no terminal to ask in.
    """
    if yes:
        return
    if not output.can_prompt:
        raise CommandError(
            "this needs a confirmation, and there is no terminal to ask in", exit_codes.USAGE, "use --yes"
        )
    reply = ask(output, f"{question} [{'Y/n' if default else 'y/N'}] ").strip().lower()
    if reply not in (("", "y", "yes") if default else ("y", "yes")):
        raise Aborted("nothing was changed")
