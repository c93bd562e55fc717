"""State per event loop: connections and locks of one loop cannot be used in another."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


def running_loop() -> Any:
    """Return an object that identifies the running event loop: asyncio's loop, or trio's token."""
    from asyncio import get_running_loop  # synchronous programs do not need asyncio

    try:
        return get_running_loop()
    except RuntimeError:
        from trio.lowlevel import current_trio_token  # anyio returns a new token each time

        return current_trio_token()


class PerLoop(Generic[T]):
    """A value for each event loop, released together with the loop."""

    def __init__(self, create: Callable[[], T]) -> None:
        self._create = create
        self._values: weakref.WeakKeyDictionary[Any, T] = weakref.WeakKeyDictionary()

    def get(self) -> T:
        """Return the value of the running loop, created on first use."""
        loop = running_loop()
        value = self._values.get(loop)
        if value is None:
            value = self._values[loop] = self._create()
        return value

    def get_existing(self) -> T | None:
        """Return the value of the running loop, or None if none was created yet."""
        return self._values.get(running_loop())
