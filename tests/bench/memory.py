"""The memory of a decoded page: the bytes that stay allocated while the page exists, before and after every field is read."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Sequence
from typing import Any

from .measuring import Step
from .payloads import RESPONSES
from .reading import read_account, read_component
from .rows import BYTES, FAST, Aim, Row
from .subjects import TASKS, Subject

_READ = {"accounts": read_account, "components": read_component}


def measure_memory(subjects: Sequence[Subject], step: Step) -> list[Row]:
    """Return a row for each page, and a row for the page with every field read. Memory needs only one measurement."""
    rows: list[Row] = []
    for name, read_item in _READ.items():
        held = Row(f"memory of {TASKS[name].what}", BYTES, Aim(1.3))
        read = Row(f"memory of {TASKS[name].what}, every field read", BYTES)
        rows += [held, read]
        step(held.what)
        for subject in subjects:
            if name in subject.decodes and subject.name != FAST:
                held.note(subject.name, 0, _held(subject, name))
            if name in subject.decodes and subject.name != FAST and subject.get is not None:
                read.note(subject.name, 0, _held(subject, name, read_item))
    return rows


def _held(subject: Subject, name: str, read_item: Any = None) -> int:
    """Return the number of bytes that a decoded page keeps allocated."""
    decode, names, get = subject.decodes[name], subject.names, subject.get
    decode(RESPONSES[name])  # imports and caches are created once and not counted
    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    response: Any = decode(RESPONSES[name])
    if read_item is not None:
        for item in response["data"] if isinstance(response, dict) else response.data:
            read_item(item, names, get)
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return after - before
