"""Rounds of samples of processor time. In each round everyone takes a turn, so that a slow moment of the machine hits all alike.

A ratio is always one to `raw` in the same round. Garbage collection stays on, as in a real program; each sample starts with
nothing to collect, and what setting up left behind is out of the collector's sight.
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
"""Is told what is going on."""

_DECODE_AIM = Aim(1.3, 0.7)


class Turn(NamedTuple):
    """What one subject does in each round, for one row."""

    row: Row
    subject: str
    do: Do
    calls: int
    """How many make a sample."""
    every: int = 1
    """It takes part in one round of so many."""


def measure_calls(subjects: Sequence[Subject], rounds: int, step: Step) -> list[Row]:
    """Every task: the call, and the call with reading every field."""
    rows: list[Row] = []
    for name, task in TASKS.items():
        alone, reading = Row(task.what, aim=task.aim), Row(f"{task.what}, every field read")
        rows += [alone, reading]
        turns: list[Turn] = []
        for subject in subjects:
            calls, every = task.share(subject)
            if name in subject.calls:
                turns.append(Turn(alone, subject.name, subject.calls[name], calls, every))
            if name in subject.calls and subject.get is not None:
                turns.append(Turn(reading, subject.name, subject.reading(name), calls, every))
        _take(turns, rounds, step)
    return rows


def measure_decoding(subjects: Sequence[Subject], rounds: int, step: Step) -> list[Row]:
    """What follows the last byte of the answer: from bytes to what the caller gets."""
    rows: list[Row] = []
    for name, task in TASKS.items():
        row = Row(f"decode {task.what}", aim=_DECODE_AIM)
        turns = [
            Turn(row, subject.name, subject.decoding(name), *task.share(subject))
            for subject in subjects
            if name in subject.decodes
        ]
        if task.is_page:
            rows.append(row)
            _take(turns, rounds, step)
    return rows


def _take(turns: Sequence[Turn], rounds: int, step: Step) -> None:
    for turn in turns:
        turn.do()  # imports and caches; nobody is measured cold here
    with settled():
        for number in range(rounds):
            step(f"{turns[0].row.what}: round {number + 1} of {rounds}")
            for turn in rotated(turns, number):
                if number % turn.every == 0:
                    turn.row.note(turn.subject, number, sample(turn.do, turn.calls))


@contextmanager
def settled() -> Iterator[None]:
    """Meanwhile the collector doesn't look at what is there already."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def rotated(turns: Sequence[T], by: int) -> list[T]:
    """Everyone begins in some round, since who follows whom can matter."""
    start = by % len(turns)
    return [*turns[start:], *turns[:start]]


def sample(do: Do, calls: int) -> float:
    """Seconds of processor time for each of so many calls."""
    gc.collect()
    start = time.process_time_ns()
    for _ in range(calls):
        do()
    return (time.process_time_ns() - start) / 1e9 / calls
