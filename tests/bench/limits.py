"""What a rate limit adds to the processor time of a call over loopback: in memory, and in Redis, which needs `redis-server`.

`python -m tests.bench.limits` prints, for one and for ten calls at a time, the median of the rounds, and what the limit adds to it. In
each round all subjects take turns, so that what disturbs the machine affects all. No call waits: the limit is a million per minute.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import redis.asyncio as redis_asyncio

import pdconnect

from ..redis_server import RedisServer, redis_server
from .measuring import rotated
from .network import loopback_server

PLAIN, MEMORY, REDIS, REDIS_ASYNCIO = "no limits", "in memory", "in Redis", "in Redis, redis.asyncio"
_ACCOUNT = "apn_0000000"
_ACCOUNT_READS = {"account_reads": "1000000 per minute"}

Times = dict[str, list[float]]
"""The processor time of a call, for each subject in each round."""
Subjects = dict[str, Callable[[], Any]]


def _settings(origin: str, storage: Any) -> dict[str, Any]:
    settings: dict[str, Any] = {
        "base_url": origin,
        "project_id": "proj_bench1",
        "access_token": "token-1",
        "environment": "development",
    }
    if storage is not None:
        settings |= {"rate_limit_mode": "wait", "rate_limit_storage": storage, "rate_limit_overrides": _ACCOUNT_READS}
    return settings


def times_of_threads(at_a_time: int, calls: int, rounds: int, origin: str, url: str) -> Times:
    """Measure synchronous clients."""
    storages = {PLAIN: None, MEMORY: "memory://", REDIS: url}
    clients = {name: pdconnect.Client(**_settings(origin, storage)) for name, storage in storages.items()}

    def work(name: str) -> None:
        for _ in range(calls // at_a_time):
            clients[name].accounts.retrieve(_ACCOUNT)

    times: Times = {name: [] for name in clients}
    with ThreadPoolExecutor(at_a_time) as pool:
        for number in range(rounds + 1):
            for name in rotated(list(clients), number):
                gc.collect()
                begin = time.process_time()
                list(pool.map(work, [name] * at_a_time))
                if number:  # the first round imports and connects
                    times[name].append((time.process_time() - begin) / calls)
    for client in clients.values():
        client.close()
    return times


async def times_of_tasks(at_a_time: int, calls: int, rounds: int, origin: str, url: str, backend: Any) -> Times:
    """Measure asynchronous clients."""
    client_of_redis = redis_asyncio.Redis.from_url(url)
    storages = {PLAIN: None, MEMORY: "memory://", REDIS: url, REDIS_ASYNCIO: client_of_redis}
    clients = {
        name: pdconnect.AsyncClient(http_backend=backend, **_settings(origin, storage))
        for name, storage in storages.items()
    }

    async def work(name: str) -> None:
        for _ in range(calls // at_a_time):
            await clients[name].accounts.retrieve(_ACCOUNT)

    times: Times = {name: [] for name in clients}
    for number in range(rounds + 1):
        for name in rotated(list(clients), number):
            gc.collect()
            begin = time.process_time()
            await asyncio.gather(*(work(name) for _ in range(at_a_time)))
            if number:
                times[name].append((time.process_time() - begin) / calls)
    closing: list[Awaitable[object]] = [client.aclose() for client in clients.values()]
    for each in [*closing, client_of_redis.aclose()]:
        await each
    return times


def _operations(server: RedisServer) -> int:
    with server.client() as client:
        statistics: Any = client.info("commandstats")
    return sum(statistics.get(f"cmdstat_{name}", {"calls": 0})["calls"] for name in ("eval", "evalsha"))


def _report(title: str, times: Times, operations: float) -> None:
    print(f"{title}: {median(times[PLAIN]) * 1e3:.3f} ms a call; {operations:.2f} operations per call in Redis")
    for name, figures in times.items():
        if name != PLAIN:
            ratios = [figure / plain - 1 for figure, plain in zip(figures, times[PLAIN], strict=True)]
            print(
                f"    {name:24} + {(median(figures) - median(times[PLAIN])) * 1e6:4.0f} us, {median(ratios):+.0%};"
                f" of the least times {min(figures) / min(times[PLAIN]) - 1:+.0%}",
                flush=True,
            )


def main() -> None:
    """Print what limits add to calls of threads and of tasks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--calls", type=int, default=300)
    options = parser.parse_args()
    amount = options.calls, options.rounds
    with TemporaryDirectory() as folder, redis_server(Path(folder)) as server, loopback_server() as port:
        origin = f"http://127.0.0.1:{port}"

        def report(title: str, measure: Callable[[], Times]) -> None:
            before = _operations(server)
            times = measure()
            users = sum(name in times for name in (REDIS, REDIS_ASYNCIO))
            _report(title, times, (_operations(server) - before) / (users * options.calls * (options.rounds + 1)))

        for at_a_time in (1, 10):
            report(f"{at_a_time} threads", lambda n=at_a_time: times_of_threads(n, *amount, origin, server.url))  # type: ignore[misc]
        for backend in ("httpx", "aiohttp"):
            for at_a_time in (1, 10):
                report(
                    f"{at_a_time} tasks, {backend}",
                    lambda n=at_a_time, b=backend: asyncio.run(times_of_tasks(n, *amount, origin, server.url, b)),  # type: ignore[misc]
                )


if __name__ == "__main__":
    main()
