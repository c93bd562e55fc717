"""Measurements with a server: many calls at the same time, and long lists. Server and clients are separate processes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from .measuring import Step, rotated
from .rows import BARE, BYTES, FAST, OFFICIAL, OURS, RATE, RAW, SECONDS, Aim, Row


class _Share(NamedTuple):
    """How much a subject does in a sample, and in how many rounds."""

    subject: str
    amount: int
    rounds: int


def measure_network(subjects: Collection[str], rounds: int, step: Step) -> list[Row]:
    """10,000 calls, 100 at a time; 100,000 accounts, page by page; and iteration while the next page is fetched."""
    calls = Row("async calls, 100 at a time", RATE, Aim(0.95, 1.3, at_least=True))
    iteration = Row("list of 100,000 accounts, each", SECONDS, Aim(1.2))
    growth = Row("list of 100,000 accounts, memory growth", BYTES, Aim(2_000_000, ratio=False))
    ahead = Row("list with prefetch, of the longer wait", BARE, Aim(1.1, ratio=False))
    few = max(rounds // 4, 1)
    with _server() as port:
        each = [_Share(RAW, 2_000, few), _Share(OURS, 2_000, few), _Share(FAST, 2_000, few), _Share(OFFICIAL, 2_000, 1)]
        for subject, number, figures in _samples("concurrent_calls", each, subjects, port, step):
            calls.note(subject, number, figures["rate"])
        each = [
            _Share(RAW, 100_000, few),
            _Share(OURS, 100_000, few),
            _Share(FAST, 100_000, few),
            _Share(OFFICIAL, 5_000, 1),
        ]
        for subject, number, figures in _samples("iterate", each, subjects, port, step):
            iteration.note(subject, number, figures["seconds"])
            growth.note(subject, number, figures["growth"])
        each = [_Share(RAW, 5_000, few), _Share(OURS, 5_000, few)]
        for subject, number, figures in _samples("prefetch", each, subjects, port, step):
            ahead.note(subject, number, figures["times"])
    return [calls, iteration, growth, ahead]


def _samples(
    measure: str, shares: Sequence[_Share], subjects: Collection[str], port: int, step: Step
) -> Iterator[tuple[str, int, dict[str, float]]]:
    taking = [share for share in shares if share.subject in subjects]
    for number in range(max(share.rounds for share in taking)):
        step(f"{measure}: round {number + 1}")
        for share in rotated(taking, number):
            if number < share.rounds:
                yield share.subject, number, _client(measure, share, port)


def _client(measure: str, share: _Share, port: int) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.clients", measure, share.subject, str(share.amount), str(port)]
    finished = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, float] = json.loads(finished.stdout)
    return figures


@contextmanager
def _server() -> Iterator[int]:
    """The port of a server that runs meanwhile."""
    command = [sys.executable, "-m", "tests.bench.loopback"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            yield int(server.stdout.readline())
        finally:
            server.stdin.close()
