"""Run a fleet of processes with a store and a sandbox that has limits, and read from the sandbox's log what the fleet did."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from attrs import frozen
from redis import Redis

from pdconnect.sandbox import Sandbox

from ...forked import run_program
from ...redis_topologies import servers, start_cluster, start_one, start_sentinels

WORKER = Path(__file__).with_name("worker.py").read_text()
STORES = ["plain", "tls", "sentinel", "cluster"]
PROCESSES = 24
LIMIT = 100
"""Requests in a window: more than the processes, so that each process calls several times."""


@frozen
class Report:
    """What a fleet did."""

    requests: int
    statuses: set[int]
    most_in_a_window: int
    throughput: float
    """The requests during the test, divided by the number that the limit allows in this time."""
    longest_wait: float
    """In windows, without the first call of each process, which also starts the client."""
    token_requests: int
    operations_per_call: float
    processor_time_per_call: float
    """In seconds, with the start of the client and the import of redis-py."""
    idle_processes: int
    """The processes that sent nothing."""


def run_fleet(kind: str, folder: Path, seconds: float, window: int = 10) -> Report:
    """Run the processes for a time, with a limit in each window (seconds). They end when the calls that wait then have been sent."""
    sandbox = Sandbox(rate_limits={"account_reads": (LIMIT, window)}, check_responses=False)
    with _store(kind, folder) as (url, nodes), sandbox.serve() as served:
        arguments = json.dumps([url, f"{LIMIT} per {window} seconds", seconds])
        env = {**served.environment_variables, "FLEET": arguments}
        with ThreadPoolExecutor(PROCESSES) as starters:
            runs = list(starters.map(lambda _: run_program(WORKER, env), range(PROCESSES)))
        calls = sandbox.calls("accounts.list")
        operations = 0
        for node in nodes:
            operations += node.info("commandstats").get("cmdstat_evalsha", {"calls": 0})["calls"]
            node.close()
    assert [run.stderr for run in runs] == [""] * PROCESSES
    workers = [json.loads(run.stdout) for run in runs]
    times = sorted(call.at for call in calls)
    assert len(times) == sum(worker["calls"] for worker in workers)
    # The first window is used at once; each other window opens a window and a margin later.
    possible = LIMIT * (1 + seconds // (window + 0.1))
    return Report(
        requests=len(times),
        statuses={call.status for call in calls},
        most_in_a_window=max(index + 1 - bisect_right(times, at - window) for index, at in enumerate(times)),
        throughput=sum(at < times[0] + seconds for at in times) / possible,
        longest_wait=max(worker["longest"] for worker in workers) / window,
        token_requests=len(sandbox.calls("oauth_tokens.create")),
        operations_per_call=operations / len(times),
        processor_time_per_call=sum(worker["processor"] for worker in workers) / len(times),
        idle_processes=sum(not worker["calls"] for worker in workers),
    )


@contextmanager
def _store(kind: str, folder: Path) -> Iterator[tuple[str, list[Redis]]]:
    """Start the servers of a store; yield its URL, and clients of the servers that execute operations."""
    with servers(folder) as started:
        if kind == "tls":
            started.require_tls()
        if kind == "sentinel":
            primary, _, sentinels = start_sentinels(started)
            url, ports = started.url(sentinels, "+sentinel", "service"), [primary]
        elif kind == "cluster":
            ports = start_cluster(started)
            url = started.url(ports, "+cluster")
        else:
            ports = [start_one(started)]
            url = started.url(ports)
        yield url, [started.client(port) for port in ports]
