"""Rows by id, in the order in which they came, and typed drawers for the example apps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Generic, TypeVar, cast

Row = TypeVar("Row")
Store = TypeVar("Store")


class Table(Generic[Row]):
    """Rows by id; remembers the rank of removed ids too, so that their cursors stay good."""

    def __init__(self) -> None:
        """Start empty."""
        self._rows: dict[str, Row] = {}
        self.ranks: dict[str, int] = {}

    def add(self, key: str, row: Row) -> None:
        """Put a new row at the end."""
        self.ranks[key] = len(self.ranks)
        self._rows[key] = row

    def put(self, key: str, row: Row) -> None:
        """Put a row in the place of the one that is there."""
        self._rows[key] = row

    def get(self, key: str) -> Row | None:
        """Return the row, or None where there is none (any more)."""
        return self._rows.get(key)

    def remove(self, key: str) -> bool:
        """Take the row out; False where there was none."""
        return self._rows.pop(key, None) is not None

    def __iter__(self) -> Iterator[Row]:
        """Go through a copy of the rows, oldest first, so that the loop may remove them."""
        return iter(list(self._rows.values()))


class Stores:
    """One drawer per kind of made-up data, opened when an example app first asks for it."""

    def __init__(self) -> None:
        """Start with every drawer closed."""
        self._drawers: dict[type[Any], Any] = {}

    def get(self, kind: type[Store]) -> Store:
        """Return the drawer of this kind."""
        if kind not in self._drawers:
            self._drawers[kind] = kind()
        return cast(Store, self._drawers[kind])
