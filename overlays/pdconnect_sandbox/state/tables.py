"""Tables of rows by id, in the order in which they were added."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Generic, TypeVar

Row = TypeVar("Row")

_MAX_CHOICES = 32


class Table(Generic[Row]):
    """Rows by id. The ranks of removed ids are stored too, so that cursors at them stay valid."""

    def __init__(self, owner_of: Callable[[Row], str] | None = None) -> None:
        """Start empty. With `owner_of`, the rows of one owner are found without a search of all rows."""
        self._rows: dict[str, Row] = {}
        self.ranks: dict[str, int] = {}
        self._chosen: dict[Hashable, list[str]] = {}
        self._owner_of = owner_of
        self._by_owner: dict[str, dict[str, None]] = {}

    def add(self, key: str, row: Row) -> None:
        """Append a new row."""
        self.ranks[key] = len(self.ranks)
        self._set(key, row)

    def put(self, key: str, row: Row) -> None:
        """Replace a row. It keeps its owner."""
        self._set(key, row)

    def get(self, key: str) -> Row | None:
        """Return the row, or None."""
        return self._rows.get(key)

    def remove(self, key: str) -> bool:
        """Remove the row. Return False if there is none."""
        row = self._rows.pop(key, None)
        if row is None:
            return False
        self._chosen.clear()
        if self._owner_of is not None:
            owner = self._owner_of(row)
            self._by_owner[owner].pop(key)
            if not self._by_owner[owner]:
                del self._by_owner[owner]
        return True

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def choose(self, by: Hashable, passes: Callable[[Row], bool], owner: str | None = None) -> Sequence[str]:
        """Return the ids of the rows that pass, oldest first.

        The result is cached under `by` until a row is added, replaced or removed, as the pages of one list need the same
        ids. Whether a row passes must not change in between.

        Args:
            by: What the result depends on.
            passes: Returns whether a row is part of the result.
            owner: Only rows of this owner; None for all.
        """
        if by not in self._chosen:
            if len(self._chosen) >= _MAX_CHOICES:
                self._chosen.clear()
            keys = self._rows if owner is None else self._by_owner.get(owner, ())
            self._chosen[by] = [key for key in keys if passes(self._rows[key])]
        return self._chosen[by]

    def owned_by(self, owner: str) -> list[Row]:
        """Return a copy of the rows of an owner, oldest first."""
        return [self._rows[key] for key in self._by_owner.get(owner, ())]

    def entries(self) -> Iterator[tuple[str, Row | None]]:
        """Yield all ids in order, removed ones too, with their rows or None."""
        return ((key, self._rows.get(key)) for key in self.ranks)

    def restore(self, key: str, row: Row | None) -> None:
        """Append an id with its row, or with None for a removed row."""
        self.ranks[key] = len(self.ranks)
        if row is not None:
            self._set(key, row)

    def __iter__(self) -> Iterator[Row]:
        """Yield a copy of the rows, oldest first, so that the loop may remove rows."""
        return iter(list(self._rows.values()))

    def newest_first(self) -> Iterator[Row]:
        """Iterate over the rows, newest first, without copying them. The loop must not change the table."""
        return reversed(self._rows.values())

    def _set(self, key: str, row: Row) -> None:
        self._chosen.clear()
        self._rows[key] = row
        if self._owner_of is not None:
            self._by_owner.setdefault(self._owner_of(row), {})[key] = None
