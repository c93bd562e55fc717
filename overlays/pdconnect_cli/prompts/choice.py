"""Prompt for a choice: a page of choices is shown, more on demand. A number selects, text searches."""

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

FetchOptions = Callable[[str | None], Iterator[PropOption]]
"""Fetches the choices; with a text, those that match it."""


def choose(
    output: Output, fetch: FetchOptions, *, searched_by_service: bool, multiple: bool = False, optional: bool = False
) -> list[PropOption] | CustomValue | None:
    """Prompt the user to choose.

    Args:
        output: Where to prompt.
        fetch: Fetches the choices.
        searched_by_service: Whether the service searches. Otherwise the fetched choices are filtered.
        multiple: Whether the user can choose several.
        optional: Whether the user can skip the choice.

    Returns:
        The chosen options, a custom value, or None if the choice was skipped.
    """
    choices = _searched(output, fetch, "", searched_by_service)
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
                choices = _searched(output, fetch, text, searched_by_service)
            case More():
                _show(output, choices)
            case Skip():
                if optional:
                    return None


def _searched(output: Output, fetch: FetchOptions, text: str, searched_by_service: bool) -> Choices:
    found = fetch(text or None) if searched_by_service or not text else matching(fetch(None), text)
    choices = Choices(found)
    _show(output, choices)
    if not choices.shown:
        output.note("Nothing found." if text else "There are no choices.")
    return choices


def _show(output: Output, choices: Choices) -> None:
    first = len(choices.shown) + 1
    with spinner(output, "Fetching the choices"):
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
