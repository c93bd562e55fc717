"""`python -m tests.integration.soak`: very many calls, paginated items and calls that are given up, against a sandbox with faults.

Threads that share a client do half of the work, asyncio tasks that share a client the other half. The run fails unless each call ended in
a correct result or a documented error, no action was run twice, each iteration yielded each item exactly once, and memory and the number
of open descriptors stayed constant. At the end, a sandbox in process creates very many Connect tokens in constant memory.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import sys
import time
from typing import Any

import pdconnect

from .calls import Calls
from .cancellations import Cancellations
from .iterations import Iterations
from .resources import ResourceUsage, TimeLimit
from .service import run_service
from .tokens import Tokens

LIST_LENGTH = 5_000
"""Number of items of the list."""
DEADLINE = 30.0
"""Deadline of each call in seconds."""
MAX_SLEEP = 0.02


def soak(calls: int, items: int, cancellations: int, number_of_tokens: int, seconds: float) -> list[str]:
    """Run all calls, iterations and cancellations, create the tokens, print the figures, and return the problems."""
    gc.collect()
    gc.freeze()  # each measurement of memory collects garbage, and what was imported is none
    limit, half, iterations = TimeLimit(seconds), calls // 2, items // LIST_LENGTH // 2
    with run_service(LIST_LENGTH) as service:
        settings, ids = {**service.settings, "deadline": DEADLINE}, service.accounts
        account, before = min(ids), ResourceUsage.now().descriptors
        by_threads, by_tasks = (
            (
                Calls(half, account, limit, first=first),
                Iterations(iterations, ids, limit),
                Cancellations(cancellations // 2, account, limit),
            )
            for first in (0, half)
        )
        _with_threads(*by_threads, settings)
        asyncio.run(_with_tasks(*by_tasks, settings))
        left = ResourceUsage.now().descriptors - before
        report = service.end()
    problems = [f"{left} descriptors were left open"] if left > 0 else []
    for name, (calling, iterating, cancelling) in (("threads", by_threads), ("tasks", by_tasks)):
        print(f"{name}: {calling}\n{name}: {iterating}\n{name}: {cancelling}")
        problems += [*calling.problems(report.executed), *iterating.problems(), *cancelling.problems()]
    twice = sum(times > 1 for times in report.executed.values())
    print(f"{report.faulty:,} requests met a fault; {len(report.executed):,} actions were run, {twice} of them twice")
    tokens = Tokens(number_of_tokens, limit)
    tokens.create()
    print(tokens)
    return problems + tokens.problems()


def _with_threads(calls: Calls, iterations: Iterations, cancellations: Cancellations, settings: dict[str, Any]) -> None:
    with pdconnect.Client(sleep=_sleep, **settings) as client:
        calls.by_threads(client)
        iterations.by_threads(client)
        cancellations.by_threads(client)


async def _with_tasks(
    calls: Calls, iterations: Iterations, cancellations: Cancellations, settings: dict[str, Any]
) -> None:
    async with pdconnect.AsyncClient(sleep=_async_sleep, **settings) as client:
        await calls.by_tasks(client)
        await iterations.by_tasks(client)
        await cancellations.by_tasks(client)


def _sleep(seconds: float) -> None:
    time.sleep(min(seconds, MAX_SLEEP))


async def _async_sleep(seconds: float) -> None:
    await asyncio.sleep(min(seconds, MAX_SLEEP))


def main() -> int:
    """Read the arguments, print the problems, and return the exit code."""
    parser = argparse.ArgumentParser(prog="scripts/soak", description=__doc__)
    parser.add_argument("--calls", type=int, default=100_000)
    parser.add_argument("--items", type=int, default=1_000_000)
    parser.add_argument("--cancellations", type=int, default=50_000)
    parser.add_argument("--tokens", type=int, default=1_000_000)
    parser.add_argument(
        "--seconds", type=float, default=2400.0, help="stop after this time; an unfinished run is a failure"
    )
    options = parser.parse_args()
    problems = soak(options.calls, options.items, options.cancellations, options.tokens, options.seconds)
    for problem in problems[:50]:
        print(problem, file=sys.stderr)
    print(f"{len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
