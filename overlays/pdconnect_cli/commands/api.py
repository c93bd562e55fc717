"""`pdconnect api`."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Annotated, Any
from urllib.parse import parse_qsl

import typer

from ..errors import CommandError
from ..exit_codes import USAGE
from ..framework.command import command
from ..framework.list_command import iterate_items
from ..interrupts import defer_interrupt
from ..openapi_document import load_packaged, operations
from ..operations.calls import OTHER_COMMANDS, build_call, check_callable, display_result
from ..operations.parameters import Parameter, check_names, parameters_of, read_value
from ..operations.paths import Match, complete_path, find_operation
from ..options.common import Reveal
from ..options.method import Method, MethodArgument
from ..options.requests import read_json_object, read_pairs
from ..output.http_response import print_status_and_headers
from ..output.reveal import check_reveal
from ..session import Session


def _complete_path(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    method = str(ctx.params.get("method") or "").upper()
    found = [(each, complete_path(each, incomplete)) for each in operations(load_packaged()) if each.method == method]
    return [(path, each.summary) for each, path in found if path is not None and each.resource not in OTHER_COMMANDS]


def _complete_field(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    parsed = [str(ctx.params[name]) for name in ("method", "path") if ctx.params.get(name)]
    # click parses no arguments before an option without value: they are in `args`.
    method, path = [*parsed, *ctx.args, "", ""][:2]
    document = load_packaged()
    try:
        match = find_operation(operations(document), method.upper(), path.partition("?")[0])
    except CommandError:
        return []
    return [
        (f"{each.name}=", each.description)
        for each in parameters_of(document, match.operation).values()
        if each.name.startswith(incomplete) and each.name not in match.values and not each.is_secret
    ]


PathArgument = Annotated[
    str,
    typer.Argument(
        metavar="PATH",
        help="Path of the operation, such as accounts or accounts/apn_1a2b3c. A query can follow.",
        autocompletion=_complete_path,
    ),
]
Field = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        "-f",
        metavar="NAME=VALUE",
        help="A value for the path, the query or the body. Repeatable; for a list, once per item.",
        autocompletion=_complete_field,
    ),
]
Input = Annotated[
    str | None,
    typer.Option("--input", metavar="FILE", help="JSON file with an object of such values; - for standard input."),
]
All = Annotated[bool, typer.Option("--all", help="Print the items of all pages, one JSON object per line.")]
Include = Annotated[bool, typer.Option("--include", "-i", help="Also print status and headers, on stderr.")]


def register(app: typer.Typer, section: str) -> None:
    """Add the command."""
    examples = [
        "pdconnect api GET accounts -f app=slack",
        "pdconnect api GET accounts --all",
        "pdconnect api PUT deployed-triggers/dc_1a2b3c -f external_user_id=user-1 -f active=false",
        "pdconnect api POST oauth_apps --input client.json",
    ]
    command(app, "api", section=section, examples=examples)(api)


def api(
    session: Session,
    method: MethodArgument,
    path: PathArgument,
    field: Field = None,
    input_file: Input = None,
    everything: All = False,
    include: Include = False,
    reveal: Reveal = False,
) -> None:
    """Call any operation of the API.

    Names and types are those of the OpenAPI document: see `pdconnect spec show`. The result is JSON, in which secrets are masked.
    It changes data without asking for confirmation.
    """
    check_reveal(session.output, reveal, as_json=True)
    document = load_packaged()
    path, _, query = path.partition("?")
    match = find_operation(operations(document), method.value, path)
    check_callable(match.operation)
    values = _values(match, parameters_of(document, match.operation), query, field, input_file)
    call = build_call(match.operation, session.client.project_id, values)
    if everything:
        _print_all(session, match, call, reveal)
        return
    holding = nullcontext() if method is Method.get else defer_interrupt(session.output)
    with holding:
        response = session.client.send_raw_response(call)
        if include:
            print_status_and_headers(session.output, response.http_response)
        if response.data is not None:
            session.output.json(display_result(response.data, reveal=reveal))


def _print_all(session: Session, match: Match, call: Any, reveal: bool) -> None:
    paged = "x-pagination" in load_packaged()["paths"][match.operation.path][match.operation.method.lower()]
    if not paged:
        raise CommandError(f"{match.operation.id} has no pages: leave out --all", USAGE)
    output = session.output
    for item in iterate_items(session, lambda size: session.client.paginate(call), None, quiet=output.on_terminal):
        output.json_line(display_result(item, reveal=reveal))


def _values(
    match: Match, parameters: dict[str, Parameter], query: str, field: list[str] | None, input_file: str | None
) -> dict[str, Any]:
    """Return the values from the path, its query, the options and the file. Raises BadParameter."""
    texts: dict[str, list[str]] = {name: [value] for name, value in match.values.items()}
    for name, value in [*parse_qsl(query, keep_blank_values=True), *read_pairs("--field", field)]:
        if name in parameters and parameters[name].is_secret:
            raise typer.BadParameter(f"{name} is a secret: others can read the command line, so pass it by --input")
        texts.setdefault(name, []).append(value)
    from_file = read_json_object("--input", input_file) if input_file else {}
    twice = texts.keys() & from_file.keys()
    if twice:
        raise typer.BadParameter(f"{', '.join(sorted(twice))}: given twice")
    check_names([*texts, *from_file], parameters, provided=["project_id"])
    return {name: read_value(parameters[name], given) for name, given in texts.items()} | from_file
