"""Fetch the next page of a list in a task, while the caller uses the page before it."""

from __future__ import annotations

from asyncio import AbstractEventLoop, CancelledError, Task, get_running_loop
from collections.abc import Awaitable, Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, Self, TypeVar

T = TypeVar("T")


class AsyncPrefetching:
    """Starts to fetch at once in a task; if `ahead` is false, only when the page is needed.

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
    try:
        return get_running_loop()
    except RuntimeError:
        return None
