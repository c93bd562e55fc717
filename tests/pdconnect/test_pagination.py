"""Pagination: the cursor decides, counts may only prove the end."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import httpx
import pytest

import pdconnect
from pdconnect._pagination import page_position
from pdconnect.models import Account
from tests.fake_api import FakeApi, page, respond_with

from ..cases import for_each

# response bodies, arguments of the list, number of items, cursors that are requested
LISTS: dict[str, tuple[list[dict[str, Any]], dict[str, Any], int, list[str | None]]] = {
    "one page with all items needs one request": ([page(range(5), end="c5", total=5)], {}, 5, [None]),
    "an empty list is one request": ([page([], end=None, total=0)], {}, 0, [None]),
    "an empty list with a cursor and no counts ends at the second empty page": (
        [page([], end="c"), page([], end="c")],
        {},
        0,
        [None, "c"],
    ),
    "250 items in pages of 100 need three requests": (
        [
            page(range(100), end="c100", total=250),
            page(range(100, 200), end="c200", total=250),
            page(range(200, 250), end="c250", total=250),
        ],
        {"limit": 100},
        250,
        [None, "c100", "c200"],
    ),
    "without counts the cursor decides, and an empty page that repeats it is the end": (
        [page(range(2), end="c2"), page(range(2, 4), end="c4"), page([], end="c4")],
        {},
        4,
        [None, "c2", "c4"],
    ),
    "an empty page with a new cursor is followed": (
        [page(range(2), end="c2"), page([], end="c3"), page(range(3, 5), end=None)],
        {},
        4,
        [None, "c2", "c3"],
    ),
    "a short page in the middle is followed": (
        [
            page(range(10), end="c1", total=25),
            page(range(10, 13), end="c2", total=25),
            page(range(13, 25), end=None, total=25),
        ],
        {},
        25,
        [None, "c1", "c2"],
    ),
    "items deleted during the iteration do not end it early": (
        [
            page(range(100), end="c100", total=250),
            page(range(100, 200), end="c200", total=200),
            page(range(200, 250), end=None, total=200),
        ],
        {},
        250,
        [None, "c100", "c200"],
    ),
    "full pages don't prove the end, even where the count is reached": (
        [page(range(10), end="c10", total=20), page(range(10, 20), end="c20", total=20), page([], end=None, total=20)],
        {},
        20,
        [None, "c10", "c20"],
    ),
    "an iteration that begins in the middle ignores counts": (
        [page(range(5), end="c9", total=5), page(range(5, 7), end="", total=5)],
        {"after": "c4"},
        7,
        ["c4", "c9"],
    ),
    "a full page does not prove the end where total_count counts only the page": (
        [page(range(2), end="c2", total=2), page(range(2, 4), end="c4", total=2), page([], end="c4", total=2)],
        {"limit": 2},
        4,
        [None, "c2", "c4"],
    ),
    "a full page of the default size does not prove the end either": (
        [page(range(10), end="c10", total=10), page(range(10, 13), end=None, total=10)],
        {},
        13,
        [None, "c10"],
    ),
    "a total_count below the number of items is ignored": (
        [page(range(3), end="c3", total=1), page(range(3, 5), end=None, total=1)],
        {},
        5,
        [None, "c3"],
    ),
    "a total_count that is not a number is ignored": (
        [page(range(1), end="c1", total=True), page(range(1, 2), end=None, total="1")],
        {},
        2,
        [None, "c1"],
    ),
    "an empty cursor is the end": ([page(range(3), end="", total=99)], {}, 3, [None]),
}


@for_each("name", LISTS)
def test_every_item_is_yielded_without_needless_requests(name: str) -> None:
    bodies, arguments, items, cursors = LISTS[name]
    api = FakeApi(respond_with(*bodies))
    found = [account.id for account in api.client().accounts.list(**arguments)]
    assert len(found) == len(set(found)) == items
    assert [request.url.params.get("after") for request in api.requests] == cursors


@pytest.mark.anyio
@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("awaited", [True, False])
async def test_every_item_is_yielded_by_the_async_client_awaited_or_not(name: str, awaited: bool) -> None:
    bodies, arguments, items, cursors = LISTS[name]
    api = FakeApi(respond_with(*bodies))
    pending = api.async_client().accounts.list(**arguments)
    found = [account.id async for account in (await pending if awaited else pending)]
    assert len(found) == items
    assert [request.url.params.get("after") for request in api.requests] == cursors


# response bodies, the id of the first item, cursors that are requested
FIRST_ITEMS: dict[str, tuple[list[dict[str, Any]], str | None, list[str | None]]] = {
    "only the first page is fetched": ([page(range(2), end="c2")], "apn_0", [None]),
    "an empty list has no first item": ([page([], end=None, total=0)], None, [None]),
    "an empty page with a new cursor is followed": (
        [page([], end="c1"), page([7], end="c2"), page([8], end=None)],
        "apn_7",
        [None, "c1"],
    ),
}


@pytest.mark.parametrize("name", FIRST_ITEMS)
def test_first_returns_the_first_item_of_any_page(name: str) -> None:
    bodies, expected, cursors = FIRST_ITEMS[name]
    api = FakeApi(respond_with(*bodies))
    account = api.client().accounts.list().first()
    assert (account and account.id) == expected
    assert [request.url.params.get("after") for request in api.requests] == cursors


@pytest.mark.anyio
@pytest.mark.parametrize("name", FIRST_ITEMS)
@pytest.mark.parametrize("awaited", [True, False])
async def test_the_first_item_of_the_async_client(name: str, awaited: bool) -> None:
    bodies, expected, cursors = FIRST_ITEMS[name]
    api = FakeApi(respond_with(*bodies))
    pending = api.async_client().accounts.list()
    account = await (await pending).first() if awaited else await pending.first()
    assert (account and account.id) == expected
    assert [request.url.params.get("after") for request in api.requests] == cursors


def test_the_first_item_can_be_read_twice_and_from_a_later_page() -> None:
    api = FakeApi(respond_with(page(range(2), end="c2"), page(range(2, 4), end=None)))
    accounts = api.client().accounts.list()
    assert [accounts.first(), accounts.first()] == accounts.data[:1] * 2
    second = accounts.next_page()
    assert second is not None
    assert second.first() == second.data[0]


@pytest.mark.anyio
async def test_an_error_of_a_page_reaches_the_caller_of_first() -> None:
    with pytest.raises(pdconnect.NotFoundError):
        FakeApi(respond_with(404)).client().accounts.list().first()
    with pytest.raises(pdconnect.NotFoundError):
        await FakeApi(respond_with(404)).async_client().accounts.list().first()
    with pytest.raises(pdconnect.PaginationError):
        circle(EMPTY_CIRCLES["two cursors"]).client().accounts.list().first()


@pytest.mark.anyio
@pytest.mark.parametrize("items", [0, 2])
async def test_a_page_has_neither_a_truth_value_nor_a_length(items: int) -> None:
    """Both could mean this page or the whole list, and an empty page can have others after it."""
    body = page(range(items), end=None)
    pending = FakeApi(respond_with(body)).async_client().accounts.list()
    objects: list[Any] = [FakeApi(respond_with(body)).client().accounts.list(), await pending, pending]
    for value in objects:
        with pytest.raises(TypeError, match=r"first\(\)"):
            bool(value)
        with pytest.raises(TypeError, match=r"page\.data"):
            len(value)
    assert len(list(objects[0])) == len([*objects[0]]) == len(tuple(objects[0])) == items  # they ask for a length hint
    assert len(sorted(objects[0], key=lambda account: account.id)) == items


REPEATED = [page(range(2), end="c2"), page(range(2, 4), end="c2")]
CIRCLE = [page(range(2), end="a"), page(range(2, 4), end="b"), page(range(4, 6), end="a")]


@pytest.mark.parametrize(("bodies", "requests", "cursor"), [(REPEATED, 2, "c2"), (CIRCLE, 3, "a")])
def test_a_repeated_cursor_is_an_error_after_the_items_were_yielded(
    bodies: list[dict[str, Any]], requests: int, cursor: str
) -> None:
    api = FakeApi(respond_with(*bodies))
    found: list[Account] = []
    with pytest.raises(pdconnect.PaginationError) as caught:
        found.extend(api.client().accounts.list())  # extend keeps what came before the error
    assert caught.value.cursor == cursor
    assert len(api.requests) == requests
    assert len(found) == 2 * requests


@pytest.mark.anyio
async def test_a_repeated_cursor_is_an_error_of_the_async_client_too() -> None:
    api = FakeApi(respond_with(*CIRCLE))
    found: list[str] = []
    with pytest.raises(pdconnect.PaginationError):
        async for account in api.async_client().accounts.list():
            found.append(account.id)  # noqa: PERF401 - what came before the error counts
    assert len(found) == 6


def test_pages_are_fetched_one_by_one() -> None:
    bodies = [page(range(2), end="c2", total=3), page([2], end="c3", total=3)]
    api = FakeApi(respond_with(*bodies, *bodies))
    first = api.client().accounts.list(limit=2)
    assert [account.id for account in first.data] == ["apn_0", "apn_1"]
    assert first.page_info.total_count == 3
    assert first.cursor == "c2"
    second = first.next_page()
    assert second is not None
    assert [account.id for account in second.data] == ["apn_2"]
    assert second.next_page() is None
    assert dict(api.requests[1].url.params) == {"limit": "2", "after": "c2"}
    assert [len(each.data) for each in api.client().accounts.list(limit=2).pages()] == [2, 1]


@pytest.mark.anyio
async def test_pages_are_fetched_one_by_one_in_tasks() -> None:
    bodies = [page(range(2), end="c2", total=3), page([2], end="c3", total=3)]
    api = FakeApi(respond_with(*bodies, *bodies))
    first = await api.async_client().accounts.list(limit=2)
    second = await first.next_page()
    assert second is not None
    assert (len(second.data), second.cursor) == (1, "c3")
    assert await second.next_page() is None
    assert [len(each.data) async for each in api.async_client().accounts.list(limit=2).pages()] == [2, 1]


def test_a_list_is_read_backwards() -> None:
    api = FakeApi(
        respond_with(
            page(range(4, 6), start="c4", end="c5"),
            page(range(2, 4), start="c2", end="c3"),
            page([], start=None, end=None),
        )
    )
    first = api.client().accounts.list(before="c6")
    assert first.cursor == "c4"
    assert [account.id for account in first] == ["apn_4", "apn_5", "apn_2", "apn_3"]
    assert [request.url.params["before"] for request in api.requests] == ["c6", "c4", "c2"]


def test_both_directions_at_once_are_rejected_before_sending() -> None:
    api = FakeApi()
    with pytest.raises(pdconnect.InvalidArgumentError, match="before"):
        api.client().accounts.list(after="a", before="b")
    with pytest.raises(pdconnect.InvalidArgumentError, match="before"):
        api.async_client().accounts.list(after="a", before="b")
    assert api.requests == api.token_requests == []


def test_a_failed_iteration_can_be_resumed_at_the_cursor_of_the_last_page() -> None:
    api = FakeApi(respond_with(page(range(2), end="c2"), 503, page(range(2, 4), end=None)))
    client = api.client()
    cursor = None
    with pytest.raises(pdconnect.ServerError):
        for each in client.accounts.list().pages():
            cursor = each.cursor
    assert [account.id for account in client.accounts.list(after=cursor)] == ["apn_2", "apn_3"]


def test_only_one_page_is_fetched_before_it_is_needed() -> None:
    api = FakeApi(respond_with(page(range(2), end="c2"), page(range(2, 4), end=None)))
    items = iter(api.client().accounts.list())
    next(items)
    next(items)
    assert len(api.requests) == 1
    next(items)
    assert len(api.requests) == 2


@pytest.mark.parametrize(
    "body",
    [
        {"page_info": {}, "data": None},
        {"page_info": None, "data": []},
        {"data": []},
        {},
        {"data": {"accounts": None}},
        {"page_info": [], "data": []},
        {"page_info": {"end_cursor": 7, "total_count": "many"}, "data": []},
    ],
)
def test_a_page_with_missing_parts_has_no_items(body: dict[str, Any]) -> None:
    api = FakeApi(lambda request: httpx.Response(200, json=body))
    first = api.client().accounts.list()
    assert first.data == []
    assert list(first) == []
    assert len(api.requests) == 1


@pytest.mark.parametrize(
    "body", [{"data": "text"}, {"data": {"accounts": 3}}, {"data": {"other": 1}, "x": 1} | {"data": 5}]
)
def test_a_page_whose_items_are_not_a_list_cannot_be_decoded(body: dict[str, Any]) -> None:
    api = FakeApi(lambda request: httpx.Response(200, json=body))
    with pytest.raises(pdconnect.DecodeError) as caught:
        api.client().accounts.list()
    assert caught.value.body == body


EMPTY_CIRCLES = {
    "two cursors": [page([], end="a"), page([], end="b")],
    "three cursors": [page([], end="a"), page([], end="b"), page([], end="c")],
    "behind items": [page(range(2), end="a"), page([], end="b"), page([], end="a")],
    "back to the first cursor": [page([], end="b"), page([], end="start")],
}
"""Responses that repeat without end."""


def circle(bodies: list[dict[str, Any]]) -> FakeApi:
    api = FakeApi(lambda request: httpx.Response(200, json=bodies[(len(api.requests) - 1) % len(bodies)]))
    return api


@for_each("name", EMPTY_CIRCLES)
@for_each("prefetch", [False, True])
def test_empty_pages_in_a_circle_are_an_error(name: str, prefetch: bool) -> None:
    api = circle(EMPTY_CIRCLES[name])
    with pytest.raises(pdconnect.PaginationError):
        list(api.client().accounts.list(after="start").items(prefetch=prefetch))
    assert len(api.requests) <= 5


@pytest.mark.anyio
@pytest.mark.parametrize("name", EMPTY_CIRCLES)
@pytest.mark.parametrize("prefetch", [False, True])
async def test_empty_pages_in_a_circle_are_an_error_of_the_async_client_too(name: str, prefetch: bool) -> None:
    api = circle(EMPTY_CIRCLES[name])
    with pytest.raises(pdconnect.PaginationError):
        async for _ in api.async_client().accounts.list(after="start").items(prefetch=prefetch):
            pass
    assert len(api.requests) <= 5


@pytest.mark.parametrize("name", EMPTY_CIRCLES)
def test_a_circle_is_also_an_error_of_next_page(name: str) -> None:
    api = circle(EMPTY_CIRCLES[name])
    current: pdconnect.Page[Account] | None = api.client().accounts.list(after="start")
    with pytest.raises(pdconnect.PaginationError):
        while current is not None:
            current = current.next_page()
    assert len(api.requests) <= 5


@pytest.fixture
def empty_pages(monkeypatch: pytest.MonkeyPatch) -> FakeApi:
    """Return a service whose empty pages have a new cursor each; the tenth page has an item. The limit is lower than usual."""
    assert page_position.MAX_EMPTY_PAGES == 1000
    monkeypatch.setattr(page_position, "MAX_EMPTY_PAGES", 20)

    def respond(request: httpx.Request) -> httpx.Response:
        number = len(api.requests)
        return httpx.Response(200, json=page(range(int(number == 10)), end=f"c{number}"))

    api = FakeApi(respond)
    return api


def test_new_cursors_without_items_end_in_an_error(empty_pages: FakeApi) -> None:
    found: list[Account] = []
    with pytest.raises(pdconnect.PaginationError, match="20 empty pages in a row") as caught:
        found.extend(empty_pages.client().accounts.list())
    assert [len(found), len(empty_pages.requests), caught.value.cursor] == [1, 30, "c30"]


@pytest.mark.anyio
@pytest.mark.parametrize("prefetch", [False, True])
async def test_new_cursors_without_items_end_in_an_error_of_the_async_client_too(
    empty_pages: FakeApi, prefetch: bool
) -> None:
    found: list[Account] = []
    with pytest.raises(pdconnect.PaginationError, match="20 empty pages in a row"):
        async for account in empty_pages.async_client().accounts.list().items(prefetch=prefetch):
            found.append(account)  # noqa: PERF401 - what came before the error counts
    assert [len(found), len(empty_pages.requests)] == [1, 30]


def test_next_page_can_be_called_again_after_an_error() -> None:
    api = FakeApi(respond_with(page(range(2), end="c2"), 503, page(range(2, 4), end=None)))
    first = api.client().accounts.list()
    with pytest.raises(pdconnect.ServerError):
        first.next_page()
    second = first.next_page()
    assert second is not None
    assert [account.id for account in second] == ["apn_2", "apn_3"]


ODD_CURSORS: list[Any] = [7, 0, -1, 1.5, True, ["c2"], {"after": "c2"}]


@for_each("cursor", ODD_CURSORS)
@for_each("total", [None, 40])
def test_a_cursor_that_is_not_a_string_is_an_error_after_the_items(cursor: Any, total: int | None) -> None:
    api = FakeApi(respond_with(page(range(2), end=cursor, total=total)))
    found: list[Account] = []
    with pytest.raises(pdconnect.PaginationError, match="not a string"):
        found.extend(api.client().accounts.list())
    assert len(found) == 2


@pytest.mark.anyio
@pytest.mark.parametrize("cursor", ODD_CURSORS)
async def test_a_cursor_that_is_not_a_string_is_an_error_of_the_async_client_too(cursor: Any) -> None:
    api = FakeApi(respond_with(page(range(2), end="c2"), page(range(2, 4), end=cursor)))
    found: list[str] = []
    with pytest.raises(pdconnect.PaginationError, match="not a string") as caught:
        async for account in api.async_client().accounts.list():
            found.append(account.id)  # noqa: PERF401 - what came before the error counts
    assert len(found) == 4
    assert caught.value.cursor == "c2"


def test_an_empty_page_with_an_odd_cursor_loses_no_counted_items() -> None:
    api = FakeApi(respond_with(page([], end=7, total=3)))
    with pytest.raises(pdconnect.PaginationError):
        list(api.client().accounts.list())


@pytest.mark.parametrize("duplicate", [lambda value: pickle.loads(pickle.dumps(value)), copy.deepcopy])
def test_a_page_can_be_pickled_without_its_client(duplicate: Any) -> None:
    api = FakeApi(respond_with(page(range(2), end="c2", total=4)))
    original = api.client(client_secret="canary-secret").accounts.list(limit=2)
    assert b"canary-secret" not in pickle.dumps(original)
    copied = duplicate(original)
    assert [account.id for account in copied.data] == ["apn_0", "apn_1"]
    assert copied.data == original.data
    assert (copied.cursor, copied.page_info, repr(copied)) == ("c2", original.page_info, repr(original))
    with pytest.raises(pdconnect.ClientClosedError, match=r"after=page\.cursor"):
        copied.next_page()


@pytest.mark.anyio
async def test_a_page_of_the_async_client_can_be_pickled_without_its_client() -> None:
    api = FakeApi(respond_with(page(range(2), end="c2", total=4)))
    copied = pickle.loads(pickle.dumps(await api.async_client().accounts.list(limit=2)))
    assert (len(copied.data), copied.cursor) == (2, "c2")
    with pytest.raises(pdconnect.ClientClosedError, match=r"after=page\.cursor"):
        await copied.next_page()


def test_the_last_page_can_be_iterated_over_after_pickling() -> None:
    api = FakeApi(respond_with(page(range(2), end=None)))
    copied = pickle.loads(pickle.dumps(api.client().accounts.list()))
    assert [account.id for account in copied] == ["apn_0", "apn_1"]


def test_a_copied_page_keeps_its_client() -> None:
    api = FakeApi(respond_with(page(range(2), end="c2"), page(range(2, 4), end=None)))
    second = copy.copy(api.client().accounts.list()).next_page()
    assert second is not None
    assert len(second.data) == 2
