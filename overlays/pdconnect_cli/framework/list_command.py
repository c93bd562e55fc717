"""Commands that print a list: as a table, as tab-separated values, as JSON or as JSON lines."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from typing import Annotated, Any, Concatenate, ParamSpec, TypeVar

import typer

import pdconnect
from pdconnect_api.model import Model

from ..options.common import AsJson
from ..output.column import Column
from ..output.progress import item_progress
from ..output.redaction import display_json
from ..session import Session
from .command import command, own_parameters, with_parameters

P = ParamSpec("P")
ItemT = TypeVar("ItemT", bound=Model)

PAGE_SIZE = 100
"""Maximum number of items per page."""
DEFAULT_LIMIT = 100
"""Items to list without --limit or --all."""

FetchFirstPage = Callable[[int], pdconnect.Page[ItemT]]
"""Fetches the first page with this page size."""

AsJsonLines = Annotated[bool, typer.Option("--jsonl", help="Print one JSON object per line, as the items arrive.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="Maximum number of items.")]
All = Annotated[bool, typer.Option("--all", help="List all items.")]
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
) -> Callable[
    [Callable[Concatenate[Session, P], FetchFirstPage[ItemT]]], Callable[Concatenate[Session, P], FetchFirstPage[ItemT]]
]:
    """Add a command that prints the list whose first page the decorated function fetches."""

    def register(
        function: Callable[Concatenate[Session, P], FetchFirstPage[ItemT]],
    ) -> Callable[Concatenate[Session, P], FetchFirstPage[ItemT]]:
        @wraps(function)
        def run(session: Session, **values: Any) -> None:
            list_options = [values.pop(option.name) for option in _OPTIONS]
            _print(session, function(session, **values), columns, *list_options)  # type: ignore[call-arg] # pyright: ignore[reportCallIssue] - see with_session

        session_parameter = inspect.Parameter("session", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Session)
        command(group, name, examples=examples)(
            with_parameters(run, [session_parameter, *own_parameters(function), *_OPTIONS])
        )
        return function

    return register


def _print(
    session: Session,
    fetch: FetchFirstPage[ItemT],
    columns: Sequence[Column[ItemT]],
    limit: int,
    everything: bool,
    as_json: bool,
    as_json_lines: bool,
) -> None:
    if as_json and as_json_lines:
        raise typer.BadParameter("--json and --jsonl cannot be combined")
    output = session.output
    streamed = as_json_lines or not (as_json or output.on_terminal)
    items = iterate_items(session, fetch, None if everything else limit, quiet=streamed and output.on_terminal)
    if as_json_lines:
        for item in items:
            output.json_line(display_json(item))
    elif as_json:
        output.json([display_json(item) for item in items])
    elif streamed:
        output.table(columns, items)
    else:
        found = list(items)
        output.table(columns, found)
        if not found:
            output.note("Nothing found.")


def iterate_items(
    session: Session, fetch: FetchFirstPage[ItemT], limit: int | None, *, quiet: bool = False
) -> Iterator[ItemT]:
    """Yield the items of a list page by page, with a progress bar. Print a note if the limit ended the list early."""
    count, total, more = 0, None, False
    with item_progress(session.output, quiet=quiet) as progress:
        for page in fetch(min(limit or PAGE_SIZE, PAGE_SIZE)).pages():
            total = page.page_info.total_count
            remaining = len(page.data) if limit is None else limit - count
            yield from page.data[:remaining]
            count += min(remaining, len(page.data))
            progress(count, _expected(total, limit))
            if limit is not None and count >= limit:
                more = len(page.data) > remaining or _may_have_more(total, count, page.cursor)
                break
    if more:
        of = f" of {total}" if isinstance(total, int) else ""
        session.output.note(f"{count}{of} listed; use --limit N or --all to list more.")


def _expected(total: int | None, limit: int | None) -> int | None:
    if not isinstance(total, int):
        return limit
    return total if limit is None else min(total, limit)


def _may_have_more(total: int | None, count: int, cursor: str | None) -> bool:
    return count < total if isinstance(total, int) else cursor is not None
