"""A request that waits for an operation of another request of its process, in a thread or in a task: see `AnyWaiter`."""

from __future__ import annotations

import threading

from .._concurrency.event_loop import running_loop
from .advance_tickets import Entry, Operation


class Waiter:
    """A request of a thread."""

    __slots__ = ("_event", "entry", "operation")

    def __init__(self) -> None:
        self._event = threading.Event()
        self.entry: Entry | None = None
        self.operation: Operation | None = None

    def wake(self) -> None:
        """End the wait."""
        self._event.set()

    def wait(self) -> None:
        """Wait for the end of the operation."""
        self._event.wait()

    @staticmethod
    def scope() -> object:
        """Return where those run for which this one can wait: any thread."""
        return None


class AsyncWaiter:
    """A request of a task."""

    __slots__ = ("_event", "entry", "operation")

    def __init__(self) -> None:
        from anyio import Event  # slow to import, and a synchronous program does not need it

        self._event = Event()
        self.entry: Entry | None = None
        self.operation: Operation | None = None

    def wake(self) -> None:
        """End the wait."""
        self._event.set()

    async def wait(self) -> None:
        """Wait for the end of the operation."""
        await self._event.wait()

    @staticmethod
    def scope() -> object:
        """Return where those run for which this one can wait: the event loop."""
        return running_loop()
