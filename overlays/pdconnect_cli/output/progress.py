"""Progress bars on stderr. They are shown on a terminal only."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

from .streams import Output

if TYPE_CHECKING:
    from .consoles import ProgressKind

Advance = Callable[[int, int | None], None]
"""Called with the amount done and the total, or None if the total is unknown."""


def item_progress(output: Output, *, quiet: bool = False) -> AbstractContextManager[Advance]:
    """Show a progress bar that counts items."""
    return _progress(output, "", "items", quiet=quiet)


def byte_progress(output: Output, what: str) -> AbstractContextManager[Advance]:
    """Show a progress bar that counts bytes."""
    return _progress(output, what, "bytes")


def spinner(output: Output, text: str) -> AbstractContextManager[Advance]:
    """Show a spinner, for work without measurable progress."""
    return _progress(output, text, "spinner")


@contextmanager
def _progress(output: Output, what: str, kind: ProgressKind, *, quiet: bool = False) -> Generator[Advance]:
    if quiet or not output.messages_on_terminal:
        yield _ignore
        return
    from .consoles import progress_bar

    with progress_bar(output.messages, what, kind) as advance:
        yield advance


def _ignore(done: int, total: int | None) -> None:
    pass
