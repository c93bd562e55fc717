# Generated from generator/runtime/list_progress.py. Do not edit: change that file and run `python -m generator`.
"""How far an iteration over a list has come."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from os import PathLike
from typing import NamedTuple


class Checkpoint(NamedTuple):
    """The position of an iteration over a list after a page."""

    cursor: str | None
    """Where to continue: pass it to `list(after=…)`, or to `before` for a list read backwards. None: the list is finished."""
    pages: int
    """Pages that are done, with those of earlier runs."""
    items: int
    """Items that are done, with those of earlier runs."""


class ListProgress(NamedTuple):
    """The progress of an iteration over a list after a page."""

    pages: int
    """Pages that are done, with those of earlier runs."""
    items: int
    """Items that are done, with those of earlier runs."""
    total: int | None
    """Items of the whole list, as the service counts them, or None if it does not say."""
    items_per_second: float
    """The rate of this run: of fetching and of your work with the items. 0 if no time has passed."""


CheckpointTarget = str | PathLike[str] | Callable[[Checkpoint], None]
"""Where an iteration records its position: the path of a file, or a function."""
AsyncCheckpointTarget = str | PathLike[str] | Callable[[Checkpoint], Awaitable[None] | None]
"""The same for tasks: the function may be async."""
