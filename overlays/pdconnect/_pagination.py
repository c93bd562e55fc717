"""Walking a list page by page. The cursor decides where it goes on; `page_info` may prove that nothing is left."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Generator, Iterator
from contextlib import aclosing, closing, contextmanager
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from pdconnect_api.call import Call, Listing
from pdconnect_api.errors import InvalidArgumentError

from ._exceptions import PaginationError, PdconnectError
from ._prefetch import AsyncPrefetching, Prefetching

if TYPE_CHECKING:
    from pdconnect_api.models.page_info import PageInfo

ItemT = TypeVar("ItemT")


class Position(NamedTuple):
    """Where a walk stands after a page. Decides, and does no I/O."""

    backwards: bool
    at_start: bool
    """Whether the walk began at the start of the list, so that `items` counts all there is before the next page."""
    used: str | None = None
    """The cursor that this page was asked for with."""
    items: int = 0
    largest: int = 0
    """The number of items on the largest page so far."""
    total: int | None = None
    """`total_count` as long as every page told the same."""

    @staticmethod
    def before_first(call: Call[Any]) -> Position:
        """The position before anything was fetched. Raises InvalidArgumentError for a walk in both directions."""
        after, before = call.query.get("after"), call.query.get("before")
        if after is not None and before is not None:
            raise InvalidArgumentError(
                "before", "must not be given together with after: a list is walked in one direction"
            )
        used = before if before is not None else after
        return Position(
            backwards=before is not None, at_start=used is None, used=used if isinstance(used, str) else None
        )

    def past(self, page: Listing[Any]) -> Position:
        """The position after one more page."""
        count, total = len(page.data), page.page_info.total_count
        unchanged = total if (self.total is None and self.items == 0) or total == self.total else None
        return self._replace(items=self.items + count, largest=max(self.largest, count), total=unchanged)

    def cursor(self, page: Listing[Any]) -> str | None:
        """Where this page ends in the direction of the walk."""
        info = page.page_info
        cursor = info.start_cursor if self.backwards else info.end_cursor
        return cursor if isinstance(cursor, str) and cursor else None

    def next_cursor(self, page: Listing[Any]) -> str | None:
        """The cursor to go on with; None at the end. `self` is the position after `page`. Raises PaginationError."""
        cursor = self.cursor(page)
        if cursor is None or self._nothing_left(page):
            return None
        if cursor == self.used:
            if page.data:
                raise PaginationError(cursor)
            return None
        return cursor

    def _nothing_left(self, page: Listing[Any]) -> bool:
        """Whether the counts prove that this page is the last.

        They do where one page holds all there is. Over several pages they do only if the total never changed and this page is
        shorter than another one was: items deleted behind our back would otherwise make the count come out too early.
        """
        if not self.at_start or self.total is None or self.items != self.total:
            return False
        return self.items == len(page.data) or len(page.data) < self.largest


class _Pages(Generic[ItemT]):
    """One page and the walk that led to it."""

    def __init__(self, call: Call[Listing[ItemT]], listing: Listing[ItemT], before: Position) -> None:
        self._call = call
        self._listing = listing
        self._position = before.past(listing)

    @property
    def data(self) -> list[ItemT]:
        return self._listing.data

    @property
    def page_info(self) -> PageInfo:
        return self._listing.page_info

    @property
    def cursor(self) -> str | None:
        return self._position.cursor(self._listing)

    def _next(self) -> tuple[Call[Listing[ItemT]], Position] | None:
        """The call of the next page and the position it starts from."""
        cursor = self._position.next_cursor(self._listing)
        if cursor is None:
            return None
        parameter = "before" if self._position.backwards else "after"
        return self._call.with_query(**{parameter: cursor}), self._position._replace(used=cursor)

    def __repr__(self) -> str:
        return f"<page of {len(self.data)} items, cursor={self.cursor!r}>"


class _CursorLog:
    """The cursors of one walk, to notice a circle."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def note(self, page: _Pages[Any]) -> None:
        """Note where a page ends. Raises PaginationError if a page with items has ended there before."""
        cursor = page.cursor
        if cursor is None:
            return
        if cursor in self._seen and page.data:
            raise PaginationError(cursor)
        self._seen.add(cursor)


@contextmanager
def stopping_at(position: Position) -> Generator[None]:
    """An error inside tells at which cursor the walk can go on."""
    try:
        yield
    except PdconnectError as error:
        error.cursor = position.used
        raise


