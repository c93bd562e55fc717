"""Ctrl-C while something is being changed: it waits for the answer, so that nobody has to guess whether the change was made."""

from __future__ import annotations

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType

from .output.streams import Output


@contextmanager
def defer_interrupt(output: Output) -> Generator[None]:
    """Let a request that changes something run to its end. A first Ctrl-C comes into effect after the block, a second at once.

    What the request did must be printed inside the block.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread gets signals
        return
    asked: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)
        output.note("\nWaiting for the answer, so that nothing is left half done. Ctrl-C again stops at once.")

    before = signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if asked:
        raise KeyboardInterrupt
