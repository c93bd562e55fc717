"""Fetch the next page of a list, in a thread, while the caller uses the page before it."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
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
