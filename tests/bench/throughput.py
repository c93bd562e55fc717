"""Calls per second with each HTTP library, by hand and with this client. Each measurement is a process of its own:

    python -m tests.bench.throughput <how> <library> <at a time> <calls> <rounds> <port>

The rates are calls per second of processor time of that process. On an idle machine they are the calls per second: a client, also one with
many threads, keeps one core busy. On a busy machine they are the rates that it would have. Both subjects take turns in one process, so
that what disturbs it affects both. The client uses its own connections (`http_backend`).
"""

from __future__ import annotations

import asyncio
import gc
import json
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any, NamedTuple

from .measuring import Step, rotated
from .network import loopback_server
from .rows import OURS, RATE, RAW, Aim, Row

TASKS, THREADS = "tasks", "threads"
_PATH = "/v1/connect/proj_bench1/accounts/apn_0000000"
_HEADERS = {"authorization": "Bearer token-1", "x-pd-environment": "development", "accept": "application/json"}

Rates = dict[str, list[float]]
"""The calls per second of each subject in each round."""


class Measurement(NamedTuple):
    """Calls with one library."""

    how: str
    library: str
    at_a_time: int
    calls: int
    """The number of calls of a round."""
    aim: Aim | None = None

    @property
    def what(self) -> str:
        """The name of the row."""
        return f"{self.library}: calls of {self.at_a_time} {self.how if self.at_a_time > 1 else self.how[:-1]}"


MEASUREMENTS = (
    Measurement(TASKS, "httpx", 1, 200),
    Measurement(TASKS, "httpx", 10, 300),
    Measurement(TASKS, "httpx", 100, 300, Aim(2.5, at_least=True)),
    Measurement(TASKS, "httpx2", 1, 200),
    Measurement(TASKS, "httpx2", 10, 400),
    Measurement(TASKS, "httpx2", 100, 600, Aim(1.8, at_least=True)),
    Measurement(TASKS, "aiohttp", 1, 300),
    Measurement(TASKS, "aiohttp", 10, 1_000),
    Measurement(TASKS, "aiohttp", 100, 1_000, Aim(0.4, at_least=True)),
    Measurement(THREADS, "httpx", 1, 200),
    Measurement(THREADS, "httpx", 10, 300),
    Measurement(THREADS, "httpx", 50, 300, Aim(2.5, at_least=True)),
    Measurement(THREADS, "httpx2", 1, 200),
    Measurement(THREADS, "httpx2", 10, 400),
    Measurement(THREADS, "httpx2", 50, 600, Aim(1.8, at_least=True)),
)


def measure_throughput(measurements: Sequence[Measurement], rounds: int, step: Step) -> list[Row]:
    """Measure calls of tasks and of threads with each library, by hand and with this client."""
    rows: list[Row] = []
    with loopback_server() as port:
        for measurement in measurements:
            step(measurement.what)
            row = Row(measurement.what, RATE, measurement.aim)
            rows.append(row)
            for subject, figures in _rates(measurement, rounds, port).items():
                for number, figure in enumerate(figures):
                    row.note(subject, number, figure)
    return rows


def _rates(measurement: Measurement, rounds: int, port: int) -> Rates:
    how, library, at_a_time, calls, _ = measurement
    arguments = map(str, (how, library, at_a_time, calls, rounds, port))
    command = [sys.executable, "-m", "tests.bench.throughput", *arguments]
    rates: Rates = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return rates


async def rates_of_tasks(library: str, at_a_time: int, calls: int, rounds: int, origin: str) -> Rates:
    """Return the rates of asynchronous clients."""
    clients = {RAW: _raw_task(library, origin), OURS: _our_task(library, origin)}

    async def run(subject: str, count: int) -> None:
        call, waiting = clients[subject][0], iter(range(count))

        async def work() -> None:
            for _ in waiting:
                await call()

        await asyncio.gather(*(work() for _ in range(at_a_time)))

    rates: Rates = {}
    for number in range(rounds + 1):
        for subject in rotated([RAW, OURS], number):
            gc.collect()
            begin = time.process_time()
            await run(subject, calls if number else at_a_time)  # the first round imports and connects
            if number:
                rates.setdefault(subject, []).append(calls / (time.process_time() - begin))
    for _, close in clients.values():
        await close()
    return rates


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


def rates_of_threads(library: Any, at_a_time: int, calls: int, rounds: int, origin: str) -> Rates:
    """Return the rates of synchronous clients."""
    import pdconnect

    module: Any = import_module(library)
    http = module.Client(headers=_HEADERS, limits=_limits(module))
    client = pdconnect.Client(base_url=origin, http_backend=library, **_SETTINGS)
    subjects: dict[str, Callable[[], object]] = {
        RAW: lambda: json.loads(http.get(origin + _PATH).content),
        OURS: lambda: client.accounts.retrieve("apn_0000000"),
    }

    def work(call: Callable[[], object], waiting: Iterator[int]) -> None:
        for _ in waiting:
            call()

    rates: Rates = {}
    with ThreadPoolExecutor(at_a_time) as pool:
        for number in range(rounds + 1):
            for subject in rotated([RAW, OURS], number):
                gc.collect()
                each = [iter(range(calls // at_a_time if number else 1)) for _ in range(at_a_time)]
                begin = time.process_time()
                list(pool.map(work, [subjects[subject]] * at_a_time, each))
                if number:
                    rates.setdefault(subject, []).append(calls / (time.process_time() - begin))
    client.close()
    http.close()
    return rates


def _limits(module: Any) -> Any:
    return module.Limits(max_connections=100, max_keepalive_connections=100)


_SETTINGS: dict[str, Any] = {"project_id": "proj_bench1", "access_token": "token-1", "environment": "development"}

if __name__ == "__main__":
    _, how, library, *numbers, port = sys.argv
    sys.modules["orjson"] = None  # type: ignore[assignment]
    at_a_time, calls, rounds = map(int, numbers)
    arguments = (library, at_a_time, calls, rounds, f"http://127.0.0.1:{port}")
    print(json.dumps(asyncio.run(rates_of_tasks(*arguments)) if how == TASKS else rates_of_threads(*arguments)))
