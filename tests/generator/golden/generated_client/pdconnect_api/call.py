# Generated from generator/runtime/call.py. Do not edit: change that file and run `python -m generator`.
"""A call as a value: what to send, and how to read the answer. Nothing in this package does I/O.

Who sends calls is told by protocols. `pdconnect.Client` and `pdconnect.AsyncClient` are such senders; a test can be one in a few lines.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from .models.page_info import PageInfo
    from .raw_response import APIResponse

T = TypeVar("T")
ItemT = TypeVar("ItemT")
Query = Mapping[str, str | Sequence[str]]


class RateLimit(NamedTuple):
    """What the service lets through before it answers 429, as its documentation says."""

    name: str
    """Operations with the same name share the limit."""
    requests: int
    seconds: int
    per: str
    """What is counted apart: `project`, or `external_user_id`."""


class Operation(NamedTuple):
    """What the specification says of one operation; one constant for each."""

    id: str
    """The operationId."""
    method: str
    path: str
    """The path template."""
    idempotent: bool
    """Whether sending it twice does no more than sending it once."""
    environment: bool = True
    """Whether the environment header belongs to it."""
    authenticated: bool = True
    """Whether an access token belongs to it."""
    connect_token: bool = True
    """Whether a Connect token will do in place of an access token."""
    rate_limits: tuple[RateLimit, ...] = ()


class Call(NamedTuple, Generic[T]):
    """One call of an operation with its arguments in place."""

    operation: Operation
    path: str
    """Percent-encoded, without the origin."""
    read: Callable[[Any], T]
    """Turns the decoded JSON answer (None where there is no content) into the result; raises DecodeError."""
    query: Query = MappingProxyType({})
    body: Mapping[str, Any] | None = None
    """The JSON object to send."""
    secrets: tuple[object, ...] = ()
    """The arguments that no text may show."""

    @property
    def replayable(self) -> bool:
        """Whether the call can be sent a second time: always, its body is a value."""
        return True

    def with_query(self, **parameters: str) -> Call[T]:
        """The same call with other query parameters."""
        return self._replace(query={**self.query, **parameters})

    def __repr__(self) -> str:
        return f"<call of {self.operation.id}>"  # the arguments may hold credentials


class Listing(NamedTuple, Generic[ItemT]):
    """One page of a list, as it came."""

    data: list[ItemT]
    page_info: PageInfo
    raw: Mapping[str, Any]
    """The decoded JSON answer."""

    def __repr__(self) -> str:
        return f"<page of {len(self.data)} items>"


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
        """Send the call of a list and return its first page."""
        ...

    def send_raw_response(self, call: Call[T]) -> APIResponse[T]:
        """Send a call, and return its result together with the HTTP response."""
        ...

    def paginate_raw_response(self, call: Call[Listing[ItemT]]) -> APIResponse[Page[ItemT]]:
        """Send the call of a list, and return its first page together with the HTTP response."""
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

    async def send_raw_response(self, call: Call[T]) -> APIResponse[T]:
        """Send a call, and return its result together with the HTTP response."""
        ...

    async def paginate_raw_response(self, call: Call[Listing[ItemT]]) -> APIResponse[AsyncPage[ItemT]]:
        """Send the call of a list, and return its first page together with the HTTP response."""
        ...
