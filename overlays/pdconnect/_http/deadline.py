"""The time that a whole call may take, with all its attempts and waits."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable
from typing import Generic, NamedTuple, TypeVar

R = TypeVar("R")


class OutOfTime(Exception):
    """The work was not done in time."""


class Deadline(NamedTuple):
    """A moment on a clock."""

    clock: Callable[[], float]
    seconds: float
    """How much time there was in all."""
    moment: float

    def remaining(self) -> float:
        """Seconds that are left; 0 or less when time is up."""
        return self.moment - self.clock()

    def leaves(self, delay: float) -> bool:
        """Whether there is time left after waiting `delay` seconds."""
        return delay < self.remaining()


def run_within(seconds: float, work: Callable[[], R], discard: Callable[[R], object]) -> R:
    """Do some work in a thread of its own, and wait so long for it. Raises OutOfTime; `discard` is given a result that comes later.

    A blocking read of a socket cannot be interrupted, and a server that sends a byte now and then never lets a read time out.
    """
    job = _Job(work, discard)
    threading.Thread(target=job.run, name="pdconnect call with a deadline", daemon=True).start()
    return job.wait(seconds)


async def run_within_async(seconds: float, work: Callable[[], Awaitable[R]], _discard: Callable[[R], object]) -> R:
    """Do some work, and cancel it after so many seconds. Raises OutOfTime."""
    from anyio import move_on_after  # costs something to import, and a synchronous program has no use for it

    with move_on_after(max(0.0, seconds)):
        return await work()
    raise OutOfTime


class _Job(Generic[R]):
    def __init__(self, work: Callable[[], R], discard: Callable[[R], object]) -> None:
        from contextvars import copy_context  # nothing else at start needs it

        self._context = copy_context()
        self._work = work
        self._discard = discard
        self._lock = threading.Lock()
        self._done = threading.Event()
        self._abandoned = False
        self._result: list[R] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            result = self._context.run(self._work)
        except BaseException as error:  # it is raised in the thread that waits
            self._error = error
        else:
            with self._lock:
                if not self._abandoned:
                    self._result.append(result)
            if not self._result:
                self._discard(result)
        self._done.set()

    def wait(self, seconds: float) -> R:
        try:
            self._done.wait(max(0.0, seconds))
        finally:
            with self._lock:
                self._abandoned = not self._result
        if self._result:
            return self._result[0]
        if self._error is not None:
            raise self._error
        raise OutOfTime
