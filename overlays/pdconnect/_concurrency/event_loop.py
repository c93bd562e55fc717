"""What belongs to one event loop: connections and locks of one cannot be used in another."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


def running_loop() -> Any:
    """The event loop that this runs in: asyncio's, or what stands for trio's."""
    from asyncio import get_running_loop  # a synchronous program has no use for it

    try:
        return get_running_loop()
    except RuntimeError:
        from trio.lowlevel import current_trio_token  # anyio's token is another one each time

        return current_trio_token()


class PerLoop(Generic[T]):
    """A value for each event loop, forgotten together with it."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._values: weakref.WeakKeyDictionary[Any, T] = weakref.WeakKeyDictionary()

    def get(self) -> T:
        """The value of the running loop."""
        loop = running_loop()
        value = self._values.get(loop)
        if value is None:
            value = self._values[loop] = self._make()
        return value

    def present(self) -> T | None:
        """The value of the running loop, if there is one by now."""
        return self._values.get(running_loop())
