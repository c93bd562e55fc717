"""Fetch the next page of a list while the caller uses the page before it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, Task
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")


class Prefetching:
    """Starts to fetch at once, in a thread; if `ahead` is false, only when the page is needed.

    If the iteration ends early, a request that is in flight completes in its thread: a blocking request cannot be cancelled.
    """

    def __init__(self, ahead: bool) -> None:
        self._ahead = ahead
        self._executor: ThreadPoolExecutor | None = None

    def begin(self, fetch: Callable[[], T]) -> Callable[[], T]:
        """Start to fetch, and return a function that returns the page once it has arrived."""
        if not self._ahead:
            return fetch
        try:
            if self._executor is None:
                from concurrent.futures import ThreadPoolExecutor  # most lists are not prefetched

                self._executor = ThreadPoolExecutor(1, "pdconnect prefetch")
            return self._executor.submit(fetch).result
        except RuntimeError:  # an interpreter that shuts down starts no threads
            return fetch

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)


class AsyncPrefetching:
    """Starts to fetch at once, in a task; if `ahead` is false, only when the page is needed.

    If the iteration ends early, a request that is in flight is cancelled, and the end of its task is awaited.
    """

    def __init__(self, ahead: bool) -> None:
        self._loop = _asyncio_loop() if ahead else None
        self._task: Task[Any] | None = None

    def begin(self, fetch: Callable[[], Awaitable[T]]) -> Callable[[], Awaitable[T]]:
        """Start to fetch, and return a function that returns the page once it has arrived."""
        if self._loop is None:
            return fetch
        task = self._task = self._loop.create_task(_coroutine(fetch))
        return lambda: task

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        from asyncio import CancelledError

        task = self._task
        if task is not None and task.cancel():
            with suppress(CancelledError):
                await task
        elif task is not None and not task.cancelled():
            task.exception()  # asyncio logs errors that are never retrieved


async def _coroutine(fetch: Callable[[], Awaitable[T]]) -> T:
    return await fetch()


def _asyncio_loop() -> AbstractEventLoop | None:
    """Return the running event loop of asyncio, or None with trio, which has no tasks outside a nursery."""
    from asyncio import get_running_loop  # a synchronous program does not need it

    try:
        return get_running_loop()
    except RuntimeError:
        return None
