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
from .subjects import TASKS, Do, Subject

T = TypeVar("T")
Step = Callable[[str], None]
"""Shows the progress of a measurement."""

_DECODE_AIM = Aim(1.3, 0.7)


class Sampling(NamedTuple):
    """The work of one subject in each round, for one row."""

    row: Row
    subject: str
    do: Do
    calls: int
    """How many make a sample."""
    every: int = 1
    """It takes part in one round of so many."""


def measure_calls(subjects: Sequence[Subject], rounds: int, step: Step) -> list[Row]:
    """Measure every task: the call, and the call with reading every field."""
    rows: list[Row] = []
    for name, task in TASKS.items():
        alone, reading = Row(task.what, aim=task.aim), Row(f"{task.what}, every field read")
        rows += [alone, reading]
        samplings: list[Sampling] = []
        for subject in subjects:
            calls, every = task.share(subject)
            if name in subject.calls:
                samplings.append(Sampling(alone, subject.name, subject.calls[name], calls, every))
            if name in subject.calls and subject.get is not None:
                samplings.append(Sampling(reading, subject.name, subject.reading(name), calls, every))
        _take(samplings, rounds, step)
    return rows


def measure_decoding(subjects: Sequence[Subject], rounds: int, step: Step) -> list[Row]:
    """Measure decoding: from the bytes of a response to the result for the caller."""
    rows: list[Row] = []
    for name, task in TASKS.items():
        row = Row(f"decode {task.what}", aim=_DECODE_AIM)
        samplings = [
            Sampling(row, subject.name, subject.decoding(name), *task.share(subject))
            for subject in subjects
            if name in subject.decodes
        ]
        if task.is_page:
            rows.append(row)
            _take(samplings, rounds, step)
    return rows


def _take(samplings: Sequence[Sampling], rounds: int, step: Step) -> None:
    for sampling in samplings:
        sampling.do()  # imports and caches; every subject is measured warm
    with settled():
        for number in range(rounds):
            step(f"{samplings[0].row.what}: round {number + 1} of {rounds}")
            for sampling in rotated(samplings, number):
                if number % sampling.every == 0:
                    sampling.row.note(sampling.subject, number, sample(sampling.do, sampling.calls))


@contextmanager
def settled() -> Iterator[None]:
    """Meanwhile the collector doesn't look at what is there already."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def rotated(samplings: Sequence[T], by: int) -> list[T]:
    """Everyone begins in some round, since who follows whom can matter."""
    start = by % len(samplings)
    return [*samplings[start:], *samplings[:start]]


def sample(do: Do, calls: int) -> float:
    """Seconds of processor time for each of so many calls."""
    gc.collect()
    start = time.process_time_ns()
    for _ in range(calls):
        do()
    return (time.process_time_ns() - start) / 1e9 / calls
