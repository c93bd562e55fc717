"""Questions before something is deleted."""

from __future__ import annotations

from . import _codes
from ._asking.terminal import ask
from ._errors import Declined, Failure
from ._output import Output


def confirm(output: Output, question: str, *, yes: bool, likely: bool = False) -> None:
    """Ask, unless `yes`. `likely` is what Enter alone means.

    Raises:
        Declined: The answer is no.
        Failure: Nobody is there to answer.
    """
    if yes:
        return
    if not output.can_ask:
        raise Failure("this needs a confirmation, and there is no terminal to ask in", _codes.USAGE, "say --yes")
    answer = ask(output, f"{question} [{'Y/n' if likely else 'y/N'}] ").strip().lower()
    if answer not in (("", "y", "yes") if likely else ("y", "yes")):
        raise Declined("nothing was changed")
