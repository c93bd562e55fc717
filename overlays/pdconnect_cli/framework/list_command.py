"""Commands that list things: page by page, with a progress bar, as a table, between tabs or as JSON."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from typing import Annotated, Any, Concatenate, ParamSpec, TypeVar

import typer

import pdconnect
from pdconnect_api.model import Model

from ..output.progress import item_progress
from ..output.redaction import display_json
from ..output.streams import Column
from ..session import Session
from .command import command, own_parameters, with_parameters

P = ParamSpec("P")
ItemT = TypeVar("ItemT", bound=Model)

PAGE = 100
"""Items that the service gives in one page, at most."""
DEFAULT_LIMIT = 100

Fetch = Callable[[int], pdconnect.Page[ItemT]]
"""Fetches the first page, of that many items."""

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AsJsonLines = Annotated[bool, typer.Option("--jsonl", help="Print JSON, one line for each item, as they come.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="Most items to list.")]
All = Annotated[bool, typer.Option("--all", help="List all there is.")]
_OPTIONS = [
    inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
    for name, default, annotation in (
        ("limit", DEFAULT_LIMIT, Limit),
        ("everything", False, All),
        ("as_json", False, AsJson),
        ("as_json_lines", False, AsJsonLines),
    )
]


def list_command(
    group: typer.Typer, name: str, columns: Sequence[Column[ItemT]], *, examples: Iterable[str] = ()
) -> Callable[[Callable[Concatenate[Session, P], Fetch[ItemT]]], Callable[Concatenate[Session, P], Fetch[ItemT]]]:
    """Make a function that tells how to fetch a list a command that prints it."""

    def register(
        function: Callable[Concatenate[Session, P], Fetch[ItemT]],
    ) -> Callable[Concatenate[Session, P], Fetch[ItemT]]:
        @wraps(function)
        def run(session: Session, **values: Any) -> None:
            own = [values.pop(option.name) for option in _OPTIONS]
            _print(session, function(session, **values), columns, *own)  # type: ignore[call-arg] # pyright: ignore[reportCallIssue] - as with_session does

        own = inspect.Parameter("session", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Session)
        command(group, name, examples=examples)(with_parameters(run, [own, *own_parameters(function), *_OPTIONS]))
        return function

    return register


def _print(
    session: Session,
    fetch: Fetch[ItemT],
    columns: Sequence[Column[ItemT]],
    limit: int,
    everything: bool,
    as_json: bool,
    as_json_lines: bool,
) -> None:
    if as_json and as_json_lines:
        raise typer.BadParameter("--json and --jsonl exclude each other")
    output = session.output
    at_once = as_json_lines or not (as_json or output.on_terminal)
    items = walk(session, fetch, None if everything else limit, quiet=at_once and output.on_terminal)
    if as_json_lines:
        for item in items:
            output.json_line(display_json(item))
    elif as_json:
        output.json([display_json(item) for item in items])
    elif at_once:
        output.table(columns, items)
    else:
        found = list(items)
        output.table(columns, found)
        if not found:
            output.note("Nothing found.")


def walk(session: Session, fetch: Fetch[ItemT], limit: int | None, *, quiet: bool = False) -> Iterator[ItemT]:
    """The items of a list, page by page, with a progress bar; a note where the limit cut the list."""
    given, total, more = 0, None, False
    with item_progress(session.output.messages, quiet=quiet) as progress:
        for page in fetch(min(limit or PAGE, PAGE)).pages():
            total = page.page_info.total_count
            room = len(page.data) if limit is None else limit - given
            yield from page.data[:room]
            given += min(room, len(page.data))
            progress(given, _expected(total, limit))
            if limit is not None and given >= limit:
                more = len(page.data) > room or _may_have_more(total, given, page.cursor)
                break
    if more:
        of = f" of {total}" if isinstance(total, int) else ""
        session.output.note(f"{given}{of} listed; --limit N lists more, --all everything.")


def _expected(total: int | None, limit: int | None) -> int | None:
    if not isinstance(total, int):
        return limit
    return total if limit is None else min(total, limit)


def _may_have_more(total: int | None, given: int, cursor: str | None) -> bool:
    return given < total if isinstance(total, int) else cursor is not None
