"""What an answer to a choice means, and which choices are on the screen. Decides, and does no I/O but what the choices themselves do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from pdconnect.models import PropOption

PAGE_SIZE = 10
"""Choices shown at once."""

_NUMBERS = re.compile(r"\d+(?:[\s,]+\d+)*").fullmatch


class Selected(NamedTuple):
    """Choices by their numbers, beginning at 0."""

    indexes: list[int]


class Search(NamedTuple):
    """A text to search for; empty for all."""

    text: str


class CustomValue(NamedTuple):
    """A value that is not among the choices."""

    text: str


class More(NamedTuple):
    """Show more."""


class Skip(NamedTuple):
    """Choose nothing."""


Reply = Selected | Search | CustomValue | More | Skip


def parse_choice_input(text: str, count: int, *, multiple: bool) -> Reply:
    """What an answer means, with `count` choices on the screen. Numbers that are not on the screen are searched for."""
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
    """Choices that are fetched as they are needed."""

    def __init__(self, found: Iterator[PropOption]) -> None:
        self._found = found
        self._ahead: list[PropOption] = []
        self.shown: list[PropOption] = []

    def show_more(self) -> list[PropOption]:
        """The next few, which are shown from now on."""
        wanted = [*self._ahead, *islice(self._found, PAGE_SIZE + 1 - len(self._ahead))]
        new, self._ahead = wanted[:PAGE_SIZE], wanted[PAGE_SIZE:]
        self.shown += new
        return new

    @property
    def has_more(self) -> bool:
        """Whether there are any beyond those that are shown."""
        return bool(self._ahead)


def matching(options: Iterator[PropOption], text: str) -> Iterator[PropOption]:
    """Those whose label or value holds a text, whatever the case."""
    wanted = text.casefold()
    return (each for each in options if wanted in each.label.casefold() or wanted in str(each.value).casefold())
