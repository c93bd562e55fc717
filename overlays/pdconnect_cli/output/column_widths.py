"""How wide the columns of a table are. Decides, and does no I/O."""

from __future__ import annotations

from collections.abc import Sequence

GAP = 2
"""Blanks between two columns."""
NARROWEST = 5
"""Columns are not made narrower than this; those for which there is no room are left out."""


def column_widths(natural: Sequence[int], no_truncate: Sequence[bool], width: int) -> list[int]:
    """The width of each column, 0 for those that are left out.

    Args:
        natural: What each column would need.
        no_truncate: Whether a column must keep that.
        width: What there is for all of them.
    """
    widths = list(natural)
    while _needed(widths) > width:
        flexible = [index for index, keeps in enumerate(no_truncate) if not keeps and widths[index] > 0]
        if not flexible:
            break  # the terminal is narrower than what must be whole: that is folded
        widest = max(flexible, key=lambda index: widths[index])
        if widths[widest] > NARROWEST:
            widths[widest] -= 1
        else:
            widths[flexible[-1]] = 0
    return [min(each, width) for each in widths]


def _needed(widths: Sequence[int]) -> int:
    shown = [each for each in widths if each]
    return sum(shown) + GAP * (len(shown) - 1)
