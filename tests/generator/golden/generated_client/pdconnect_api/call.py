# Generated from generator/runtime/call.py. Do not edit: change that file and run `python -m generator`.
"""A call as a value: what to send, and how to read the response. Nothing in this package does I/O.

Protocols describe what sends calls. `pdconnect.Client` and `pdconnect.AsyncClient` implement them; so can a fake in a test.
"""

from __future__ import annotations

from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    AsyncIterator,
    Callable,
    Generator,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, NoReturn, Protocol, TypeVar
from urllib.parse import quote, urlencode

from .json_values import flatten, is_deep, unflatten
from .lazy_annotations import set_lazy_annotations

if TYPE_CHECKING:
    from .http_types import Timeout
    from .list_progress import AsyncCheckpointTarget, CheckpointTarget, ListProgress
    from .models.page_info import PageInfo
    from .raw_response import APIResponse

T = TypeVar("T")
ItemT = TypeVar("ItemT")
Query = Mapping[str, str | Sequence[str]]
Content = str | bytes | Iterable[bytes] | AsyncIterable[bytes]
PhaseTimeouts = tuple[float | None, float | None, float | None, float | None]
"""Seconds for the phases connect, read, write, pool. None means no limit."""


class RateLimit(NamedTuple):
    """How many requests the service accepts before it responds with 429, according to its documentation."""

    name: str
    """Operations with the same name share the limit."""
    requests: int
    seconds: int
    per: str
    """What has its own count: `project`, or `external_user_id`."""


class Operation(NamedTuple):
    """What the specification says about one operation. Each operation has one constant of this type."""

    id: str
    """The operationId."""
    method: str
    path: str
    """The path template."""
    idempotent: bool
    """Whether sending it twice has the same effect as sending it once."""
    environment: bool = True
    """Whether the environment header is sent with it."""
    authenticated: bool = True
    """Whether it needs a token: an access token or a Connect token."""
    connect_token: bool = True
    """Whether it accepts a Connect token."""
    rate_limits: tuple[RateLimit, ...] = ()


class Body(NamedTuple):
    """The body of a request, in one of the forms that the HTTP libraries accept."""

    json: object = None
    content: Content | None = None
    data: Mapping[str, Any] | None = None
    files: Any = None

    @property
    def replayable(self) -> bool:
        """Whether it can be sent a second time, which a stream cannot."""
        return self.files is None and (self.content is None or isinstance(self.content, str | bytes))

    def __repr__(self) -> str:
        return "<a body>"  # it may contain credentials


NO_BODY = Body()


class RequestData(NamedTuple):
    """What a call says about its HTTP request. The client adds the token, its own headers, and its timeout."""

    method: str
    url: str
    """Absolute, or a path at the service that begins with a slash. Percent-encoded."""
    body: Body = NO_BODY
    headers: Mapping[str, str] = MappingProxyType({})
    """More headers, which have priority over those of the client."""
    timeout: Timeout | PhaseTimeouts = None
    """Seconds, in place of the client's timeout; None for that."""
    has_client_headers: bool = True
    """Whether the headers of the client are sent with it. Another host must not get them."""

    def __repr__(self) -> str:
        return f"<data of a {self.method} request>"  # the URL, the headers and the body may contain credentials


class Call(NamedTuple, Generic[T]):
    """One call of an operation with its arguments."""

    operation: Operation
    path: str
    """Percent-encoded, without the origin."""
    read: Callable[[Any], T]
    """Converts the decoded JSON response (None if it has no content) to the result; raises DecodeError."""
    query: Query = MappingProxyType({})
    body: Mapping[str, Any] | None = None
    """The JSON object to send."""
    secrets: tuple[object, ...] = ()
    """The arguments that must not appear in any text."""

    @property
    def request_data(self) -> RequestData:
        """What the HTTP request of this call consists of."""
        url = f"{self.path}?{urlencode(self.query, doseq=True, quote_via=quote)}" if self.query else self.path
        return RequestData(self.operation.method, url, NO_BODY if self.body is None else Body(self.body))

    @property
    def replayable(self) -> bool:
        """Whether the call can be sent a second time: always, its body is a value."""
        return True

    @property
    def follows_redirect(self) -> bool:
        """Whether one redirect is followed: no, none of these operations has one."""
        return False

    @property
    def status_is_from_service(self) -> bool:
        """Whether the status of a response is always the service's own: yes, no app responds to such a call."""
        return True

    @property
    def external_user_id(self) -> str:
        """The user whom the request names, for limits that count per user; an empty string if none."""
        return str((self.body or self.query).get("external_user_id", ""))

    def is_error(self, status_code: int) -> bool:
        """Return whether a response with this status raises an error."""
        return status_code >= 400

    def with_query(self, **parameters: str) -> Call[T]:
        """Return the call with these query parameters added or replaced."""
        return self._replace(query={**self.query, **parameters})

    def __repr__(self) -> str:
        return f"<call of {self.operation.id}>"  # the arguments may contain credentials


