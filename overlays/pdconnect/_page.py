# Generated from _async_page.py. Do not edit: change that file and run `python -m generator`.
"""Pages of a list, for threads."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from typing import TypeVar

from pdconnect_api.call import Call, Listing

from ._page_position import PageBase, Position, SeenCursors, attach_cursor
from ._prefetch import Prefetching

ItemT = TypeVar("ItemT")


class SyncPage(PageBase[ItemT]):
    """The implementation of the page protocol in `pdconnect_api.call`, which documents the methods."""

    def __init__(
        self,
        send: Callable[[Call[Listing[ItemT]]], Listing[ItemT]],
        call: Call[Listing[ItemT]],
        listing: Listing[ItemT],
        before: Position,
        seen: SeenCursors | None = None,
    ) -> None:
        super().__init__(call, listing, before, seen)
        self._send = send

    def next_page(self) -> SyncPage[ItemT] | None:
        following = self._next()
        if following is None:
            return None
        call, position = following
        with attach_cursor(position):
            return SyncPage(self._send, call, self._send(call), position, self._seen)

    def pages(self, *, prefetch: bool = False) -> Generator[SyncPage[ItemT]]:
        page: SyncPage[ItemT] | None = self
        with Prefetching(prefetch) as prefetching:
            while page is not None:
                following = prefetching.begin(page.next_page)
                yield page
                page = following()

    def items(self, *, prefetch: bool = False) -> Generator[ItemT]:
        with closing(self.pages(prefetch=prefetch)) as pages:
            for page in pages:
                yield from page.data

    def first(self) -> ItemT | None:
        with closing(self.items()) as items:
            return next(items, None)

    def __iter__(self) -> Iterator[ItemT]:
        return self.items()


def first_page(send: Callable[[Call[Listing[ItemT]]], Listing[ItemT]], call: Call[Listing[ItemT]]) -> SyncPage[ItemT]:
    """Fetch the first page of a list."""
    before = Position.before_first(call)
    return SyncPage(send, call, send(call), before)
