"""Fire timers in a thread while the sandbox is served."""

from __future__ import annotations

import logging
import threading
from collections.abc import Generator
from contextlib import contextmanager

from ..persistence.sqlite_file import StateNotSavedError
from ..state.state import State
from ..wire.webhook_delivery import WebhookSender
from .timers import fire_due

_log = logging.getLogger("pdconnect.sandbox")
_PERIOD = 0.25
_STOP_LIMIT = 0.25
"""Seconds for which the end of the context waits for webhook requests that are being sent."""


@contextmanager
def timer_thread(state: State, webhook_sender: WebhookSender) -> Generator[None]:
    """Fire the timers that are due, in a thread, while the context lasts."""
    stopped = threading.Event()

    def tick() -> None:
        while not stopped.wait(_PERIOD):
            try:
                with state.lock:
                    webhook_requests = fire_due(state)
            except StateNotSavedError as error:
                _log.warning("%s", error)
                continue
            webhook_sender.deliver_now(webhook_requests)

    thread = threading.Thread(target=tick, name="pdconnect sandbox timers", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join(_STOP_LIMIT)
