"""Choosing among many: a few are shown, more on demand; a number chooses, text searches."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.table import Table
from rich.text import Text

from pdconnect.models import PropOption

from ..output.formatting import printable
from ..output.progress import spinner
from ..output.streams import Output
from .choice_input import Choices, CustomValue, More, Search, Selected, Skip, matching, parse_choice_input
from .terminal import ask

Fetch = Callable[[str | None], Iterator[PropOption]]
"""Fetches the choices, those that fit a text if one is given."""


def choose(
    output: Output, fetch: Fetch, *, asks_service: bool, multiple: bool = False, optional: bool = False
) -> list[PropOption] | CustomValue | None:
    """Have somebody choose.

    Args:
        output: Where to ask.
        fetch: Fetches the choices.
        asks_service: Whether it is the service that searches.
        multiple: Whether multiple may be chosen.
        optional: Whether nothing may be chosen.

    Returns:
        What was chosen, what was typed instead, or None for nothing.
    """
    choices = _searched(output, fetch, "", asks_service)
    while True:
        reply = parse_choice_input(
            ask(output, _question(choices, multiple, optional)), len(choices.shown), multiple=multiple
        )
        match reply:
            case Selected(indexes):
                return [choices.shown[index] for index in indexes]
            case CustomValue():
                return reply
            case Search(text):
                choices = _searched(output, fetch, text, asks_service)
            case More():
                _show(output, choices)
            case Skip():
                if optional:
                    return None


def _searched(output: Output, fetch: Fetch, text: str, asks_service: bool) -> Choices:
    found = fetch(text or None) if asks_service or not text else matching(fetch(None), text)
    choices = Choices(found)
    _show(output, choices)
    if not choices.shown:
        output.note("Nothing found." if text else "There are no choices.")
    return choices


def _show(output: Output, choices: Choices) -> None:
    first = len(choices.shown) + 1
    with spinner(output.messages, "Fetching the choices"):
        new = choices.show_more()
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(justify="right", style="cyan")
    table.add_column(overflow="fold")
    table.add_column(overflow="fold", style="dim")
    for number, option in enumerate(new, first):
        label, value = printable(option.label), printable(str(option.value))
        table.add_row(f"  {number}", Text(label), Text("" if value == label else value))
    if new:
        output.messages.print(table)


def _question(choices: Choices, multiple: bool, optional: bool) -> str:
    ways = ["numbers to choose" if multiple else "number to choose", "text to search"]
    ways += ["+ for more"] * choices.has_more + ["=VALUE for another"] + ["Enter to skip"] * optional
    return f"  {' · '.join(ways)}: "
