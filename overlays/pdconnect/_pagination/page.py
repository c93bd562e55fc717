# Generated from async_page.py. Do not edit: change that file and run `python -m generator`.
"""Pages of a list, for threads."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from typing import TYPE_CHECKING, TypeVar

from pdconnect_api.call import Call, Listing
from pdconnect_api.lazy_annotations import set_lazy_annotations

from .page_position import ListContext, PageBase, Position, SeenCursors, attach_cursor
from .prefetch import Prefetching

if TYPE_CHECKING:
    from pdconnect_api.list_progress import CheckpointTarget, ListProgress

    from .list_tracker import ListTracker

ItemT = TypeVar("ItemT")


class SyncPage(PageBase[ItemT]):
    """The implementation of the page protocol in `pdconnect_api.call`, which documents the methods."""

    def __init__(
        self,
        send: Callable[[Call[Listing[ItemT]]], Listing[ItemT]],
        call: Call[Listing[ItemT]],
        listing: Listing[ItemT],
        before: Position,
        context: ListContext,
        seen: SeenCursors | None = None,
    ) -> None:
        super().__init__(call, listing, before, context, seen)
        self._send = send

    def next_page(self) -> SyncPage[ItemT] | None:
        following = self._next()
        if following is None:
            return None
        call, position = following
        with attach_cursor(position):
            return SyncPage(self._send, call, self._send(call), position, self._context, self._seen)

    def pages(
        self,
        *,
        prefetch: bool = False,
        checkpoint: CheckpointTarget | None = None,
        progress: Callable[[ListProgress], object] | None = None,
    ) -> Generator[SyncPage[ItemT]]:
        page: SyncPage[ItemT] | None = self
        tracker: ListTracker | None = None
        if checkpoint is not None or progress is not None:
            from .list_tracker import ListTracker  # most lists are not tracked

            call = self._linked_call()
            tracker = ListTracker(self._context, call, checkpoint, progress)
            cursor = tracker.load()
            if cursor is not None:
                page = first_page(self._send, self._call_at(cursor), self._context)
        with Prefetching(prefetch) as prefetching:
            while page is not None:
                following = prefetching.begin(page.next_page)
                yield page
                if tracker is not None:
                    tracker.record(page)
                page = following()

    def items(
        self,
        *,
        prefetch: bool = False,
        checkpoint: CheckpointTarget | None = None,
        progress: Callable[[ListProgress], object] | None = None,
    ) -> Generator[ItemT]:
        with closing(self.pages(prefetch=prefetch, checkpoint=checkpoint, progress=progress)) as pages:
            for page in pages:
                yield from page.data

    def first(self) -> ItemT | None:
        with closing(self.items()) as items:
            return next(items, None)

    def __iter__(self) -> Iterator[ItemT]:
        return self.items()


def first_page(
    send: Callable[[Call[Listing[ItemT]]], Listing[ItemT]], call: Call[Listing[ItemT]], context: ListContext
) -> SyncPage[ItemT]:
    """Fetch the first page of a list."""
    before = Position.before_first(call)
    return SyncPage(send, call, send(call), before, context)


set_lazy_annotations(
    globals(),
    {
        "CheckpointTarget": "pdconnect_api.list_progress",
        "ListProgress": "pdconnect_api.list_progress",
    },
)
