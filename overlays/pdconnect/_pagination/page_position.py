"""Decisions of pagination, without I/O: the cursor decides where the next page begins, and counts may prove that no page is left."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, NoReturn, Self, TypeVar

from pdconnect_api.call import Call, Listing
from pdconnect_api.errors import InvalidArgumentError
from pdconnect_api.lazy_annotations import set_lazy_annotations

from .._exceptions import ClientClosedError, PaginationError, PdconnectError

if TYPE_CHECKING:
    from pdconnect_api.models.page_info import PageInfo

    from .._config import Settings

ItemT = TypeVar("ItemT")

_DEFAULT_LIMIT = 10
"""The service's page size if a call does not set `limit`."""
MAX_EMPTY_PAGES = 1_000
"""Empty pages in a row after which an iteration ends with an error: their cursors can be new without end."""


class Position(NamedTuple):
    """The position of an iteration after a page."""

    backwards: bool
    at_start: bool
    """Whether the iteration began at the start of the list, so that `items` counts every item before the next page."""
    cursor: str | None = None
    """The cursor that this page was requested with."""
    limit: int = _DEFAULT_LIMIT
    """The largest number of items that a page can have."""
    pages: int = 0
    items: int = 0
    largest: int = 0
    """The number of items on the largest page so far."""
    empty_pages: int = 0
    """The number of empty pages since the last item."""
    total: int | None = None
    """`total_count` as long as every page had the same."""

    @staticmethod
    def before_first(call: Call[Any]) -> Position:
        """Return the position before the first page. Raises InvalidArgumentError if the call has both `after` and `before`."""
        after, before, limit = call.query.get("after"), call.query.get("before"), call.query.get("limit")
        if after is not None and before is not None:
            raise InvalidArgumentError("before", "must not be used together with after: a list has one direction")
        cursor = before if before is not None else after
        return Position(
            backwards=before is not None,
            at_start=cursor is None,
            cursor=cursor if isinstance(cursor, str) else None,
            limit=int(limit) if isinstance(limit, (int, str)) else _DEFAULT_LIMIT,
        )

    def after_page(self, page: Listing[Any]) -> Position:
        """Return the position after one more page."""
        count, total = len(page.data), page.page_info.total_count
        if not isinstance(total, int) or isinstance(total, bool) or (self.pages > 0 and total != self.total):
            total = None
        return self._replace(
            pages=self.pages + 1,
            items=self.items + count,
            largest=max(self.largest, count),
            empty_pages=0 if count else self.empty_pages + 1,
            total=total,
        )

    def end_of(self, page: Listing[Any]) -> str | None:
        """Return the cursor at which a page ends in the direction of the iteration."""
        cursor = self._raw_end_of(page)
        return cursor if isinstance(cursor, str) and cursor else None

    def next_cursor(self, page: Listing[Any]) -> str | None:
        """Return the cursor of the next page, or None at the end of the list. `self` is the position after `page`.

        Raises PaginationError if the page repeats its own cursor, if its cursor is not a string and items are left, or after too many
        empty pages.
        """
        raw = self._raw_end_of(page)
        if raw is None or raw == "" or self._nothing_left(page):
            return None
        if not isinstance(raw, str):
            if page.data or (self.total is not None and self.total > self.items):
                raise PaginationError(self.cursor, f"the service's cursor is not a string, got {type(raw).__name__}")
            return None
        if raw == self.cursor:
            if page.data:
                raise PaginationError(raw)
            return None
        if self.empty_pages >= MAX_EMPTY_PAGES:
            raise PaginationError(raw, f"the service returned {self.empty_pages} empty pages in a row")
        return raw

    def _raw_end_of(self, page: Listing[Any]) -> object:
        info = page.page_info
        return info.start_cursor if self.backwards else info.end_cursor

    def _nothing_left(self, page: Listing[Any]) -> bool:
        """Return whether the counts prove that this page is the last.

        A page that is full proves nothing: a `total_count` that is too low would end the iteration early. Over several pages, the total
        must not have changed, and this page must be shorter than another one: items that are deleted during the iteration would
        otherwise end it early.
        """
        count = len(page.data)
        if not self.at_start or self.total is None or self.items != self.total or count >= self.limit:
            return False
        return self.items == count or count < self.largest


