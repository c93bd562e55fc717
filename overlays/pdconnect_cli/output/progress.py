"""Progress bars on stderr. They are shown on a terminal only."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager

from .streams import Output

Advance = Callable[[int, int | None], None]
"""Called with the amount done and the total, or None if the total is unknown."""


@contextmanager
def item_progress(output: Output, *, quiet: bool = False) -> Generator[Advance]:
    """Show a progress bar that counts items."""
    if quiet or not output.messages_on_terminal:
        yield _ignore
        return
    from . import consoles

    with consoles.progress_bar(output.messages, "", consoles.ITEMS) as advance:
        yield advance


@contextmanager
def byte_progress(output: Output, what: str) -> Generator[Advance]:
    """Show a progress bar that counts bytes."""
    if not output.messages_on_terminal:
        yield _ignore
        return
    from . import consoles

    with consoles.progress_bar(output.messages, what, consoles.BYTES) as advance:
        yield advance


@contextmanager
def spinner(output: Output, text: str) -> Generator[None]:
    """Show a spinner, for work without measurable progress."""
    if not output.messages_on_terminal:
        yield
        return
    from . import consoles

    with consoles.progress_bar(output.messages, text, consoles.SPINNER):
        yield


def _ignore(done: int, total: int | None) -> None:
    pass
