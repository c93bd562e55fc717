"""Tables of rows by id, in the order in which they were added."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Generic, TypeVar

Row = TypeVar("Row")

_MOST_CHOICES = 32


class Table(Generic[Row]):
    """Rows by id; remembers the rank of removed ids too, so that their cursors stay good."""

    def __init__(self) -> None:
        """Start empty."""
        self._rows: dict[str, Row] = {}
        self.ranks: dict[str, int] = {}
        self._chosen: dict[Hashable, list[str]] = {}

    def add(self, key: str, row: Row) -> None:
        """Put a new row at the end."""
        self._chosen.clear()
        self.ranks[key] = len(self.ranks)
        self._rows[key] = row

    def put(self, key: str, row: Row) -> None:
        """Put a row in the place of the one that is there."""
        self._chosen.clear()
        self._rows[key] = row

    def get(self, key: str) -> Row | None:
        """Return the row, or None where there is none (any more)."""
        return self._rows.get(key)

    def remove(self, key: str) -> bool:
        """Take the row out; False where there was none."""
        self._chosen.clear()
        return self._rows.pop(key, None) is not None

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def choose(self, by: Hashable, passes: Callable[[Row], bool]) -> Sequence[str]:
        """Return the ids of the rows that pass, oldest first.

        They are remembered under what they were chosen `by` until a row comes or goes, since a walk through many pages
        asks for the same ones again and again. Whether a row passes must not change meanwhile.
        """
        if by not in self._chosen:
            if len(self._chosen) >= _MOST_CHOICES:
                self._chosen.clear()
            self._chosen[by] = [key for key, row in self._rows.items() if passes(row)]
        return self._chosen[by]

    def entries(self) -> Iterator[tuple[str, Row | None]]:
        """Go through all ids that there ever were, in their order, with their rows or None."""
        return ((key, self._rows.get(key)) for key in self.ranks)

    def restore(self, key: str, row: Row | None) -> None:
        """Put an id at the end with its row, or as one that was removed."""
        self._chosen.clear()
        self.ranks[key] = len(self.ranks)
        if row is not None:
            self._rows[key] = row

    def __iter__(self) -> Iterator[Row]:
        """Go through a copy of the rows, oldest first, so that the loop may remove them."""
        return iter(list(self._rows.values()))
