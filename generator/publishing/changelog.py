"""Read spec/CHANGELOG.md as a list of versions and their items."""

from __future__ import annotations

import re

import attrs

_HEADING = re.compile(r"^## (\d+\.\d+\.\d+)\b.*$", re.MULTILINE)
_ITEM = re.compile(r"^- (.*(?:\n(?!- |#).*)*)", re.MULTILINE)


@attrs.frozen
class Entry:
    """The changelog of one version."""

    version: str
    items: list[str]

    def announces(self, subject: str) -> bool:
        """Return whether an item marked as breaking names this operation, schema or other component."""
        word = re.compile(rf"(?<![\w/]){re.escape(subject)}(?![\w/])")
        return any(item.startswith("**Breaking**") and word.search(item) for item in self.items)


def entries(text: str) -> list[Entry]:
    """Return the versions in the order of the file, newest first."""
    _, *parts = _HEADING.split(text)
    return [Entry(version, _ITEM.findall(body)) for version, body in zip(parts[::2], parts[1::2], strict=True)]


def order(version: str) -> tuple[int, ...]:
    """Return the sort key of a version."""
    return tuple(int(part) for part in version.split("."))
