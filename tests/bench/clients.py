"""`python -m tests.bench.clients <measure> <subject> <count> <port>`: one measurement of one client, in a process of its own.

It prints a JSON object. Only what the subject needs is imported; `pdconnect` is measured without orjson, even if orjson is installed.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import Awaitable, Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from .rows import FAST, OFFICIAL, RAW

_PROJECT, _ACCOUNT, _TOKEN = "proj_bench1", "apn_0000000", "bench-access-token"
_CONCURRENCY = 100
_DELAY = 5
"""Milliseconds that the server waits before each page, and that the program works on each page, when prefetching is measured."""

Figures = dict[str, float]
Retrieve = Callable[[], Awaitable[object]]


def concurrent_calls(subject: str, count: int, origin: str) -> Figures:
    """Make `count` calls, a hundred at a time; return the calls per second."""

    async def run() -> float:
        retrieve, close = _async_call(subject, origin)
        await retrieve()  # imports and the first connection
        waiting = iter(range(count))

        async def work() -> None:
            for _ in waiting:
                await retrieve()

        start = time.perf_counter()
        await asyncio.gather(*(work() for _ in range(_CONCURRENCY)))
        elapsed = time.perf_counter() - start
        await close()
        return count / elapsed

    return {"rate": asyncio.run(run())}


def _async_call(subject: str, origin: str) -> tuple[Retrieve, Callable[[], Awaitable[object]]]:
    import httpx

    limits = httpx.Limits(max_connections=_CONCURRENCY, max_keepalive_connections=_CONCURRENCY)
    if subject == RAW:
        headers = {"authorization": f"Bearer {_TOKEN}", "x-pd-environment": "development", "accept": "application/json"}
        client = httpx.AsyncClient(headers=headers, limits=limits)
        url = f"{origin}/v1/connect/{_PROJECT}/accounts/{_ACCOUNT}"

        async def get() -> object:
            return json.loads((await client.get(url)).content)

        return get, client.aclose
    import pdconnect

    if subject == FAST:
        fast = pdconnect.AsyncClient(http_backend="aiohttp", base_url=origin, **_settings("environment"))
        return lambda: fast.accounts.retrieve(_ACCOUNT), fast.aclose
    http = httpx.AsyncClient(limits=limits)
    if subject == OFFICIAL:
        official = _official("AsyncPipedream", http, origin)
        return lambda: official.accounts.retrieve(_ACCOUNT), http.aclose
    ours = pdconnect.AsyncClient(http_client=http, base_url=origin, **_settings("environment"))
    return lambda: ours.accounts.retrieve(_ACCOUNT), http.aclose


def _official(kind: str, http: Any, origin: str) -> Any:
    return getattr(import_module("pipedream"), kind)(
        httpx_client=http, base_url=origin, **_settings("project_environment")
    )


def _settings(environment: str) -> dict[str, Any]:
    return {"project_id": _PROJECT, "access_token": _TOKEN, environment: "development"}


def iterate(subject: str, count: int, origin: str) -> Figures:
    """Iterate over `count` accounts and read the id of each; return the processor time in seconds per item, and the growth of memory."""
    items = _items(subject, origin)
    sizes: list[int] = []
    tenth = max(count // 10, 1)
    start = time.process_time()
    for number, item in enumerate(items, 1):
        assert item.id if subject != RAW else item["id"]
        if number % tenth == 0:
            sizes.append(_resident())
        if number == count:
            break
    return {"seconds": (time.process_time() - start) / number, "growth": sizes[-1] - sizes[0], "items": number}


def _resident() -> int:
    """Return the resident memory of this process in bytes, on Linux; 0 on other systems."""
    statistics = Path("/proc/self/statm")
    return int(statistics.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if statistics.exists() else 0


def _items(subject: str, origin: str, headers: dict[str, str] | None = None, **options: Any) -> Any:
    import httpx

    http = httpx.Client(headers=headers)
    if subject == RAW:
        return _raw_items(http, origin)
    if subject == OFFICIAL:
        return _official("Pipedream", http, origin).accounts.list(limit=100)
    import pdconnect

    ours = pdconnect.Client(http_client=http, base_url=origin, **_settings("environment"))
    page: Any = ours.accounts.list(limit=100)
    return page.items(**options) if options else page


def _raw_items(http: Any, origin: str) -> Any:
    url, after = f"{origin}/v1/connect/{_PROJECT}/accounts", None
    headers = {"authorization": f"Bearer {_TOKEN}", "x-pd-environment": "development", "accept": "application/json"}
    http.headers.update(headers)
    while True:
        params = {"limit": 100} if after is None else {"limit": 100, "after": after}
        page = json.loads(http.get(url, params=params).content)
        yield from page["data"]
        after = page["page_info"]["end_cursor"]
        if after is None:
            return


def prefetch(subject: str, count: int, origin: str) -> Figures:
    """Iterate over `count` accounts while server and program both wait for each page; return the time in units of the longer wait."""
    ahead = {"prefetch": True} if subject != RAW else {}
    network = _iteration_time(_items(subject, origin, _DELAY_HEADERS), count, 0)
    both = _iteration_time(_items(subject, origin, _DELAY_HEADERS, **ahead), count, _DELAY / 1000)
    return {"times": both / max(network, count / 100 * _DELAY / 1000)}


_DELAY_HEADERS = {"x-delay-ms": str(_DELAY)}


def _iteration_time(items: Any, count: int, work: float) -> float:
    start = time.perf_counter()
    for number, _ in enumerate(items, 1):
        if work and number % 100 == 0:
            time.sleep(work)  # the work of a program on a page
        if number == count:
            break
    return time.perf_counter() - start


MEASURES = {measure.__name__: measure for measure in (concurrent_calls, iterate, prefetch)}

if __name__ == "__main__":
    _, measure, subject, count, port = sys.argv
    if subject != FAST:
        sys.modules["orjson"] = None  # type: ignore[assignment]
    print(json.dumps(MEASURES[measure](subject, int(count), f"http://127.0.0.1:{port}")))
