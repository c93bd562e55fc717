# Generated from generator/runtime/senders.py. Do not edit: change that file and run `python -m generator`.
"""What the resources of this package ask of whoever sends their calls, and of the pages that come back.

`pdconnect.Client` and `pdconnect.AsyncClient` are such senders; a test can be one in a few lines.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from .call import Call, Listing

if TYPE_CHECKING:
    from .models.page_info import PageInfo

T = TypeVar("T")
ItemT = TypeVar("ItemT")


class Page(Protocol[ItemT]):
    """One page of a list. Iterating it walks through the items of this page and of every page after it."""

    @property
    def data(self) -> list[ItemT]:
        """The items of this page."""
        ...

    @property
    def page_info(self) -> PageInfo:
        """The counts and cursors of this page, as the service gave them."""
        ...

    @property
    def cursor(self) -> str | None:
        """Where this page ends: give it to `list(after=…)` (`before=…` when walking backwards) to go on from here later."""
        ...

    def next_page(self) -> Page[ItemT] | None:
        """Fetch the page after this one; None where the service says that this is the last."""
        ...

    def pages(self, *, prefetch: bool = False) -> Generator[Page[ItemT]]:
        """This page and every page after it, each fetched when it is asked for, or with `prefetch` while you work on the one before it.

        Where a page cannot be had, the error's `cursor` tells where to go on later.
        """
        ...

    def items(self, *, prefetch: bool = False) -> Generator[ItemT]:
        """The items of this page and of every page after it; one page is held at a time, with `prefetch` two."""
        ...

    def __iter__(self) -> Iterator[ItemT]:
        """The same as `items()`."""
        ...


class AsyncPage(Protocol[ItemT]):
    """One page of a list. `async for` walks through the items of this page and of every page after it."""

    @property
    def data(self) -> list[ItemT]:
        """The items of this page."""
        ...

    @property
    def page_info(self) -> PageInfo:
        """The counts and cursors of this page, as the service gave them."""
        ...

    @property
    def cursor(self) -> str | None:
        """Where this page ends: give it to `list(after=…)` (`before=…` when walking backwards) to go on from here later."""
        ...

    async def next_page(self) -> AsyncPage[ItemT] | None:
        """Fetch the page after this one; None where the service says that this is the last."""
        ...

    def pages(self, *, prefetch: bool = False) -> AsyncGenerator[AsyncPage[ItemT]]:
        """This page and every page after it, each fetched when it is asked for, or with `prefetch` while you work on the one before it.

        Where a page cannot be had, the error's `cursor` tells where to go on later. Fetching ahead takes asyncio.
        """
        ...

    def items(self, *, prefetch: bool = False) -> AsyncGenerator[ItemT]:
        """The items of this page and of every page after it; one page is held at a time, with `prefetch` two."""
        ...

    def __aiter__(self) -> AsyncIterator[ItemT]:
        """The same as `items()`."""
        ...


class AsyncPages(Protocol[ItemT]):
    """A list that is about to be fetched: `await` it for its first page, or walk it with `async for` right away."""

    def __await__(self) -> Generator[Any, Any, AsyncPage[ItemT]]:
        """Fetch the first page."""
        ...

    def pages(self, *, prefetch: bool = False) -> AsyncGenerator[AsyncPage[ItemT]]:
        """Every page, each fetched when it is asked for, or with `prefetch` while you work on the one before it."""
        ...

    def items(self, *, prefetch: bool = False) -> AsyncGenerator[ItemT]:
        """Every item; one page is held at a time, with `prefetch` two."""
        ...

    def __aiter__(self) -> AsyncIterator[ItemT]:
        """The same as `items()`."""
        ...


class Sender(Protocol):
    """Sends calls and waits for their answers."""

    @property
    def project_id(self) -> str | None:
        """The project of the calls."""
        ...

    def send(self, call: Call[T]) -> T:
        """Send a call and read its answer."""
        ...

    def paginate(self, call: Call[Listing[ItemT]]) -> Page[ItemT]:
        """Send the call of a list and hand out its first page."""
        ...


class AsyncSender(Protocol):
    """Sends calls, to be awaited."""

    @property
    def project_id(self) -> str | None:
        """The project of the calls."""
        ...

    async def send(self, call: Call[T]) -> T:
        """Send a call and read its answer."""
        ...

    def paginate(self, call: Call[Listing[ItemT]]) -> AsyncPages[ItemT]:
        """Prepare the call of a list."""
        ...
