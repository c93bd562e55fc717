"""State per event loop: connections and locks of one loop cannot be used in another."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


def running_loop() -> Any:
    """Return an object that identifies the running event loop: asyncio's loop, or trio's token."""
    from asyncio import get_running_loop  # importing it takes an eighth of a start: the first call does it

    try:
        return get_running_loop()
    except RuntimeError:
        from trio.lowlevel import current_trio_token  # anyio returns a new token each time

        return current_trio_token()


class PerLoop(Generic[T]):
    """A value for each event loop, released together with the loop."""

    def __init__(self, create: Callable[[], T], release: Callable[[T], None] | None = None) -> None:
        """`release` is called with the value of a loop that was closed before the value was."""
        self._create = create
        self._release = release
        self._values: weakref.WeakKeyDictionary[Any, T] = weakref.WeakKeyDictionary()

    def get(self) -> T:
        """Return the value of the running loop, created on first use."""
        loop = running_loop()
        value = self._values.get(loop)
        if value is None:
            self.release_closed()
            value = self._values[loop] = self._create()
        return value

    def release_closed(self) -> None:
        """Release the values of closed loops. They may refer to their loop, and so keep it and themselves alive."""
        for loop in [loop for loop in self._values if getattr(loop, "is_closed", bool)()]:
            value = self._values.pop(loop)
            if self._release is not None:
                self._release(value)

    def get_existing(self) -> T | None:
        """Return the value of the running loop, or None if none was created yet."""
        return self._values.get(running_loop())
