"""Objects that are reset in a forked child process.

A fork copies locks that no thread will release and sockets that parent and child would both read from. An object that
holds such things registers here, and is reset in the child.
"""

from __future__ import annotations

import os
import weakref
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # defining a protocol takes longer than everything else here
    from typing import Protocol

    class ForkAware(Protocol):
        """An object that cannot be used on both sides of a fork."""

        def after_fork(self) -> None:
            """Reset the object; called in the child."""
            ...


_registered: weakref.WeakSet[ForkAware] = weakref.WeakSet()


def register_fork_reset(obj: ForkAware) -> None:
    """Register `obj.after_fork()` to run in forked children."""
    _registered.add(obj)


def _reset_all() -> None:
    for obj in list(_registered):
        obj.after_fork()


if hasattr(os, "register_at_fork"):  # missing on Windows, which has no fork
    os.register_at_fork(after_in_child=_reset_all)
