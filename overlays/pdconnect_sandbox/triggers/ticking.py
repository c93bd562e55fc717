"""Firing timers while the sandbox is served, as time passes by itself."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager

from ..state.state import State
from ..wire.webhook_delivery import Poster
from .timers import fire_due

_PERIOD = 0.25


@contextmanager
def ticking(state: State, poster: Poster) -> Generator[None]:
    """Fire the timers that are due, in a thread, as long as the context lasts."""
    over = threading.Event()

    def tick() -> None:
        while not over.wait(_PERIOD):
            with state.turn:
                posts = fire_due(state)
            poster.deliver_now(posts)

    thread = threading.Thread(target=tick, name="pdconnect sandbox timers", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
