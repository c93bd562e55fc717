"""Calls per second with each HTTP library, by hand and with this client. Each measurement is a process of its own:

    python -m tests.bench.throughput <how> <subject> <library> <at a time> <count> <port>

The client uses its own connections (`http_backend`).
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any, NamedTuple

from .measuring import Step, rotated
from .network import loopback_server
from .rows import OURS, RATE, RAW, Aim, Row

TASKS, THREADS = "tasks", "threads"
_PATH = "/v1/connect/proj_bench1/accounts/apn_0000000"
_HEADERS = {"authorization": "Bearer token-1", "x-pd-environment": "development", "accept": "application/json"}


class _Measurement(NamedTuple):
    """Calls with one library."""

    how: str
    library: str
    at_a_time: int
    calls: int
    aim: Aim | None = None

    @property
    def what(self) -> str:
        """The name of the row."""
        return f"{self.library}: calls of {self.at_a_time} {self.how}"


_MEASUREMENTS = [
    _Measurement(TASKS, "httpx", 1, 500),
    _Measurement(TASKS, "httpx", 10, 1_000),
    _Measurement(TASKS, "httpx", 100, 1_000, Aim(2.5, at_least=True)),
    _Measurement(TASKS, "httpx2", 1, 500),
    _Measurement(TASKS, "httpx2", 10, 2_000),
    _Measurement(TASKS, "httpx2", 100, 2_000, Aim(1.8, at_least=True)),
    _Measurement(TASKS, "aiohttp", 1, 500),
    _Measurement(TASKS, "aiohttp", 10, 4_000),
    _Measurement(TASKS, "aiohttp", 100, 4_000, Aim(0.4, 0.5, at_least=True)),
    _Measurement(THREADS, "httpx", 1, 500),
    _Measurement(THREADS, "httpx", 50, 1_000),
    _Measurement(THREADS, "httpx2", 1, 500),
    _Measurement(THREADS, "httpx2", 50, 1_000),
]


def measure_throughput(rounds: int, step: Step) -> list[Row]:
    """Measure calls of tasks and of threads with each library, by hand and with this client."""
    rows: list[Row] = []
    with loopback_server() as port:
        for measurement in _MEASUREMENTS:
            row = Row(measurement.what, RATE, measurement.aim)
            for number in range(max(rounds // 4, 1)):
                step(f"{measurement.what}: round {number + 1}")
                for subject in rotated([RAW, OURS], number):
                    row.note(subject, number, _rate(measurement, subject, port))
            rows.append(row)
    return rows


def _rate(measurement: _Measurement, subject: str, port: int) -> float:
    how, library, at_a_time, count, _ = measurement
    arguments = map(str, (how, subject, library, at_a_time, count, port))
    command = [sys.executable, "-m", "tests.bench.throughput", *arguments]
    rate: float = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return rate


async def calls_of_tasks(subject: str, library: str, at_a_time: int, count: int, origin: str) -> float:
    """Return the calls per second of an asynchronous client."""
    call, close = (_raw_task if subject == RAW else _our_task)(library, origin)
    await call()  # imports and the first connection
    waiting = iter(range(count))

    async def work() -> None:
        for _ in waiting:
            await call()

    begin = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(at_a_time)))
    elapsed = time.perf_counter() - begin
    await close()
    return count / elapsed


def _raw_task(library: str, origin: str) -> tuple[Callable[[], Awaitable[object]], Callable[[], Awaitable[object]]]:
    module: Any = import_module(library)
    url = origin + _PATH
    if library == "aiohttp":
        session = module.ClientSession(headers=_HEADERS, connector=module.TCPConnector(limit=100))

        async def get() -> object:
            async with session.get(url) as response:
                return json.loads(await response.read())

        return get, session.close
    client = module.AsyncClient(headers=_HEADERS, limits=_limits(module))

    async def get_with_client() -> object:
        return json.loads((await client.get(url)).content)

    return get_with_client, client.aclose


def _our_task(library: Any, origin: str) -> tuple[Callable[[], Awaitable[object]], Callable[[], Awaitable[object]]]:
    import pdconnect

    client = pdconnect.AsyncClient(base_url=origin, http_backend=library, **_SETTINGS)
    return lambda: client.accounts.retrieve("apn_0000000"), client.aclose


def calls_of_threads(subject: str, library: Any, at_a_time: int, count: int, origin: str) -> float:
    """Return the calls per second of a client for threads."""
    call: Callable[[], object]
    if subject == RAW:
        module: Any = import_module(library)
        http = module.Client(headers=_HEADERS, limits=_limits(module))

        def call() -> object:
            return json.loads(http.get(origin + _PATH).content)
    else:
        import pdconnect

        client = pdconnect.Client(base_url=origin, http_backend=library, **_SETTINGS)

        def call() -> object:
            return client.accounts.retrieve("apn_0000000")

    call()

    def work(calls: Iterator[int]) -> None:
        for _ in calls:
            call()

    with ThreadPoolExecutor(at_a_time) as pool:
        begin = time.perf_counter()
        list(pool.map(work, [iter(range(count // at_a_time)) for _ in range(at_a_time)]))
        return count / (time.perf_counter() - begin)


def _limits(module: Any) -> Any:
    return module.Limits(max_connections=100, max_keepalive_connections=100)


_SETTINGS: dict[str, Any] = {"project_id": "proj_bench1", "access_token": "token-1", "environment": "development"}

if __name__ == "__main__":
    _, how, subject, library, at_a_time, count, port = sys.argv
    sys.modules["orjson"] = None  # type: ignore[assignment]
    arguments = (subject, library, int(at_a_time), int(count), f"http://127.0.0.1:{port}")
    print(json.dumps(asyncio.run(calls_of_tasks(*arguments)) if how == TASKS else calls_of_threads(*arguments)))
