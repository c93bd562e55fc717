"""Measurements with a server: many calls at the same time, and long lists. Server and clients are separate processes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from .measuring import Step, rotated
from .rows import BYTES, FAST, NO_UNIT, OFFICIAL, OURS, RATE, RAW, SECONDS, Aim, Row


class _Workload(NamedTuple):
    """The amount of work of a subject in a sample, and its number of rounds."""

    subject: str
    amount: int
    rounds: int


def measure_network(subjects: Collection[str], rounds: int, step: Step) -> list[Row]:
    """Measure thousands of calls, 100 at a time; the iteration over 100,000 accounts; and the iteration with prefetch."""
    calls = Row("async calls, 100 at a time", RATE, Aim(0.95, at_least=True))
    iteration = Row("list of 100,000 accounts, each", SECONDS, Aim(1.2))
    growth = Row("list of 100,000 accounts, memory growth", BYTES, Aim(2_000_000, ratio=False))
    prefetch = Row("list with prefetch, of the longer wait", NO_UNIT, Aim(1.1, ratio=False))
    few = max(rounds // 4, 1)
    with loopback_server() as port:
        each = [
            _Workload(RAW, 2_000, few),
            _Workload(OURS, 2_000, few),
            _Workload(FAST, 2_000, few),
            _Workload(OFFICIAL, 2_000, 1),
        ]
        for subject, number, figures in _samples("concurrent_calls", each, subjects, port, step):
            calls.note(subject, number, figures["rate"])
        each = [
            _Workload(RAW, 100_000, few),
            _Workload(OURS, 100_000, few),
            _Workload(FAST, 100_000, few),
            _Workload(OFFICIAL, 5_000, 1),
        ]
        for subject, number, figures in _samples("iterate", each, subjects, port, step):
            iteration.note(subject, number, figures["seconds"])
            growth.note(subject, number, figures["growth"])
        each = [_Workload(RAW, 5_000, few), _Workload(OURS, 5_000, few)]
        for subject, number, figures in _samples("prefetch", each, subjects, port, step):
            prefetch.note(subject, number, figures["times"])
    return [calls, iteration, growth, prefetch]


def _samples(
    measure: str, workloads: Sequence[_Workload], subjects: Collection[str], port: int, step: Step
) -> Iterator[tuple[str, int, dict[str, float]]]:
    participants = [workload for workload in workloads if workload.subject in subjects]
    for number in range(max(workload.rounds for workload in participants)):
        step(f"{measure}: round {number + 1}")
        for workload in rotated(participants, number):
            if number < workload.rounds:
                yield workload.subject, number, _client(measure, workload, port)


def _client(measure: str, workload: _Workload, port: int) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.clients", measure, workload.subject, str(workload.amount), str(port)]
    finished = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, float] = json.loads(finished.stdout)
    return figures


@contextmanager
def loopback_server() -> Iterator[int]:
    """Run a server until the context ends; yield its port."""
    command = [sys.executable, "-m", "tests.bench.loopback"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            yield int(server.stdout.readline())
        finally:
            server.stdin.close()
