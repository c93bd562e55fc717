# Generated from async_list_tracker.py. Do not edit: change that file and run `python -m generator`.
"""Records how far an iteration over a list has come: in a checkpoint, and for a progress display."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pdconnect_api.call import Call
from pdconnect_api.errors import InvalidArgumentError
from pdconnect_api.list_progress import Checkpoint, CheckpointTarget, ListProgress

from .checkpoint_file import CheckpointFile, file_path
from .list_callbacks import CheckpointFunction, call_checkpoint, call_progress
from .page_position import ListContext, PageBase


class ListTracker:
    """Counts what is done. A page is done when the caller asks for the next one."""

    def __init__(
        self,
        context: ListContext,
        call: Call[Any],
        checkpoint: CheckpointTarget | None,
        progress: Callable[[ListProgress], object] | None,
    ) -> None:
        """Check where the position is recorded. Raises InvalidArgumentError."""
        self._file: CheckpointFile | None = None
        self._function: CheckpointFunction | None = None
        if callable(checkpoint):
            self._function = checkpoint
        elif checkpoint is not None:
            self._file = CheckpointFile(file_path(checkpoint), context.settings, call)
        if progress is not None and not callable(progress):
            raise InvalidArgumentError("progress", "must be a function")
        self._progress = progress
        self._clock = context.clock
        self._begin = self._clock()
        self._pages = self._items = self._earlier_items = 0

    def load(self) -> str | None:
        """Return the cursor at which an earlier run has stopped, or None. Raises CheckpointError."""
        checkpoint = None if self._file is None else self._file.load()
        if checkpoint is None:
            return None
        self._pages = checkpoint.pages
        self._items = self._earlier_items = checkpoint.items
        return checkpoint.cursor

    def record(self, page: PageBase[Any]) -> None:
        """Record that a page is done. Raises CheckpointError, and PaginationError if the page has a wrong cursor."""
        self._pages += 1
        self._items += len(page.data)
        checkpoint = Checkpoint(page.following_cursor(), self._pages, self._items)
        if self._file is not None:
            self._file.save(checkpoint)
        if self._function is not None:
            call_checkpoint(self._function, checkpoint)
        if self._progress is not None:
            seconds = self._clock() - self._begin
            rate = (self._items - self._earlier_items) / seconds if seconds > 0 else 0.0
            call_progress(self._progress, ListProgress(self._pages, self._items, page.total_count(), rate))
