"""How long the event loop is blocked while the largest page is read: the longest time between two iterations of the loop."""

from __future__ import annotations

import asyncio
import gc
import json
import time
from collections.abc import Awaitable, Callable, Collection
from importlib import import_module

import httpx

import pdconnect

from .measuring import Step, frozen_setup
from .peers import SDK
from .rows import OFFICIAL, OURS, RAW, SECONDS, Aim, Row
from .subjects import BASE, PROJECT, TOKEN, raw_headers, transport

Call = Callable[[], Awaitable[object]]


def measure_stalls(subjects: Collection[str], rounds: int, step: Step) -> list[Row]:
    """Return one row: a call for 100 components x 11 props."""
    row = Row("event loop stalled by the largest page", SECONDS, Aim(0.005, ratio=False))
    step(row.what)
    with frozen_setup():
        asyncio.run(_measure(row, subjects, rounds))
    return [row]


async def _measure(row: Row, subjects: Collection[str], rounds: int) -> None:
    http = httpx.AsyncClient(transport=transport(), headers=raw_headers())
    ours = pdconnect.AsyncClient(project_id=PROJECT, environment="development", access_token=TOKEN, http_client=http)

    async def raw() -> object:
        return json.loads((await http.get(f"{BASE}/components", params={"limit": 100})).content)

    async def typed() -> object:
        return await ours.components.list(limit=100)

    calls: dict[str, Call] = {RAW: raw, OURS: typed}
    for name, call in calls.items():
        await call()
        for number in range(rounds):
            row.note(name, number, await _stall(call))
    if OFFICIAL in subjects:
        official = import_module(SDK).AsyncPipedream(
            project_id=PROJECT, project_environment="development", access_token=TOKEN, httpx_client=http
        )
        row.note(OFFICIAL, 0, await _stall(lambda: official.components.list(limit=100)))
    await http.aclose()


async def _stall(call: Call) -> float:
    """Return the longest time between two iterations of the event loop during a call."""
    gc.collect()
    task = asyncio.ensure_future(call())
    longest, before = 0.0, time.perf_counter()
    while not task.done():
        await asyncio.sleep(0)
        now = time.perf_counter()
        longest, before = max(longest, now - before), now
    await task
    return longest
