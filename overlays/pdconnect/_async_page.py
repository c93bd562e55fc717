# Source of _page.py, the synchronous half: run `python -m generator` after each change.
"""Pages of a list, for asyncio and trio tasks."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from typing import TypeVar

from pdconnect_api.call import Call, Listing

from ._page_position import PageBase, Position, SeenCursors, attach_cursor
from ._prefetch import AsyncPrefetching

ItemT = TypeVar("ItemT")


class AsyncPage(PageBase[ItemT]):
    """The implementation of the page protocol in `pdconnect_api.call`, which documents the methods."""

    def __init__(
        self,
        send: Callable[[Call[Listing[ItemT]]], Awaitable[Listing[ItemT]]],
        call: Call[Listing[ItemT]],
        listing: Listing[ItemT],
        before: Position,
        seen: SeenCursors | None = None,
    ) -> None:
        super().__init__(call, listing, before, seen)
        self._send = send

    async def next_page(self) -> AsyncPage[ItemT] | None:
        following = self._next()
        if following is None:
            return None
        call, position = following
        with attach_cursor(position):
            return AsyncPage(self._send, call, await self._send(call), position, self._seen)

    async def pages(self, *, prefetch: bool = False) -> AsyncGenerator[AsyncPage[ItemT]]:
        page: AsyncPage[ItemT] | None = self
        async with AsyncPrefetching(prefetch) as prefetching:
            while page is not None:
                following = prefetching.begin(page.next_page)
                yield page
                page = await following()

    async def items(self, *, prefetch: bool = False) -> AsyncGenerator[ItemT]:
        async with aclosing(self.pages(prefetch=prefetch)) as pages:
            async for page in pages:
                for item in page.data:
                    yield item

    async def first(self) -> ItemT | None:
        async with aclosing(self.items()) as items:
            return await anext(items, None)

    def __aiter__(self) -> AsyncIterator[ItemT]:
        return self.items()


async def async_first_page(
    send: Callable[[Call[Listing[ItemT]]], Awaitable[Listing[ItemT]]], call: Call[Listing[ItemT]]
) -> AsyncPage[ItemT]:
    """Fetch the first page of a list."""
    before = Position.before_first(call)
    return AsyncPage(send, call, await send(call), before)
