"""What a decoded page holds: the bytes that stay allocated while it is kept, as it came and after every field was read."""

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
    """One row for each page, and one for the page with every field read. A figure of memory needs no rounds."""
    rows: list[Row] = []
    for name, read_item in _READ.items():
        held = Row(f"memory of {TASKS[name].what}", BYTES, Aim(1.3, 0.8))
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
    """Bytes that a decoded page keeps."""
    decode, names, get = subject.decodes[name], subject.names, subject.get
    decode(RESPONSES[name])  # what is made once, such as imports and caches, is not counted
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
