"""spec/CHANGELOG.md as a list of versions and their items."""

from __future__ import annotations

import re
from typing import NamedTuple

_HEADING = re.compile(r"^## (\d+\.\d+\.\d+)\b.*$", re.MULTILINE)
_ITEM = re.compile(r"^- (.*(?:\n(?!- |#).*)*)", re.MULTILINE)


class Entry(NamedTuple):
    """What the changelog says about one version."""

    version: str
    items: list[str]

    def announces(self, subject: str) -> bool:
        """Whether an item marked as breaking names this operation, schema or whatever it is."""
        word = re.compile(rf"(?<![\w/]){re.escape(subject)}(?![\w/])")
        return any(item.startswith("**Breaking**") and word.search(item) for item in self.items)


def entries(text: str) -> list[Entry]:
    """The versions in the order of the file, newest first."""
    _, *parts = _HEADING.split(text)
    return [Entry(version, _ITEM.findall(body)) for version, body in zip(parts[::2], parts[1::2], strict=True)]


def order(version: str) -> tuple[int, ...]:
    """What versions are compared by."""
    return tuple(int(part) for part in version.split("."))
