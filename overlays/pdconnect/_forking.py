"""A process that forks leaves its child locks that nobody will open and sockets that both would read from."""

from __future__ import annotations

import os
import weakref
from typing import Protocol


class Forkable(Protocol):
    """Something that cannot be used on both sides of a fork as it is."""

    def after_fork(self) -> None:
        """Called in the child: begin anew."""
        ...


_forkables: weakref.WeakSet[Forkable] = weakref.WeakSet()


def begin_anew_after_fork(one: Forkable) -> None:
    """See to it that `one.after_fork()` is called in a forked child."""
    _forkables.add(one)


def _after_fork() -> None:
    for one in list(_forkables):
        one.after_fork()


if hasattr(os, "register_at_fork"):  # not on Windows, which has no fork
    os.register_at_fork(after_in_child=_after_fork)
