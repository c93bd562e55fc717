"""The operations that can be called, and the values that their parameters need, by the specification. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from ..openapi_document import Operation, declared_parameters, operations


@attrs.frozen
class Source:
    """Where the values of a parameter are found."""

    operation: str
    """Id of the operation whose response has them."""
    path: tuple[str, ...]
    """Names of the properties that lead to them."""


@attrs.frozen
class Argument:
    """A required parameter that is not a setting of the client."""

    name: str
    in_path: bool
    source: Source | None
    """None: no other operation returns values."""
    example: Any
    """A value that is valid for every project, such as a point in time; None if there is none."""


@attrs.frozen
class PlannedOperation:
    """An operation, and the arguments that a call needs."""

    id: str
    reads: bool
    """Whether it changes nothing."""
    is_harmless: bool
    """Whether it is a POST or PATCH that can be repeated, and needs no scope for writing: most likely it changes nothing either."""
    arguments: tuple[Argument, ...]
    """Path parameters first, in their order in the path."""


def plan_operations(document: Mapping[str, Any]) -> dict[str, PlannedOperation]:
    """Return the operations of the specification by id, in its order."""
    found = operations(dict(document))
    paths = {operation.id: operation.path for operation in found}
    return {operation.id: _planned(document, operation, paths) for operation in found}


def values_at(value: Any, path: tuple[str, ...]) -> Iterator[Any]:
    """Yield the values at a path of property names. A list on the path means its items."""
    if isinstance(value, list):
        for item in value:  # pyright: ignore[reportUnknownVariableType]
            yield from values_at(item, path)
    elif not path:
        if isinstance(value, str | int):  # nothing else can be sent in a path or a query
            yield value
    elif isinstance(value, dict):
        yield from values_at(value.get(path[0]), path[1:])  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]


def _planned(document: Mapping[str, Any], operation: Operation, paths: Mapping[str, str]) -> PlannedOperation:
    item = document["paths"][operation.path]
    required = [
        parameter
        for parameter in declared_parameters(document, operation)
        if parameter.get("required") and not parameter.get("x-client-parameter")
    ]
    required.sort(key=lambda parameter: (parameter["in"] != "path", operation.path.find(f"{{{parameter['name']}}}")))
    return PlannedOperation(
        operation.id,
        operation.method == "GET",
        _is_harmless(item[operation.method.lower()]),
        tuple(_argument(parameter, operation.path, paths) for parameter in required),
    )


def _is_harmless(operation: Mapping[str, Any]) -> bool:
    scopes = [scope for scheme in operation.get("security", []) for names in scheme.values() for scope in names]
    return bool(operation.get("x-idempotent")) and not any(scope.endswith(":write") for scope in scopes)


def _argument(parameter: Mapping[str, Any], path: str, paths: Mapping[str, str]) -> Argument:
    source = parameter.get("x-value-from")
    found = None
    if source is not None:
        names = source["operations"]
        name = next((name for name in names if path.startswith(f"{paths[name]}/")), names[0])
        found = Source(name, tuple(source["path"].split(".")))
    # An example of an id belongs to no real record. A number, such as a time, is valid everywhere.
    example = parameter.get("example") if parameter.get("schema", {}).get("type") in ("integer", "number") else None
    return Argument(parameter["name"], parameter["in"] == "path", found, example)
