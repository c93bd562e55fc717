"""Prefetching: the next page is fetched while the caller uses the page before it."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import httpx
import pytest

import pdconnect

from ..fake_api import FakeApi, page, respond_with

PAGES = (page([1, 2], end="c1"), page([3, 4], end="c2"), page([5], end=None))


def test_items_and_pages_are_the_same_with_and_without() -> None:
    for prefetch in (False, True):
        client = FakeApi(respond_with(*PAGES)).client()
        assert [item.id for item in client.accounts.list().items(prefetch=prefetch)] == [
            f"apn_{n}" for n in range(1, 6)
        ]
        client = FakeApi(respond_with(*PAGES)).client()
        assert [len(item.data) for item in client.accounts.list().pages(prefetch=prefetch)] == [2, 2, 1]


@pytest.mark.anyio
async def test_items_and_pages_are_the_same_with_and_without_in_tasks() -> None:
    for prefetch in (False, True):
        client = FakeApi(respond_with(*PAGES)).async_client()
        found = [item.id async for item in client.accounts.list().items(prefetch=prefetch)]
        assert found == [f"apn_{n}" for n in range(1, 6)]
        client = FakeApi(respond_with(*PAGES)).async_client()
        assert [len(item.data) async for item in client.accounts.list().pages(prefetch=prefetch)] == [2, 2, 1]
        client = FakeApi(respond_with(*PAGES)).async_client()
        first = await client.accounts.list()
        assert [len(item.data) async for item in first.pages(prefetch=prefetch)] == [2, 2, 1]


def test_the_next_page_is_requested_while_the_caller_works() -> None:
    requested = threading.Event()
    waiting = list(PAGES)

    def respond(request: httpx.Request) -> httpx.Response:
        if "after" in request.url.params:
            requested.set()
        return httpx.Response(200, json=waiting.pop(0))

    items = FakeApi(respond).client().accounts.list().items(prefetch=True)
    assert next(items).id == "apn_1"
    assert requested.wait(10)  # only the first item was read
    assert len(list(items)) == 4


@pytest.mark.anyio
async def test_the_next_page_is_requested_while_the_task_works() -> None:
    requested = asyncio.Event()
    waiting = list(PAGES)

    async def respond(request: httpx.Request) -> httpx.Response:
        if "after" in request.url.params:
            requested.set()
        return httpx.Response(200, json=waiting.pop(0))

    client = _client(respond)
    items = client.accounts.list().items(prefetch=True)
    assert (await anext(items)).id == "apn_1"
    await asyncio.wait_for(requested.wait(), 10)
    assert len([item async for item in items]) == 4


@pytest.mark.anyio
async def test_an_iteration_that_ends_early_cancels_the_request_in_flight() -> None:
    begun, cancelled = asyncio.Event(), asyncio.Event()

    async def respond(request: httpx.Request) -> httpx.Response:
        if "after" not in request.url.params:
            return httpx.Response(200, json=PAGES[0])
        begun.set()
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            cancelled.set()
            raise
        return httpx.Response(200, json=PAGES[1])

    client = _client(respond)
    pages = client.accounts.list().pages(prefetch=True)
    assert len((await anext(pages)).data) == 2
    await begun.wait()
    await pages.aclose()
    assert cancelled.is_set()


@pytest.mark.parametrize("prefetch", [False, True])
def test_a_page_that_fails_has_the_cursor_to_continue_from(prefetch: bool) -> None:
    """All items before it are yielded, and the iteration can continue from the error's cursor."""
    api = FakeApi(respond_with(PAGES[0], PAGES[1], 404, PAGES[2]))
    client = api.client()
    found: list[str] = []
    with pytest.raises(pdconnect.NotFoundError) as caught:
        found.extend(item.id for item in client.accounts.list().items(prefetch=prefetch))
    assert caught.value.cursor == "c2"
    found += [item.id for item in client.accounts.list(after=caught.value.cursor)]
    assert found == [f"apn_{n}" for n in range(1, 6)]


@pytest.mark.anyio
@pytest.mark.parametrize("prefetch", [False, True])
async def test_a_page_that_fails_has_the_cursor_to_continue_from_in_tasks(prefetch: bool) -> None:
    api = FakeApi(respond_with(PAGES[0], 404))
    found: list[str] = []
    with pytest.raises(pdconnect.NotFoundError) as caught:
        async for item in api.async_client().accounts.list().items(prefetch=prefetch):
            found += [item.id]
    assert (found, caught.value.cursor) == (["apn_1", "apn_2"], "c1")


@pytest.mark.anyio
async def test_an_error_of_a_prefetched_page_that_is_not_read_is_not_logged() -> None:
    complaints: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: complaints.append(context))
    api = FakeApi(respond_with(PAGES[0], 404))
    pages = api.async_client().accounts.list().pages(prefetch=True)
    await anext(pages)
    while len(api.requests) < 2:
        await asyncio.sleep(0)
    await asyncio.sleep(0)
    await pages.aclose()
    assert complaints == []


def _client(respond: Any) -> pdconnect.AsyncClient:
    return pdconnect.AsyncClient(
        project_id="p",
        access_token="t" * 9,
        environment="development",
        http_client=httpx.AsyncClient(transport=httpx.MockTransport(respond)),
    )