class Listing(NamedTuple, Generic[ItemT]):
    """One page of a list, as the service sent it."""

    data: list[ItemT]
    page_info: PageInfo
    raw: Mapping[str, Any]
    """The decoded JSON response."""

    def __reduce__(self) -> tuple[Callable[..., Listing[ItemT]], tuple[Any, ...]]:
        if is_deep(self.raw):
            return _listing_from_flat, (self.data, self.page_info, flatten(self.raw))
        return Listing, (self.data, self.page_info, self.raw)

    def __repr__(self) -> str:
        return f"<page of {len(self.data)} items>"


def _listing_from_flat(data: list[ItemT], page_info: PageInfo, nodes: list[Any]) -> Listing[ItemT]:
    """Unpickle a page whose JSON object is nested deeply."""
    return Listing(data, page_info, unflatten(nodes))


class Page(Protocol[ItemT]):
    """One page of a list. Iterating over it yields the items of this page and of every page after it."""

    @property
    def data(self) -> list[ItemT]:
        """The items of this page."""
        ...

    @property
    def page_info(self) -> PageInfo:
        """The counts and cursors of this page, as the service sent them."""
        ...

    @property
    def cursor(self) -> str | None:
        """The cursor of the end of this page: pass it to `list(after=…)` (`before=…` for a list read backwards) to continue later."""
        ...

    def next_page(self) -> Page[ItemT] | None:
        """Fetch the page after this one, or return None if this is the last page."""
        ...

    def pages(
        self,
        *,
        prefetch: bool = False,
        checkpoint: CheckpointTarget | None = None,
        progress: Callable[[ListProgress], object] | None = None,
    ) -> Generator[Page[ItemT]]:
        """Iterate over this page and every page after it.

        If a page cannot be fetched, the error's `cursor` is where to continue.

        Args:
            prefetch: Whether the next page is fetched while you work on the one before it.
            checkpoint: Where the position is recorded when a page is done, which is when you ask for the next one: the path of a file,
                or a function. If the file exists, the iteration continues there; at the end of the list it is deleted. A function
                gets a `Checkpoint`: pass its cursor to `list(after=…)` to continue.
            progress: A function that gets a `ListProgress` after each page.

        After a crash, the iteration continues with the page that was not done, from its first item. So each item is yielded at least once,
        and exactly once if the crash was between two pages and the list has not changed.

        Raises:
            CheckpointError: The file cannot be read or written, is damaged, or belongs to another list.
        """
        ...

    def items(
        self,
        *,
        prefetch: bool = False,
        checkpoint: CheckpointTarget | None = None,
        progress: Callable[[ListProgress], object] | None = None,
    ) -> Generator[ItemT]:
        """Iterate over the items of this page and of every page after it. One page is in memory at a time; with `prefetch`, two.

        See `pages` for the arguments.
        """
        ...

    def first(self) -> ItemT | None:
        """Return the first item of this page, or None if there is none. If this page is empty, the pages after it are fetched."""
        ...

    def __bool__(self) -> NoReturn:
        """Raise a TypeError: whether a page is empty and whether a list is empty are different questions. See `data` and `first()`."""
        ...

    def __iter__(self) -> Iterator[ItemT]:
        """Iterate over the items, as `items()` does."""
        ...


