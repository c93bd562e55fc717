"""Interpret the input to a choice, and track the choices on the screen. No I/O, except for fetching choices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import attrs

from pdconnect.models import PropOption

PAGE_SIZE = 10
"""Choices to show at once."""

_NUMBERS = re.compile(r"\d+(?:[\s,]+\d+)*").fullmatch


@attrs.frozen
class Selected:
    """Select the choices with these indexes."""

    indexes: list[int]


@attrs.frozen
class Search:
    """Search for a text. Empty: show all."""

    text: str


@attrs.frozen
class CustomValue:
    """Use a value that is not among the choices."""

    text: str


@attrs.frozen
class More:
    """Show more."""


@attrs.frozen
class Skip:
    """Choose nothing."""


ChoiceInput = Selected | Search | CustomValue | More | Skip


def parse_choice_input(text: str, count: int, *, multiple: bool) -> ChoiceInput:
    """Interpret the input, with `count` choices on the screen. A number that is not on the screen is a search text."""
    text = text.strip()
    if not text:
        return Skip()
    if text == "+":
        return More()
    if text.startswith("="):
        return CustomValue(text[1:])
    if text.startswith("/"):
        return Search(text[1:].strip())
    if _NUMBERS(text):
        numbers = [int(number) for number in re.split(r"[\s,]+", text)]
        if all(1 <= number <= count for number in numbers) and (multiple or len(numbers) == 1):
            return Selected([number - 1 for number in numbers])
    return Search(text)


class Choices:
    """Choices that are fetched on demand."""

    def __init__(self, options: Iterator[PropOption]) -> None:
        self._options = options
        self._buffered: list[PropOption] = []
        self.shown: list[PropOption] = []

    def show_more(self) -> list[PropOption]:
        """Add the next choices to those that are shown, and return them."""
        wanted = [*self._buffered, *islice(self._options, PAGE_SIZE + 1 - len(self._buffered))]
        new, self._buffered = wanted[:PAGE_SIZE], wanted[PAGE_SIZE:]
        self.shown += new
        return new

    @property
    def has_more(self) -> bool:
        """Whether there are more choices than those that are shown."""
        return bool(self._buffered)


def matching(options: Iterator[PropOption], text: str) -> Iterator[PropOption]:
    """Yield the options whose label or value contains a text, ignoring case."""
    wanted = text.casefold()
    return (each for each in options if wanted in each.label.casefold() or wanted in str(each.value).casefold())
