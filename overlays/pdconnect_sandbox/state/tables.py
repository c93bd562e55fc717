"""Tables of rows by id, in the order in which they were added."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Generic, TypeVar

Row = TypeVar("Row")

_MAX_CHOICES = 32


class Table(Generic[Row]):
    """Rows by id. The ranks of removed ids are stored too, so that cursors at them stay valid."""

    def __init__(self) -> None:
        """Start empty."""
        self._rows: dict[str, Row] = {}
        self.ranks: dict[str, int] = {}
        self._chosen: dict[Hashable, list[str]] = {}

    def add(self, key: str, row: Row) -> None:
        """Append a new row."""
        self._chosen.clear()
        self.ranks[key] = len(self.ranks)
        self._rows[key] = row

    def put(self, key: str, row: Row) -> None:
        """Replace a row."""
        self._chosen.clear()
        self._rows[key] = row

    def get(self, key: str) -> Row | None:
        """Return the row, or None."""
        return self._rows.get(key)

    def remove(self, key: str) -> bool:
        """Remove the row. Return False if there is none."""
        self._chosen.clear()
        return self._rows.pop(key, None) is not None

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def choose(self, by: Hashable, passes: Callable[[Row], bool]) -> Sequence[str]:
        """Return the ids of the rows that pass, oldest first.

        The result is cached under `by` until a row is added or removed, as the pages of one list need the same ids. Whether
        a row passes must not change in between.
        """
        if by not in self._chosen:
            if len(self._chosen) >= _MAX_CHOICES:
                self._chosen.clear()
            self._chosen[by] = [key for key, row in self._rows.items() if passes(row)]
        return self._chosen[by]

    def entries(self) -> Iterator[tuple[str, Row | None]]:
        """Yield all ids in order, removed ones too, with their rows or None."""
        return ((key, self._rows.get(key)) for key in self.ranks)

    def restore(self, key: str, row: Row | None) -> None:
        """Append an id with its row, or with None for a removed row."""
        self._chosen.clear()
        self.ranks[key] = len(self.ranks)
        if row is not None:
            self._rows[key] = row

    def __iter__(self) -> Iterator[Row]:
        """Yield a copy of the rows, oldest first, so that the loop may remove rows."""
        return iter(list(self._rows.values()))
