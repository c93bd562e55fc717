"""The time limit of a whole call, with all its attempts and waits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextvars import copy_context
from typing import Generic, NamedTuple, TypeVar

from .._concurrency.fork import register_fork_reset

R = TypeVar("R")
MAX_HELPER_THREADS = 200
"""Threads that run calls with a deadline at the same time, in one process: twice the limit of connections."""


class DeadlineReached(Exception):
    """The deadline passed before the work was done."""


class Deadline(NamedTuple):
    """A point in time on a monotonic clock."""

    clock: Callable[[], float]
    seconds: float
    """The time from the start of the call to this moment."""
    expires_at: float

    @staticmethod
    def after(seconds: float | None, clock: Callable[[], float]) -> Deadline | None:
        """Return the deadline after a number of seconds; None for None."""
        return None if seconds is None else Deadline(clock, seconds, clock() + seconds)

    def remaining(self) -> float:
        """Return the seconds that are left; 0 or less once it has passed."""
        return self.expires_at - self.clock()

    def allows(self, delay: float) -> bool:
        """Return whether time is left after waiting `delay` seconds."""
        return delay < self.remaining()


class HelperThreads:
    """Runs work in threads, so that the caller can stop waiting for it.

    A blocking read of a socket cannot be interrupted, and no read times out if the server sends a byte now and then.
    """

    def __init__(self, limit: int = MAX_HELPER_THREADS) -> None:
        self._limit = limit
        self.after_fork()

    def after_fork(self) -> None:
        """Drop the threads of the parent, which don't run in a child."""
        self._free = threading.BoundedSemaphore(self._limit)

    def run(
        self, seconds: float, work: Callable[[], R], abandon: Callable[[], None], discard: Callable[[R], object]
    ) -> R:
        """Run `work` in a thread, and wait for it at most `seconds`.

        Args:
            seconds: How long to wait.
            work: Runs in the context of the caller (`contextvars`).
            abandon: Called when the time has passed, to end the work early.
            discard: Called with a result that comes too late.

        Raises:
            DeadlineReached: The time has passed.
        """
        free = self._free
        if not free.acquire(timeout=max(0.0, seconds)):
            raise DeadlineReached
        job = _Job(work, discard, free)
        try:
            threading.Thread(target=job.run, name="pdconnect call with a deadline", daemon=True).start()
        except RuntimeError:  # from Python 3.12 on, an interpreter that shuts down starts no threads
            job.run()
        return job.wait(seconds, abandon)


class _Job(Generic[R]):
    def __init__(self, work: Callable[[], R], discard: Callable[[R], object], free: threading.Semaphore) -> None:
        self._context = copy_context()
        self._work = work
        self._discard = discard
        self._free = free
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
        finally:
            self._free.release()
        self._done.set()

    def wait(self, seconds: float, abandon: Callable[[], None]) -> R:
        try:
            self._done.wait(max(0.0, seconds))
        finally:
            with self._lock:
                self._abandoned = not self._result
        if self._result:
            return self._result[0]
        if self._error is not None:
            raise self._error
        abandon()
        raise DeadlineReached


_threads = HelperThreads()
run_with_deadline = _threads.run
register_fork_reset(_threads)
