"""Walks through lists of any shape, while pages fail and items are deleted: what is there all the time is seen exactly once."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import Any

import httpx
from hypothesis import given, settings
from hypothesis import strategies as st

import pdconnect
from tests.fake_api import FakeApi, account

Walk = list[str | None]
MOST_REPLACED = 30
"""Pages after which nothing is added any more: a list that grows as fast as it is walked never ends."""


@dataclass
class Service:
    """A list of accounts, newest last. What happens at each page is told by the plan, which begins anew when it ends."""

    items: int
    limit: int
    counts: bool
    plan: list[str]
    asked: int = 0
    newest: int = field(init=False)
    there: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.newest = self.items
        self.there = list(range(1, self.items + 1))

    def __call__(self, request: httpx.Request) -> httpx.Response:
        step = self.plan[self.asked % len(self.plan)]
        self.asked += 1
        after = int(request.url.params.get("after", 0))
        if step == "fail":
            return httpx.Response(503, json={"error": "down"})
        if step == "delete":
            self.there = [number for number in self.there if number % 3 != self.asked % 3]
        if step == "replace" and self.there and self.there[0] <= after and self.asked < MOST_REPLACED:
            self.newest += 1
            self.there = [*self.there[1:], self.newest]  # as many as before: counts tell nothing of it
        page = [number for number in self.there if number > after][
            : (self.limit + 1) // 2 if step == "short" else self.limit
        ]
        end = page[-1] if page else after
        if step == "empty":  # as of a service that looks for what has gone only after it has cut the page
            self.there = [number for number in self.there if number not in page]
            page = []
        info: dict[str, Any] = {"count": len(page), "end_cursor": str(end) if end else None}
        if self.counts:
            info["total_count"] = len(self.there)
        return httpx.Response(200, json={"data": [account(number) for number in page], "page_info": info})


services = st.builds(
    Service,
    items=st.integers(0, 40),
    limit=st.integers(1, 12),
    counts=st.booleans(),
    plan=st.lists(
        st.sampled_from(["whole", "whole", "short", "empty", "fail", "delete", "replace"]), min_size=1, max_size=6
    ).filter(lambda plan: set(plan) != {"fail"}),
)
MOST_ERRORS = 300


def resumed(error: pdconnect.ServerError, cursor: str | None, errors: list[str | None]) -> str | None:
    """Where to go on after a page that failed."""
    errors.append(error.cursor)
    assert len(errors) < MOST_ERRORS, "the walk makes no progress"
    return error.cursor or cursor


def walk(service: Service, prefetch: bool) -> Walk:
    client, seen, cursor, errors = FakeApi(service).client(), Walk(), None, Walk()
    while True:
        try:
            seen.extend(one.id for one in client.accounts.list(after=cursor).items(prefetch=prefetch))
        except pdconnect.ServerError as error:
            cursor = resumed(error, cursor, errors)
        else:
            return seen


async def walk_async(service: Service, prefetch: bool) -> Walk:
    client, seen, cursor, errors = FakeApi(service).async_client(), Walk(), None, Walk()
    while True:
        try:
            async for one in client.accounts.list(after=cursor).items(prefetch=prefetch):
                seen.append(one.id)
        except pdconnect.ServerError as error:
            cursor = resumed(error, cursor, errors)
        else:
            return seen


@settings(max_examples=3 * settings().max_examples)
@given(services, st.booleans(), st.booleans())
def test_every_item_is_seen_exactly_once(service: Service, prefetch: bool, tasks: bool) -> None:
    """Those that were added meanwhile too; only behind a short page, while as many were deleted, they can stay unseen."""
    seen = asyncio.run(walk_async(service, prefetch)) if tasks else walk(service, prefetch)
    latest = service.there if "short" not in service.plan else [one for one in service.there if one <= service.items]
    assert len(seen) == len(set(seen))
    assert {f"apn_{number}" for number in latest} <= set(seen)
    assert seen == sorted(seen, key=lambda one: int(str(one)[4:]))


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from([None, "", "a", "b", "c"]), st.sampled_from([None, 0, 1, 5, -1])),
        min_size=1,
        max_size=8,
    )
)
def test_a_service_that_makes_no_sense_is_walked_to_an_end_all_the_same(
    pages: list[tuple[int, str | None, Any]],
) -> None:
    """Cursors of five kinds can't go on for ever without one of them coming twice."""
    asked = 0

    def answer(request: httpx.Request) -> httpx.Response:
        nonlocal asked
        items, cursor, total = pages[asked % len(pages)]
        asked += 1
        info = {"end_cursor": cursor, "total_count": total}
        return httpx.Response(200, json={"data": [account(n) for n in range(items)], "page_info": info})

    found = 0
    with contextlib.suppress(pdconnect.PaginationError):
        for _ in FakeApi(answer).client().accounts.list():
            found += 1
    assert asked <= 3 * len(pages) + 5
    assert found == sum(pages[number % len(pages)][0] for number in range(asked))
