# Source of page.py, the synchronous half: run `python -m generator` after each change.
"""Pages of a list, for asyncio and trio tasks."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from typing import TYPE_CHECKING, TypeVar

from pdconnect_api.call import Call, Listing
from pdconnect_api.lazy_annotations import set_lazy_annotations

from .async_prefetch import AsyncPrefetching
from .page_position import ListContext, PageBase, Position, SeenCursors, attach_cursor

if TYPE_CHECKING:
    from pdconnect_api.list_progress import AsyncCheckpointTarget, ListProgress

    from .async_list_tracker import AsyncListTracker

ItemT = TypeVar("ItemT")


class AsyncPage(PageBase[ItemT]):
    """The implementation of the page protocol in `pdconnect_api.call`, which documents the methods."""

    def __init__(
        self,
        send: Callable[[Call[Listing[ItemT]]], Awaitable[Listing[ItemT]]],
        call: Call[Listing[ItemT]],
        listing: Listing[ItemT],
        before: Position,
        context: ListContext,
        seen: SeenCursors | None = None,
    ) -> None:
        super().__init__(call, listing, before, context, seen)
        self._send = send

    async def next_page(self) -> AsyncPage[ItemT] | None:
        following = self._next()
        if following is None:
            return None
        call, position = following
        with attach_cursor(position):
            return AsyncPage(self._send, call, await self._send(call), position, self._context, self._seen)

    async def pages(
        self,
        *,
        prefetch: bool = False,
        checkpoint: AsyncCheckpointTarget | None = None,
        progress: Callable[[ListProgress], object] | None = None,
    ) -> AsyncGenerator[AsyncPage[ItemT]]:
        page: AsyncPage[ItemT] | None = self
        tracker: AsyncListTracker | None = None
        if checkpoint is not None or progress is not None:
            from .async_list_tracker import AsyncListTracker  # most lists are not tracked

            call = self._linked_call()
            tracker = AsyncListTracker(self._context, call, checkpoint, progress)
            cursor = await tracker.load()
            if cursor is not None:
                page = await async_first_page(self._send, self._call_at(cursor), self._context)
        async with AsyncPrefetching(prefetch) as prefetching:
            while page is not None:
                following = prefetching.begin(page.next_page)
                yield page
                if tracker is not None:
                    await tracker.record(page)
                page = await following()

    async def items(
        self,
        *,
        prefetch: bool = False,
        checkpoint: AsyncCheckpointTarget | None = None,
        progress: Callable[[ListProgress], object] | None = None,
    ) -> AsyncGenerator[ItemT]:
        async with aclosing(self.pages(prefetch=prefetch, checkpoint=checkpoint, progress=progress)) as pages:
            async for page in pages:
                for item in page.data:
                    yield item

    async def first(self) -> ItemT | None:
        async with aclosing(self.items()) as items:
            return await anext(items, None)

    def __aiter__(self) -> AsyncIterator[ItemT]:
        return self.items()


async def async_first_page(
    send: Callable[[Call[Listing[ItemT]]], Awaitable[Listing[ItemT]]], call: Call[Listing[ItemT]], context: ListContext
) -> AsyncPage[ItemT]:
    """Fetch the first page of a list."""
    before = Position.before_first(call)
    return AsyncPage(send, call, await send(call), before, context)


set_lazy_annotations(
    globals(),
    {
        "AsyncCheckpointTarget": "pdconnect_api.list_progress",
        "ListProgress": "pdconnect_api.list_progress",
    },
)
