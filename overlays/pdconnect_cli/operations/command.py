"""Commands that are generated from the OpenAPI document: one for each operation in a table."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import attrs
import typer

from pdconnect_api.constants import SENSITIVE
from pdconnect_api.model import Model, date_time

from ..framework.command import command, new_group, with_parameters
from ..framework.list_command import list_command
from ..interrupts import defer_interrupt
from ..openapi_document import Operation, load_packaged, operations
from ..options.common import AsJson, OptionalUser, Reveal, UserOption, Yes
from ..output.column import Column
from ..output.redaction import MASK, has_secrets
from ..output.reveal import check_reveal
from ..prompts.confirm import confirm
from ..session import GLOBAL_OPTION_NAMES, Session
from .calls import build_call, display_result
from .parameters import Parameter, parameters_of, read_value

_METAVARS: dict[tuple[str, ...], str] = {("boolean",): "true|false", ("integer",): "N", ("object",): "JSON"}
_OPTION_NAMES = {"q": ("--query", "-q")}
_TIMES = ("_at", "_ts")
_PAGING = {"after", "before", "limit"}
_SENTENCES = re.compile(r"\s*(?:Not in the vendor's reference|The reference calls it)[^.]*\.")


@attrs.frozen
class OperationCommand:
    """One command: its name, its operation, and what to print of the result."""

    name: str
    operation_id: str
    columns: tuple[str, ...] = ()
    """Fields of the model in the result; none if the result is empty."""
    question: str | None = None
    """The question before a change that cannot be undone."""
    examples: tuple[str, ...] = ()


def operation_group(help: str, commands: Iterable[OperationCommand]) -> typer.Typer:
    """Return a group with one command for each operation."""
    document = load_packaged()
    by_id = {operation.id: operation for operation in operations(document)}
    group = new_group(help)
    for each in commands:
        operation = by_id[each.operation_id]
        parameters = parameters_of(document, operation)
        if "/{project_id}/" in operation.path and not operation.path.startswith("/v1/connect/projects/"):
            del parameters["project_id"]  # the client's own
        item = document["paths"][operation.path][operation.method.lower()]
        description = f"{operation.summary}.\n\n{_without_sources(item.get('description', ''))}"
        if "x-pagination" in item:
            _add_list(group, each, operation, parameters, description)
        else:
            _add_command(group, each, operation, parameters, description)
    return group


def _add_list(
    group: typer.Typer,
    each: OperationCommand,
    operation: Operation,
    parameters: Mapping[str, Parameter],
    description: str,
) -> None:
    own = [_option(parameter) for name, parameter in parameters.items() if name not in _PAGING]

    def fetch(session: Session, **texts: Any) -> Any:
        values = _values(parameters, texts)

        def fetch_first_page(size: int) -> Any:
            return session.client.paginate(build_call(operation, session.client.project_id, {**values, "limit": size}))

        return fetch_first_page

    fetch.__doc__ = description
    list_command(group, each.name, _columns(each.columns), examples=each.examples)(_with_session(fetch, own))


def _add_command(
    group: typer.Typer,
    each: OperationCommand,
    operation: Operation,
    parameters: Mapping[str, Parameter],
    description: str,
) -> None:
    columns = _columns(each.columns)
    own = [_option(parameter) for parameter in parameters.values()]
    if each.question:
        own.append(_boolean_option("yes", Yes))
    if not SENSITIVE.isdisjoint(each.columns):
        own.append(_boolean_option("reveal", Reveal))
    if columns:
        own.append(_boolean_option("as_json", AsJson))

    def run(session: Session, *, yes: bool = True, reveal: bool = False, as_json: bool = False, **texts: Any) -> None:
        check_reveal(session.output, reveal, as_json)
        values = _values(parameters, texts)
        call = build_call(operation, session.client.project_id, values)
        if each.question:
            confirm(session.output, each.question.format(**values), yes=yes)
        if operation.method == "GET":
            _print(session, session.client.send(call), columns, reveal, as_json)
            return
        with defer_interrupt(session.output):
            _print(session, session.client.send(call), columns, reveal, as_json)
            if not columns:
                session.output.success("Done.")

    run.__doc__ = description
    command(group, each.name, examples=each.examples)(_with_session(run, own))


def _print(session: Session, result: Any, columns: tuple[Column[Any], ...], reveal: bool, as_json: bool) -> None:
    output = session.output
    if not columns:
        return
    if result is None and not as_json:
        output.note("Nothing found.")
    elif as_json:
        output.json(display_result(result, reveal=reveal))
    elif isinstance(result, list):
        output.table(columns, result)  # pyright: ignore[reportUnknownArgumentType]
    else:
        output.details(columns, result)
    if not reveal and isinstance(result, Model) and has_secrets(result):
        output.note("Secrets are masked; `--json --reveal` prints them to a file or a program.")


def _columns(names: Iterable[str]) -> tuple[Column[Any], ...]:
    return tuple(Column[Any](_title(name), _reader(name), no_truncate=name == "id") for name in names)


def _title(name: str) -> str:
    title = name.removesuffix("_at").removesuffix("_ts").replace("_", " ").upper()
    return f"{title} (UTC)" if name.endswith(_TIMES) else title


def _reader(name: str) -> Any:
    def read(item: Any) -> object:
        value = getattr(item, name)
        if value is not None and item.FIELDS[name].secret:
            return MASK
        if isinstance(value, list):
            return [_short(part) for part in value]  # pyright: ignore[reportUnknownVariableType]
        return date_time(value) if name.endswith(_TIMES) else _short(value)

    return read


def _short(value: Any) -> Any:
    """Return a nested object by its name or id."""
    if not isinstance(value, Model):
        return value
    return next((found for name in ("name_slug", "id") if (found := getattr(value, name, None))), None)


def _option(parameter: Parameter) -> inspect.Parameter:
    """Return the option for a parameter. What stands in the path is a positional argument, as in the other commands."""
    name, text = parameter.name, _without_sources(parameter.description)
    if parameter.in_path:
        annotation: Any = Annotated[str, typer.Argument(metavar=name.removesuffix("_id").upper(), help=text)]
        name += "_" * (name in GLOBAL_OPTION_NAMES)
        return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation)
    default = inspect.Parameter.empty if parameter.required else None
    if name == "external_user_id":
        annotation = UserOption if parameter.required else OptionalUser
        return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
    flags = _OPTION_NAMES.get(name) or ("--" + name.replace("_", "-"),)
    if parameter.is_secret:
        return _boolean_option(
            name, Annotated[bool, typer.Option(f"{flags[0]}-stdin", help=f"{text} Read from standard input.")]
        )
    if parameter.is_array:
        kind: Any = list[str] if parameter.required else list[str] | None
        option = typer.Option(*flags, metavar="VALUE", help=f"{text} Repeatable.")
    else:
        kind = str if parameter.required else str | None
        option = typer.Option(*flags, metavar=_METAVARS.get(parameter.types, "VALUE"), help=text)
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, option])


def _boolean_option(name: str, annotation: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=False, annotation=annotation)


def _values(parameters: Mapping[str, Parameter], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the arguments that were given. Raises BadParameter."""
    values: dict[str, Any] = {}
    for name, value in given.items():
        name = name.removesuffix("_")
        if value is True:
            values[name] = sys.stdin.readline().strip()  # a secret
        elif value not in (None, False, []):
            values[name] = read_value(parameters[name], value if isinstance(value, list) else [value])  # pyright: ignore[reportUnknownArgumentType]
    return values


def _with_session(function: Any, own: Iterable[inspect.Parameter]) -> Any:
    session = inspect.Parameter("session", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Session)
    return with_parameters(function, [session, *own])


def _without_sources(text: str) -> str:
    """Return a description without the sentences about its source."""
    return _SENTENCES.sub("", text).replace("`", "")
