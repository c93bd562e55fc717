"""`pdconnect spec`."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

import attrs
import typer

from .. import exit_codes
from ..errors import CommandError
from ..framework.command import command, new_group
from ..framework.list_command import AsJsonLines
from ..missing_extras import missing_extra
from ..openapi_document import Operation, extract_operation, find_problems, load_packaged, operations
from ..options.common import AsJson
from ..output.column import Column
from ..session import Session

group = new_group("The OpenAPI document of the API.")


def _complete(incomplete: str) -> list[tuple[str, str]]:
    return [(each.id, each.summary) for each in operations(load_packaged()) if each.id.startswith(incomplete)]


OperationId = Annotated[
    str | None,
    typer.Argument(
        metavar="OPERATION",
        help="Id of an operation, or accounts.list. Default: the whole document.",
        autocompletion=_complete,
    ),
]
File = Annotated[
    Path | None,
    typer.Argument(
        metavar="FILE", exists=True, dir_okay=False, help="YAML or JSON. Default: the document of this package."
    ),
]

_COLUMNS = (
    Column[Operation]("OPERATION", lambda operation: operation.id, no_truncate=True),
    Column[Operation]("METHOD", lambda operation: operation.method),
    Column[Operation]("PATH", lambda operation: operation.path),
    Column[Operation]("SUMMARY", lambda operation: operation.summary),
)


@command(group, "list")
def list_operations(session: Session, as_json_lines: AsJsonLines = False) -> None:
    """List the operations."""
    found = operations(load_packaged())
    if as_json_lines:
        for operation in found:
            session.output.json_line(attrs.asdict(operation))
    else:
        session.output.table(_COLUMNS, found)


@command(group, "show", examples=["pdconnect spec show accounts_list", "pdconnect spec show --json > openapi.json"])
def show(session: Session, operation: OperationId = None, as_json: AsJson = False) -> None:
    """Print the OpenAPI document, or the part for one operation, as YAML."""
    document = load_packaged()
    part = document if operation is None else _part(document, operation)
    if as_json:
        session.output.json(part)
    else:
        session.output.yaml(_yaml(part))


@command(group, "validate", examples=["pdconnect spec validate openapi.yaml"])
def validate(session: Session, file: File = None) -> None:
    """Validate an OpenAPI document."""
    missing = missing_extra("openapi_spec_validator", "yaml")
    if missing:
        raise CommandError(missing, exit_codes.USAGE)
    name = str(file) if file else "the document of this package"
    document = _read(file) if file else load_packaged()
    problems = find_problems(document)
    for problem in problems:
        session.output.line(f"{problem.where}\t{problem.what}")
    if problems:
        raise CommandError(f"{name} has {len(problems)} problem{'s' if len(problems) > 1 else ''}")
    session.output.success(f"Valid: {name}, {len(operations(document))} operations.")


def _part(document: dict[str, Any], wanted: str) -> dict[str, Any]:
    found = {each.id: each for each in operations(document)}
    wanted = wanted.replace(".", "_")  # accept the Python name: accounts.list
    if wanted not in found:
        near = get_close_matches(wanted, found)
        hint = f"did you mean {' or '.join(near)}?" if near else "`pdconnect spec list` lists them"
        raise CommandError(f"there is no operation {wanted!r}", exit_codes.NOT_FOUND, hint)
    return extract_operation(document, found[wanted])


def _yaml(part: dict[str, Any]) -> str:
    missing = missing_extra("yaml")
    if missing:
        raise CommandError(missing, exit_codes.USAGE, "or use --json")
    import yaml

    dumper = yaml.CSafeDumper if yaml.__with_libyaml__ else yaml.SafeDumper  # the first is several times as fast
    return yaml.dump(part, Dumper=dumper, sort_keys=False, allow_unicode=True, width=100)


def _read(file: Path) -> dict[str, Any]:
    import yaml  # reads JSON too

    try:
        loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader  # the first is several times as fast
        document: Any = yaml.load(file.read_text(encoding="utf-8"), loader)
    except yaml.YAMLError as error:
        raise CommandError(f"{file} is neither YAML nor JSON: {error}") from None
    if not isinstance(document, dict):
        raise CommandError(f"{file} contains no OpenAPI document")
    return document  # pyright: ignore[reportUnknownVariableType]
