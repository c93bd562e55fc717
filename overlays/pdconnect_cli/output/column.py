"""The columns of a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

import attrs

T = TypeVar("T")


@attrs.frozen
class Column(Generic[T]):
    """One column of a list, or one line of the details of an item."""

    title: str
    read: Callable[[T], object]
    no_truncate: bool = False
    """Whether to never truncate it, because it is an argument of other commands."""
    preferred: bool | None = None
    """For booleans: the value to show in green, the other in red. None: no colours."""
