"""Iterate over lists of any shape, while pages fail and items are deleted: items that are always present are yielded exactly once."""

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

Ids = list[str | None]
MAX_REPLACED = 30
"""Number of pages after which no item is added: an iteration over a list that grows with each page never ends."""


@dataclass
class Service:
    """A list of accounts, newest last. The plan says what happens at each page, and is repeated."""

    items: int
    limit: int
    counts: bool
    plan: list[str]
    requests: int = 0
    newest: int = field(init=False)
    there: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.newest = self.items
        self.present = list(range(1, self.items + 1))

    def __call__(self, request: httpx.Request) -> httpx.Response:
        step = self.plan[self.requests % len(self.plan)]
        self.requests += 1
        after = int(request.url.params.get("after", 0))
        if step == "fail":
            return httpx.Response(503, json={"error": "down"})
        if step == "delete":
            self.present = [number for number in self.present if number % 3 != self.requests % 3]
        if step == "replace" and self.present and self.present[0] <= after and self.requests < MAX_REPLACED:
            self.newest += 1
            self.present = [*self.present[1:], self.newest]  # the count stays the same
        page = [number for number in self.present if number > after][
            : (self.limit + 1) // 2 if step == "short" else self.limit
        ]
        end = page[-1] if page else after
        if step == "empty":  # as if the service removed deleted items after it had selected the page
            self.present = [number for number in self.present if number not in page]
            page = []
        info: dict[str, Any] = {"count": len(page), "end_cursor": str(end) if end else None}
        if self.counts:
            info["total_count"] = len(self.present)
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
MAX_ERRORS = 300


def resumed(error: pdconnect.ServerError, cursor: str | None, errors: list[str | None]) -> str | None:
    """Return the cursor to continue from after a page that failed."""
    errors.append(error.cursor)
    assert len(errors) < MAX_ERRORS, "the iteration makes no progress"
    return error.cursor or cursor


def collect(service: Service, prefetch: bool) -> Ids:
    client, seen, cursor, errors = FakeApi(service).client(), Ids(), None, Ids()
    while True:
        try:
            seen.extend(item.id for item in client.accounts.list(after=cursor).items(prefetch=prefetch))
        except pdconnect.ServerError as error:
            cursor = resumed(error, cursor, errors)
        else:
            return seen


async def collect_async(service: Service, prefetch: bool) -> Ids:
    client, seen, cursor, errors = FakeApi(service).async_client(), Ids(), None, Ids()
    while True:
        try:
            async for item in client.accounts.list(after=cursor).items(prefetch=prefetch):
                seen.append(item.id)
        except pdconnect.ServerError as error:
            cursor = resumed(error, cursor, errors)
        else:
            return seen


@settings(max_examples=3 * settings().max_examples)
@given(services, st.booleans(), st.booleans())
def test_every_item_is_yielded_exactly_once(service: Service, prefetch: bool, tasks: bool) -> None:
    """This includes items that are added during the iteration. They can be missed only after a short page, if as many were deleted."""
    seen = asyncio.run(collect_async(service, prefetch)) if tasks else collect(service, prefetch)
    latest = (
        service.present if "short" not in service.plan else [item for item in service.present if item <= service.items]
    )
    assert len(seen) == len(set(seen))
    assert {f"apn_{number}" for number in latest} <= set(seen)
    assert seen == sorted(seen, key=lambda item: int(str(item)[4:]))


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from([None, "", "a", "b", "c"]), st.sampled_from([None, 0, 1, 5, -1])),
        min_size=1,
        max_size=8,
    )
)
def test_an_iteration_over_inconsistent_pages_ends(
    pages: list[tuple[int, str | None, Any]],
) -> None:
    """With five possible cursors, one of them must repeat."""
    requests = 0

    def respond(request: httpx.Request) -> httpx.Response:
        nonlocal requests
        items, cursor, total = pages[requests % len(pages)]
        requests += 1
        info = {"end_cursor": cursor, "total_count": total}
        return httpx.Response(200, json={"data": [account(n) for n in range(items)], "page_info": info})

    found = 0
    with contextlib.suppress(pdconnect.PaginationError):
        for _ in FakeApi(respond).client().accounts.list():
            found += 1
    assert requests <= 3 * len(pages) + 5
    assert found == sum(pages[number % len(pages)][0] for number in range(requests))