class AsyncPage(Protocol[ItemT]):
    """One page of a list. `async for` yields the items of this page and of every page after it."""

    @property
    def data(self) -> list[ItemT]:
        """The items of this page."""
        ...

    @property
    def page_info(self) -> PageInfo:
        """The counts and cursors of this page, as the service sent them."""
        ...

    @property
    def cursor(self) -> str | None:
        """The cursor of the end of this page: pass it to `list(after=…)` (`before=…` for a list read backwards) to continue later."""
        ...

    async def next_page(self) -> AsyncPage[ItemT] | None:
        """Fetch the page after this one, or return None if this is the last page."""
        ...

    def pages(
        self,
        *,
        prefetch: bool = False,
        checkpoint: AsyncCheckpointTarget | None = None,
        progress: Callable[[ListProgress], object] | None = None,
    ) -> AsyncGenerator[AsyncPage[ItemT]]:
        """Iterate over this page and every page after it.

        If a page cannot be fetched, the error's `cursor` is where to continue. `prefetch` needs asyncio.

        Args:
            prefetch: Whether the next page is fetched while you work on the one before it.
            checkpoint: Where the position is recorded when a page is done, which is when you ask for the next one: the path of a file,
                or a function. If the file exists, the iteration continues there; at the end of the list it is deleted. A function,
                which may be async, gets a `Checkpoint`: pass its cursor to `list(after=…)` to continue.
            progress: A function that gets a `ListProgress` after each page.

        After a crash, the iteration continues with the page that was not done, from its first item. So each item is yielded at least once,
        and exactly once if the crash was between two pages and the list has not changed.

        Raises:
            CheckpointError: The file cannot be read or written, is damaged, or belongs to another list.
        """
        ...

    def items(
        self,
        *,
        prefetch: bool = False,
        checkpoint: AsyncCheckpointTarget | None = None,
        progress: Callable[[ListProgress], object] | None = None,
    ) -> AsyncGenerator[ItemT]:
        """Iterate over the items of this page and of every page after it. One page is in memory at a time; with `prefetch`, two.

        See `pages` for the arguments.
        """
        ...

    async def first(self) -> ItemT | None:
        """Return the first item of this page, or None if there is none. If this page is empty, the pages after it are fetched."""
        ...

    def __bool__(self) -> NoReturn:
        """Raise a TypeError: whether a page is empty and whether a list is empty are different questions. See `data` and `first()`."""
        ...

    def __aiter__(self) -> AsyncIterator[ItemT]:
        """Iterate over the items, as `items()` does."""
        ...


class AsyncPages(Protocol[ItemT]):
    """A list that is not fetched yet: `await` it for its first page, or iterate over its items with `async for`."""

    def __await__(self) -> Generator[Any, Any, AsyncPage[ItemT]]:
        """Fetch the first page."""
        ...

    def pages(
        self,
        *,
        prefetch: bool = False,
        checkpoint: AsyncCheckpointTarget | None = None,
        progress: Callable[[ListProgress], object] | None = None,
    ) -> AsyncGenerator[AsyncPage[ItemT]]:
        """Iterate over every page. See `AsyncPage.pages` for the arguments."""
        ...

    def items(
        self,
        *,
        prefetch: bool = False,
        checkpoint: AsyncCheckpointTarget | None = None,
        progress: Callable[[ListProgress], object] | None = None,
    ) -> AsyncGenerator[ItemT]:
        """Iterate over every item. One page is in memory at a time; with `prefetch`, two. See `AsyncPage.pages` for the arguments."""
        ...

    async def first(self) -> ItemT | None:
        """Return the first item of the list, or None if it is empty. Fetches the first page; a page after it only if that is empty."""
        ...

    def __bool__(self) -> NoReturn:
        """Raise a TypeError: the list is not fetched yet. See `first()`."""
        ...

    def __aiter__(self) -> AsyncIterator[ItemT]:
        """Iterate over the items, as `items()` does."""
        ...


class Sender(Protocol):
    """Sends calls and waits for their responses."""

    @property
    def project_id(self) -> str | None:
        """The project of the calls."""
        ...

    def send(self, call: Call[T]) -> T:
        """Send a call and return its result."""
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
    """Sends calls asynchronously."""

    @property
    def project_id(self) -> str | None:
        """The project of the calls."""
        ...

    async def send(self, call: Call[T]) -> T:
        """Send a call and return its result."""
        ...

    def paginate(self, call: Call[Listing[ItemT]]) -> AsyncPages[ItemT]:
        """Return the pages of a list; nothing is sent yet."""
        ...

    async def send_raw_response(self, call: Call[T]) -> APIResponse[T]:
        """Send a call, and return its result together with the HTTP response."""
        ...

    async def paginate_raw_response(self, call: Call[Listing[ItemT]]) -> APIResponse[AsyncPage[ItemT]]:
        """Send the call of a list, and return its first page together with the HTTP response."""
        ...


set_lazy_annotations(
    globals(),
    {
        "APIResponse": ".raw_response",
        "AsyncCheckpointTarget": ".list_progress",
        "CheckpointTarget": ".list_progress",
        "ListProgress": ".list_progress",
        "PageInfo": ".models.page_info",
        "Timeout": ".http_types",
    },
)
