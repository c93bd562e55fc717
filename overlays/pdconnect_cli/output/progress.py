"""Progress bars on stderr. They are shown on a terminal only."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TextColumn,
)

Advance = Callable[[int, int | None], None]
"""Called with the amount done and the total, or None if the total is unknown."""


@contextmanager
def item_progress(console: Console, *, quiet: bool = False) -> Generator[Advance]:
    """Show a progress bar that counts items."""
    bar = _bar(console, TextColumn("Fetching"), BarColumn(), MofNCompleteColumn(), quiet=quiet)
    with _shown(bar) as advance:
        yield advance


@contextmanager
def byte_progress(console: Console, what: str) -> Generator[Advance]:
    """Show a progress bar that counts bytes."""
    bar = _bar(console, TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with _shown(bar, what) as advance:
        yield advance


@contextmanager
def spinner(console: Console, text: str) -> Generator[None]:
    """Show a spinner, for work without measurable progress."""
    with _bar(console, TextColumn("{task.description}")) as bar:
        bar.add_task(text, total=None)
        yield


@contextmanager
def _shown(bar: Progress, what: str = "") -> Generator[Advance]:
    with bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _bar(console: Console, *columns: ProgressColumn, quiet: bool = False) -> Progress:
    return Progress(
        SpinnerColumn(),
        *columns,
        console=console,
        transient=True,
        disable=quiet or not console.is_terminal,
        redirect_stdout=False,  # stdout is for data, and may be a file
        redirect_stderr=False,
    )