class SyncPage(_Pages[ItemT]):
    """See `pdconnect.Page`."""

    def __init__(
        self,
        send: Callable[[Call[Listing[ItemT]]], Listing[ItemT]],
        call: Call[Listing[ItemT]],
        listing: Listing[ItemT],
        before: Position,
    ) -> None:
        super().__init__(call, listing, before)
        self._send = send

    def next_page(self) -> SyncPage[ItemT] | None:
        following = self._next()
        if following is None:
            return None
        call, position = following
        with stopping_at(position):
            return SyncPage(self._send, call, self._send(call), position)

    def pages(self, *, prefetch: bool = False) -> Generator[SyncPage[ItemT]]:
        log = _CursorLog()
        page: SyncPage[ItemT] | None = self
        with Prefetching(prefetch) as prefetching:
            while page is not None:
                following = prefetching.begin(page.next_page)
                yield page
                log.note(page)
                page = following()

    def items(self, *, prefetch: bool = False) -> Generator[ItemT]:
        with closing(self.pages(prefetch=prefetch)) as pages:
            for page in pages:
                yield from page.data

    def __iter__(self) -> Iterator[ItemT]:
        return self.items()


class AsyncPage(_Pages[ItemT]):
    """See `pdconnect.AsyncPage`."""

    def __init__(
        self,
        send: Callable[[Call[Listing[ItemT]]], Awaitable[Listing[ItemT]]],
        call: Call[Listing[ItemT]],
        listing: Listing[ItemT],
        before: Position,
    ) -> None:
        super().__init__(call, listing, before)
        self._send = send

    async def next_page(self) -> AsyncPage[ItemT] | None:
        following = self._next()
        if following is None:
            return None
        call, position = following
        with stopping_at(position):
            return AsyncPage(self._send, call, await self._send(call), position)

    async def pages(self, *, prefetch: bool = False) -> AsyncGenerator[AsyncPage[ItemT]]:
        log = _CursorLog()
        page: AsyncPage[ItemT] | None = self
        async with AsyncPrefetching(prefetch) as prefetching:
            while page is not None:
                following = prefetching.begin(page.next_page)
                yield page
                log.note(page)
                page = await following()

    async def items(self, *, prefetch: bool = False) -> AsyncGenerator[ItemT]:
        async with aclosing(self.pages(prefetch=prefetch)) as pages:
            async for page in pages:
                for item in page.data:
                    yield item

    def __aiter__(self) -> AsyncIterator[ItemT]:
        return self.items()


def paginate(send: Callable[[Call[Listing[ItemT]]], Listing[ItemT]], call: Call[Listing[ItemT]]) -> SyncPage[ItemT]:
    """Fetch the first page of a walk."""
    before = Position.before_first(call)
    return SyncPage(send, call, send(call), before)


async def first_async_page(
    send: Callable[[Call[Listing[ItemT]]], Awaitable[Listing[ItemT]]], call: Call[Listing[ItemT]]
) -> AsyncPage[ItemT]:
    """Fetch the first page of a walk."""
    before = Position.before_first(call)
    return AsyncPage(send, call, await send(call), before)


class AsyncPager(Generic[ItemT]):
    """See `pdconnect.AsyncPages`."""

    def __init__(
        self, send: Callable[[Call[Listing[ItemT]]], Awaitable[Listing[ItemT]]], call: Call[Listing[ItemT]]
    ) -> None:
        self._send = send
        self._call = call
        Position.before_first(call)  # what cannot be walked is said here already

    def __await__(self) -> Generator[Any, Any, AsyncPage[ItemT]]:
        return first_async_page(self._send, self._call).__await__()

    async def pages(self, *, prefetch: bool = False) -> AsyncGenerator[AsyncPage[ItemT]]:
        async with aclosing((await self).pages(prefetch=prefetch)) as pages:
            async for page in pages:
                yield page

    async def items(self, *, prefetch: bool = False) -> AsyncGenerator[ItemT]:
        async with aclosing((await self).items(prefetch=prefetch)) as items:
            async for item in items:
                yield item

    def __aiter__(self) -> AsyncIterator[ItemT]:
        return self.items()


def async_paginate(
    send: Callable[[Call[Listing[ItemT]]], Awaitable[Listing[ItemT]]], call: Call[Listing[ItemT]]
) -> AsyncPager[ItemT]:
    """Return the pages of a list; nothing is sent until they are awaited or iterated over."""
    return AsyncPager(send, call)
