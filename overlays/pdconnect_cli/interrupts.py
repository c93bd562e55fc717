"""Ctrl-C during a change: the command waits for the response, so that the user knows whether the change was made."""

from __future__ import annotations

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType

from .output.streams import Output


@contextmanager
def defer_interrupt(output: Output) -> Generator[None]:
    """Defer Ctrl-C until the block ends; a second Ctrl-C takes effect at once.

    Send the request and print its result inside the block.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread receives signals
        return
    interrupted = False

    def defer(number: int, frame: FrameType | None) -> None:
        nonlocal interrupted
        if interrupted:
            raise KeyboardInterrupt
        interrupted = True
        output.note(
            "\nWaiting for the response, so that the change is not left half done. Press Ctrl-C again to stop at once."
        )

    before = signal.signal(signal.SIGINT, defer)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if interrupted:
        raise KeyboardInterrupt
