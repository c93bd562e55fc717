"""Questions before something is deleted."""

from __future__ import annotations

from . import exit_codes
from .errors import Declined, Failure
from .output import Output
from .prompts.terminal import ask


def confirm(output: Output, question: str, *, yes: bool, likely: bool = False) -> None:
    """Ask, unless `yes`. `likely` is what Enter alone means.

    Raises:
        Declined: The answer is no.
        Failure: Nobody is there to answer.
    """
    if yes:
        return
    if not output.can_ask:
        raise Failure("this needs a confirmation, and there is no terminal to ask in", exit_codes.USAGE, "say --yes")
    answer = ask(output, f"{question} [{'Y/n' if likely else 'y/N'}] ").strip().lower()
    if answer not in (("", "y", "yes") if likely else ("y", "yes")):
        raise Declined("nothing was changed")
