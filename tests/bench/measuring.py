"""Rounds of samples of processor time. In each round everyone takes a turn, so that a slow moment of the machine hits all alike.

A ratio is always one to `raw` in the same round. Garbage collection stays on, as in a real program; each sample starts with
nothing to collect, and what setting up left behind is out of the collector's sight.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import TypeVar

from .subjects import TASKS, Do, Subject, Task

T = TypeVar("T")
Step = Callable[[str], None]
"""Is told what is going on."""


@dataclass
class Row:
    """One line of the report: seconds of processor time per call, by subject and round."""

    what: str
    aim: float | None
    seconds: dict[str, dict[int, float]] = field(default_factory=dict)

    def note(self, subject: str, number: int, seconds: float) -> None:
        """Keep what a subject took in a round."""
        self.seconds.setdefault(subject, {})[number] = seconds

    def ratios(self, subject: str) -> list[float]:
        """How many times as long as `raw` a subject took, round by round."""
        raw = self.seconds["raw"]
        return [seconds / raw[number] for number, seconds in self.seconds[subject].items()]

    @property
    def met(self) -> bool | None:
        """Whether this client is where it aims to be."""
        return None if self.aim is None else median(self.ratios("pdconnect")) <= self.aim


def spread(values: Sequence[float]) -> tuple[float, float]:
    """The quartiles: half of the rounds lie between them."""
    if len(values) < 2:
        return values[0], values[0]
    first, _, third = quantiles(values, n=4, method="inclusive")
    return first, third


def measure_calls(subjects: Sequence[Subject], rounds: int, step: Step) -> list[Row]:
    """Every task, alone and with reading every field."""
    rows: list[Row] = []
    for name, task in TASKS.items():
        alone, reading = Row(task.what, task.aim), Row(f"{task.what}, every field read", None)
        rows += [alone, reading]
        turns = [
            (row, subject, subject.does(name, reading=row is reading))
            for subject in subjects
            for row in (alone, reading)
        ]
        for _, _, do in turns:
            do()  # imports and caches; nobody is measured cold here
        gc.collect()
        gc.freeze()
        for number in range(rounds):
            step(f"{task.what}: round {number + 1} of {rounds}")
            for row, subject, do in rotated(turns, number):
                calls = _calls(task, subject, number)
                if calls:
                    row.note(subject.name, number, _sample(do, calls))
        gc.unfreeze()
    return rows


def rotated(turns: Sequence[T], by: int) -> list[T]:
    """Everyone begins in some round, since who follows whom can matter."""
    start = by % len(turns)
    return [*turns[start:], *turns[:start]]


def _calls(task: Task, subject: Subject, number: int) -> int:
    """How many calls make the sample of a round; none if the subject sits it out."""
    if subject.name != "official":
        return task.calls
    return 0 if number % task.slow_every else task.slow_calls


def _sample(do: Do, calls: int) -> float:
    gc.collect()
    start = time.process_time_ns()
    for _ in range(calls):
        do()
    return (time.process_time_ns() - start) / 1e9 / calls
