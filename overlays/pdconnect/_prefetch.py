"""Fetching the next page of a list while the caller works on the one before it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    from asyncio import Task
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")


class Prefetching:
    """Begins to fetch at once, in a thread; or, if not `ahead`, when the page is wanted.

    When the walk is left early, a request that is under way ends by itself: a blocking one cannot be cancelled.
    """

    def __init__(self, ahead: bool) -> None:
        self._ahead = ahead
        self._executor: ThreadPoolExecutor | None = None

    def begin(self, fetch: Callable[[], T]) -> Callable[[], T]:
        """Fetch; what comes back waits for the page and hands it out."""
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
    """Begins to fetch at once, in a task; or, if not `ahead`, when the page is wanted.

    When the walk is left early, a request that is under way is cancelled, and waited for until it is.
    """

    def __init__(self, ahead: bool) -> None:
        self._ahead = ahead and _in_asyncio()
        self._task: Task[Any] | None = None

    def begin(self, fetch: Callable[[], Awaitable[T]]) -> Callable[[], Awaitable[T]]:
        """Fetch; what comes back waits for the page and hands it out."""
        if not self._ahead:
            return fetch
        from asyncio import get_running_loop

        task = self._task = get_running_loop().create_task(_coroutine(fetch))
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
            task.exception()  # asyncio complains of errors that nobody has looked at


async def _coroutine(fetch: Callable[[], Awaitable[T]]) -> T:
    return await fetch()


def _in_asyncio() -> bool:
    """Whether tasks can be begun just so: trio has none without a nursery around them."""
    from asyncio import get_running_loop  # a synchronous program has no use for it

    try:
        get_running_loop()
    except RuntimeError:
        return False
    return True
