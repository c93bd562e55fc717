"""Where an asynchronous client begins a paginated list."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Generator
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar

from pdconnect_api.call import Call, Listing
from pdconnect_api.lazy_annotations import set_lazy_annotations

from .async_page import AsyncPage, async_first_page
from .page_position import ListContext, Position

if TYPE_CHECKING:
    from pdconnect_api.list_progress import AsyncCheckpointTarget, ListProgress

ItemT = TypeVar("ItemT")


class AsyncPager(Generic[ItemT]):
    """See `pdconnect.AsyncPages`."""

    def __init__(
        self,
        send: Callable[[Call[Listing[ItemT]]], Awaitable[Listing[ItemT]]],
        call: Call[Listing[ItemT]],
        context: ListContext,
    ) -> None:
        self._send = send
        self._call = call
        self._context = context
        Position.before_first(call)  # raises for invalid arguments here, not only when the first page is requested

    def __await__(self) -> Generator[Any, Any, AsyncPage[ItemT]]:
        return async_first_page(self._send, self._call, self._context).__await__()

    async def pages(
        self,
        *,
        prefetch: bool = False,
        checkpoint: AsyncCheckpointTarget | None = None,
        progress: Callable[[ListProgress], object] | None = None,
    ) -> AsyncGenerator[AsyncPage[ItemT]]:
        first = await self
        async with aclosing(first.pages(prefetch=prefetch, checkpoint=checkpoint, progress=progress)) as pages:
            async for page in pages:
                yield page

    async def items(
        self,
        *,
        prefetch: bool = False,
        checkpoint: AsyncCheckpointTarget | None = None,
        progress: Callable[[ListProgress], object] | None = None,
    ) -> AsyncGenerator[ItemT]:
        first = await self
        async with aclosing(first.items(prefetch=prefetch, checkpoint=checkpoint, progress=progress)) as items:
            async for item in items:
                yield item

    async def first(self) -> ItemT | None:
        return await (await self).first()

    def __bool__(self) -> NoReturn:
        raise TypeError(
            "a list that is not fetched yet has no truth value: use `await pages.first()`, or iterate with `async for`"
        )

    def __len__(self) -> NoReturn:
        raise TypeError(
            "a list that is not fetched yet has no length: await it and use `len(page.data)`, or count the items while you iterate"
        )

    def __aiter__(self) -> AsyncIterator[ItemT]:
        return self.items()


def async_paginate(
    send: Callable[[Call[Listing[ItemT]]], Awaitable[Listing[ItemT]]], call: Call[Listing[ItemT]], context: ListContext
) -> AsyncPager[ItemT]:
    """Return the pages of a list; nothing is sent until they are awaited or iterated over."""
    return AsyncPager(send, call, context)


set_lazy_annotations(
    globals(),
    {
        "AsyncCheckpointTarget": "pdconnect_api.list_progress",
        "ListProgress": "pdconnect_api.list_progress",
    },
)
