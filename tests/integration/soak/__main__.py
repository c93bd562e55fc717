"""`python -m tests.integration.soak`: very many calls and paged items against a sandbox that misbehaves.

Half of each is done by threads that share a client, half by tasks that share one. Fails unless each call ended in a right result or in a
documented error, no action was run twice, each walk saw each item exactly once, and memory and descriptors stayed flat.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from typing import Any

import pdconnect

from .calls import Calls
from .service import serving
from .walks import Walks
from .watching import Gauge, Limit

LIST = 5_000
"""Items of the list that is walked."""
DEADLINE = 30.0
"""Seconds for any call."""
LONGEST_SLEEP = 0.02


def soak(calls: int, items: int, seconds: float) -> list[str]:
    """Do it all, print the figures, and return what was wrong."""
    limit, half, walks = Limit(seconds), calls // 2, items // LIST // 2
    with serving(LIST) as service:
        settings, ids = {**service.settings, "deadline": DEADLINE}, service.accounts
        account, before = min(ids), Gauge.now().descriptors
        by_threads = Calls(half, account, limit), Walks(walks, ids, limit)
        by_tasks = Calls(half, account, limit, first=half), Walks(walks, ids, limit)
        _with_threads(*by_threads, settings)
        asyncio.run(_with_tasks(*by_tasks, settings))
        left = Gauge.now().descriptors - before
        report = service.end()
    problems = [f"{left} descriptors are left open"] if left > 0 else []
    for name, (calling, walking) in (("threads", by_threads), ("tasks", by_tasks)):
        print(f"{name}: {calling}\n{name}: {walking}")
        problems += [*calling.problems(report.executed), *walking.problems()]
    twice = sum(times > 1 for times in report.executed.values())
    print(f"{report.faulty:,} requests met a fault; {len(report.executed):,} actions were run, {twice} of them twice")
    return problems


def _with_threads(calls: Calls, walks: Walks, settings: dict[str, Any]) -> None:
    with pdconnect.Client(sleep=_sleep, **settings) as client:
        calls.by_threads(client)
        walks.by_threads(client)


async def _with_tasks(calls: Calls, walks: Walks, settings: dict[str, Any]) -> None:
    async with pdconnect.AsyncClient(sleep=_async_sleep, **settings) as client:
        await calls.by_tasks(client)
        await walks.by_tasks(client)


def _sleep(seconds: float) -> None:
    time.sleep(min(seconds, LONGEST_SLEEP))


async def _async_sleep(seconds: float) -> None:
    await asyncio.sleep(min(seconds, LONGEST_SLEEP))


def main() -> int:
    """Read the arguments, and say how it went."""
    parser = argparse.ArgumentParser(prog="scripts/soak", description=__doc__)
    parser.add_argument("--calls", type=int, default=100_000)
    parser.add_argument("--items", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=900.0, help="stop at the latest then, which is a failure")
    options = parser.parse_args()
    problems = soak(options.calls, options.items, options.seconds)
    for problem in problems[:50]:
        print(problem, file=sys.stderr)
    print(f"{len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
