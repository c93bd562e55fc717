"""Walking lists: the cursor decides, counts may only prove the end."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

import pdconnect
from pdconnect.models import Account
from tests.fake_api import FakeApi, answers, page

# what the service answers, the arguments of the list, the items that come out, the cursors that were asked for
WALKS: dict[str, tuple[list[dict[str, Any]], dict[str, Any], int, list[str | None]]] = {
    "one page that holds all is enough": ([page(range(5), end="c5", total=5)], {}, 5, [None]),
    "an empty list is one request": ([page([], end=None, total=0)], {}, 0, [None]),
    "an empty list with a cursor and no counts ends when nothing more comes": (
        [page([], end="c"), page([], end="c")],
        {},
        0,
        [None, "c"],
    ),
    "250 items by 100 are three requests": (
        [
            page(range(100), end="c100", total=250),
            page(range(100, 200), end="c200", total=250),
            page(range(200, 250), end="c250", total=250),
        ],
        {"limit": 100},
        250,
        [None, "c100", "c200"],
    ),
    "without counts the cursor decides, and an empty page that repeats it ends the walk": (
        [page(range(2), end="c2"), page(range(2, 4), end="c4"), page([], end="c4")],
        {},
        4,
        [None, "c2", "c4"],
    ),
    "an empty page whose cursor moves on is followed": (
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
    "items deleted behind our back don't end the walk early": (
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
    "a walk that begins in the middle doesn't trust counts": (
        [page(range(5), end="c9", total=5), page(range(5, 7), end="", total=5)],
        {"after": "c4"},
        7,
        ["c4", "c9"],
    ),
    "an empty cursor is the end": ([page(range(3), end="", total=99)], {}, 3, [None]),
}


@pytest.mark.parametrize("name", WALKS)
def test_a_walk_finds_every_item_with_no_request_too_many(name: str) -> None:
    bodies, arguments, items, cursors = WALKS[name]
    api = FakeApi(answers(*bodies))
    found = [account.id for account in api.client().accounts.list(**arguments)]
    assert len(found) == len(set(found)) == items
    assert [request.url.params.get("after") for request in api.requests] == cursors


@pytest.mark.anyio
@pytest.mark.parametrize("name", WALKS)
@pytest.mark.parametrize("awaited", [True, False])
async def test_the_async_walk_is_the_same_awaited_or_not(name: str, awaited: bool) -> None:
    bodies, arguments, items, cursors = WALKS[name]
    api = FakeApi(answers(*bodies))
    pending = api.async_client().accounts.list(**arguments)
    found = [account.id async for account in (await pending if awaited else pending)]
    assert len(found) == items
    assert [request.url.params.get("after") for request in api.requests] == cursors


REPEATED = [page(range(2), end="c2"), page(range(2, 4), end="c2")]
CIRCLE = [page(range(2), end="a"), page(range(2, 4), end="b"), page(range(4, 6), end="a")]


@pytest.mark.parametrize(("bodies", "requests", "cursor"), [(REPEATED, 2, "c2"), (CIRCLE, 3, "a")])
def test_a_repeated_cursor_is_an_error_after_the_items_were_handed_out(
    bodies: list[dict[str, Any]], requests: int, cursor: str
) -> None:
    api = FakeApi(answers(*bodies))
    found: list[Account] = []
    with pytest.raises(pdconnect.PaginationError) as caught:
        found.extend(api.client().accounts.list())  # extend keeps what came before the error
    assert caught.value.cursor == cursor
    assert len(api.requests) == requests
    assert len(found) == 2 * requests


@pytest.mark.anyio
async def test_a_repeated_cursor_is_an_error_for_the_async_walk_too() -> None:
    api = FakeApi(answers(*CIRCLE))
    found: list[str] = []
    with pytest.raises(pdconnect.PaginationError):
        async for account in api.async_client().accounts.list():
            found.append(account.id)  # noqa: PERF401 - what came before the error counts
    assert len(found) == 6


def test_page_by_page() -> None:
    bodies = [page(range(2), end="c2", total=3), page([2], end="c3", total=3)]
    api = FakeApi(answers(*bodies, *bodies))
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
async def test_page_by_page_async() -> None:
    bodies = [page(range(2), end="c2", total=3), page([2], end="c3", total=3)]
    api = FakeApi(answers(*bodies, *bodies))
    first = await api.async_client().accounts.list(limit=2)
    second = await first.next_page()
    assert second is not None
    assert (len(second.data), second.cursor) == (1, "c3")
    assert await second.next_page() is None
    assert [len(each.data) async for each in api.async_client().accounts.list(limit=2).pages()] == [2, 1]


def test_backwards() -> None:
    api = FakeApi(
        answers(
            page(range(4, 6), start="c4", end="c5"),
            page(range(2, 4), start="c2", end="c3"),
            page([], start=None, end=None),
        )
    )
    first = api.client().accounts.list(before="c6")
    assert first.cursor == "c4"
    assert [account.id for account in first] == ["apn_4", "apn_5", "apn_2", "apn_3"]
    assert [request.url.params["before"] for request in api.requests] == ["c6", "c4", "c2"]


def test_both_directions_at_once_are_refused_before_anything_is_sent() -> None:
    api = FakeApi()
    with pytest.raises(pdconnect.InvalidArgumentError, match="before"):
        api.client().accounts.list(after="a", before="b")
    with pytest.raises(pdconnect.InvalidArgumentError, match="before"):
        api.async_client().accounts.list(after="a", before="b")
    assert api.requests == api.token_requests == []


def test_a_walk_that_fails_can_be_taken_up_again_at_the_cursor_of_the_last_page() -> None:
    api = FakeApi(answers(page(range(2), end="c2"), 503, page(range(2, 4), end=None)))
    client = api.client()
    cursor = None
    with pytest.raises(pdconnect.ServerError):
        for each in client.accounts.list().pages():
            cursor = each.cursor
    assert [account.id for account in client.accounts.list(after=cursor)] == ["apn_2", "apn_3"]


def test_only_one_page_is_fetched_before_it_is_needed() -> None:
    api = FakeApi(answers(page(range(2), end="c2"), page(range(2, 4), end=None)))
    walk = iter(api.client().accounts.list())
    next(walk)
    next(walk)
    assert len(api.requests) == 1
    next(walk)
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
def test_a_page_with_missing_parts_is_read_as_far_as_it_goes(body: dict[str, Any]) -> None:
    api = FakeApi(lambda request: httpx.Response(200, json=body))
    first = api.client().accounts.list()
    assert first.data == []
    assert list(first) == []
    assert len(api.requests) == 1


@pytest.mark.parametrize(
    "body", [{"data": "text"}, {"data": {"accounts": 3}}, {"data": {"other": 1}, "x": 1} | {"data": 5}]
)
def test_a_page_whose_items_are_no_list_is_unreadable(body: dict[str, Any]) -> None:
    api = FakeApi(lambda request: httpx.Response(200, json=body))
    with pytest.raises(pdconnect.DecodeError) as caught:
        api.client().accounts.list()
    assert caught.value.body == body