class SeenCursors:
    """The cursors of one iteration with the number of the page that first ended there, to detect a circle."""

    def __init__(self) -> None:
        self._pages: dict[str, int] = {}

    def check(self, cursor: str, page: int) -> None:
        """Record that a page ends at a cursor. Raises PaginationError if an earlier page ended there."""
        if self._pages.setdefault(cursor, page) < page:
            raise PaginationError(cursor)


class ListContext:
    """What a list knows of its client: which service it comes from, and the clock."""

    __slots__ = ("clock", "settings")

    def __init__(self, settings: Settings, clock: Callable[[], float]) -> None:
        self.settings = settings
        self.clock = clock


class PageBase(Generic[ItemT]):
    """A page, and the position of the iteration that led to it."""

    def __init__(
        self,
        call: Call[Listing[ItemT]],
        listing: Listing[ItemT],
        before: Position,
        context: ListContext,
        seen: SeenCursors | None = None,
    ) -> None:
        self._call: Call[Listing[ItemT]] | None = call
        self._context = context
        self._listing = listing
        self._position = before.after_page(listing)
        self._seen = seen or SeenCursors()
        if seen is None and before.cursor is not None:
            self._seen.check(before.cursor, 0)

    @property
    def data(self) -> list[ItemT]:
        return self._listing.data

    @property
    def page_info(self) -> PageInfo:
        return self._listing.page_info

    @property
    def cursor(self) -> str | None:
        return self._position.end_of(self._listing)

    def following_cursor(self) -> str | None:
        """Return the cursor of the page after this one, or None if this is the last. Raises PaginationError."""
        return self._position.next_cursor(self._listing)

    def total_count(self) -> int | None:
        """Return the number of items of the list, or None if the service does not say."""
        total: object = self.page_info.total_count
        return total if isinstance(total, int) and not isinstance(total, bool) and total >= 0 else None

    def __bool__(self) -> NoReturn:
        raise TypeError(
            "a page has no truth value: use `page.data` for the items of this page, "
            "`page.first()` for the first item of the list from here on, or `page is not None` after `next_page()`"
        )

    def __len__(self) -> NoReturn:
        # `list(page)` asks for the length as a hint, and ignores a TypeError.
        raise TypeError(
            "a page has no length: use `len(page.data)` for this page, or iterate over the page to count the items of all pages"
        )

    def _next(self) -> tuple[Call[Listing[ItemT]], Position] | None:
        """Return the call of the next page and the position before it, or None at the end. Raises PaginationError."""
        cursor = self.following_cursor()
        if cursor is None:
            return None
        call = self._call_at(cursor)
        self._seen.check(cursor, self._position.pages)
        return call, self._position._replace(cursor=cursor)

    def _linked_call(self) -> Call[Listing[ItemT]]:
        """Return the call of this page. Raises ClientClosedError for an unpickled page, which has no client."""
        if self._call is None:
            raise ClientClosedError("an unpickled page has no client: continue with list(after=page.cursor)")
        return self._call

    def _call_at(self, cursor: str) -> Call[Listing[ItemT]]:
        """Return the call of the page at a cursor. Raises ClientClosedError for an unpickled page."""
        return self._linked_call().with_query(**{"before" if self._position.backwards else "after": cursor})

    def __copy__(self) -> Self:
        copy = object.__new__(type(self))
        vars(copy).update(vars(self))
        return copy

    def __getstate__(self) -> dict[str, object]:
        """Return what is pickled: the items and the position, without the client and its call."""
        return {"_listing": self._listing, "_position": self._position, "_call": None, "_send": _no_client}

    def __setstate__(self, state: dict[str, object]) -> None:
        vars(self).update(state, _seen=SeenCursors())

    def __repr__(self) -> str:
        return f"<page of {len(self.data)} items, cursor={self.cursor!r}>"


def _no_client(call: object) -> NoReturn:
    raise ClientClosedError("an unpickled page has no client")


@contextmanager
def attach_cursor(position: Position) -> Generator[None]:
    """Set the `cursor` of an error inside the context: the iteration can be resumed there."""
    try:
        yield
    except PdconnectError as error:
        error.cursor = position.cursor
        raise


set_lazy_annotations(globals(), {"PageInfo": "pdconnect_api.models.page_info", "Settings": "pdconnect._config"})
