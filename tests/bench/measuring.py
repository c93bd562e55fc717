"""Rounds of samples of processor time. Each round measures every subject, so that a slow moment of the machine affects all of them.

A ratio always compares with `raw` in the same round. Garbage collection stays on, as in a real program; each sample starts with
nothing to collect, and objects of the setup are frozen, so that the collector ignores them.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

from .rows import Aim, Row
from .subjects import HTTPX2_AIMS, TASKS, Subject, Work, ours, raw

T = TypeVar("T")
Step = Callable[[str], None]
"""Shows the progress of a measurement."""

_DECODE_AIM = Aim(1.3)


class Sampling(NamedTuple):
    """The work of one subject in each round, for one row."""

    row: Row
    subject: str
    work: Work
    calls: int
    """The number of calls of a sample."""
    every: int = 1
    """The subject takes part in every n-th round."""


def measure_calls(subjects: Sequence[Subject], rounds: int, step: Step) -> list[Row]:
    """Measure every task: the call, and the call with reading every field."""
    rows: list[Row] = []
    for name, task in TASKS.items():
        call_row, reading_row = Row(task.what, aim=task.aim), Row(f"{task.what}, every field read")
        rows += [call_row, reading_row]
        _measure_call(name, subjects, (call_row, reading_row), rounds, step)
    return rows


def measure_httpx2_calls(rounds: int, step: Step) -> list[Row]:
    """Measure the call of every task over httpx2."""
    subjects = [raw("httpx2"), ours("httpx2")]
    rows: list[Row] = []
    for name, task in TASKS.items():
        rows.append(Row(f"httpx2: {task.what}", aim=HTTPX2_AIMS.get(name)))
        _measure_call(name, subjects, rows[-1:], rounds, step)
    return rows


def _measure_call(name: str, subjects: Sequence[Subject], rows: Sequence[Row], rounds: int, step: Step) -> None:
    samplings: list[Sampling] = []
    for subject in subjects:
        calls, every = TASKS[name].workload(subject)
        if name in subject.calls:
            samplings.append(Sampling(rows[0], subject.name, subject.calls[name], calls, every))
        if name in subject.calls and subject.get is not None and len(rows) > 1:
            samplings.append(Sampling(rows[1], subject.name, subject.reading(name), calls, every))
    _run_samplings(samplings, rounds, step)


def measure_decoding(subjects: Sequence[Subject], rounds: int, step: Step) -> list[Row]:
    """Measure decoding: from the bytes of a response to the result for the caller."""
    rows: list[Row] = []
    for name, task in TASKS.items():
        row = Row(f"decode {task.what}", aim=_DECODE_AIM)
        samplings = [
            Sampling(row, subject.name, subject.decoding(name), *task.workload(subject))
            for subject in subjects
            if name in subject.decodes
        ]
        if task.is_page:
            rows.append(row)
            _run_samplings(samplings, rounds, step)
    return rows


def _run_samplings(samplings: Sequence[Sampling], rounds: int, step: Step) -> None:
    for sampling in samplings:
        sampling.work()  # imports and caches; every subject is measured warm
    with frozen_setup():
        for number in range(rounds):
            step(f"{samplings[0].row.what}: round {number + 1} of {rounds}")
            for sampling in rotated(samplings, number):
                if number % sampling.every == 0:
                    sampling.row.note(sampling.subject, number, sample(sampling.work, sampling.calls))


@contextmanager
def frozen_setup() -> Iterator[None]:
    """Make the garbage collector ignore all existing objects until the context ends."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def rotated(samplings: Sequence[T], by: int) -> list[T]:
    """Return the samplings in another order for each round, because the order can affect the times."""
    start = by % len(samplings)
    return [*samplings[start:], *samplings[:start]]


def sample(work: Work, calls: int) -> float:
    """Return the processor time in seconds per call, for this number of calls."""
    gc.collect()
    start = time.process_time_ns()
    for _ in range(calls):
        work()
    return (time.process_time_ns() - start) / 1e9 / calls
