"""Compute the column widths of a table. A pure function."""

from __future__ import annotations

from collections.abc import Sequence

GAP = 2
"""Spaces between two columns."""
MIN_WIDTH = 5
"""Minimum width of a column. Columns that do not fit are left out."""


def column_widths(natural: Sequence[int], no_truncate: Sequence[bool], width: int) -> list[int]:
    """Return the width of each column, 0 for a column that is left out.

    Args:
        natural: The width that each column needs.
        no_truncate: Whether each column must keep that width.
        width: The total width.
    """
    widths = list(natural)
    while _total(widths) > width:
        flexible = [index for index, keeps in enumerate(no_truncate) if not keeps and widths[index] > 0]
        if not flexible:
            break  # the remaining columns must not be truncated: their text is folded
        widest = max(flexible, key=lambda index: widths[index])
        if widths[widest] > MIN_WIDTH:
            widths[widest] -= 1
        else:
            widths[flexible[-1]] = 0
    return [min(each, width) for each in widths]


def _total(widths: Sequence[int]) -> int:
    shown = [each for each in widths if each]
    return sum(shown) + GAP * (len(shown) - 1)
