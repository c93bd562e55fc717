"""The OpenAPI document: operations, parts and validation. Pure functions, except for `load_packaged`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import attrs

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


@attrs.frozen
class Operation:
    """One operation of the API."""

    id: str
    method: str
    path: str
    summary: str
    resource: str
    """The resource that it belongs to: the attribute of the client."""


@attrs.frozen
class Problem:
    """A violation of the OpenAPI specification in a document."""

    where: str
    what: str


@cache
def load_packaged() -> dict[str, Any]:
    """Return the OpenAPI document from which this package was generated."""
    document: dict[str, Any] = json.loads(files("pdconnect_api").joinpath("openapi.json").read_text("utf-8"))
    return document


def operations(document: dict[str, Any]) -> list[Operation]:
    """Return the operations of a document, in order."""
    return [
        Operation(
            str(body.get("operationId", "")),
            method.upper(),
            path,
            str(body.get("summary", "")),
            str(next(iter(body.get("tags", ())), "")),
        )
        for path, item in document.get("paths", {}).items()
        for method, body in item.items()
        if method in _METHODS
    ]


def resolve(document: Mapping[str, Any], part: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a part of a document; if it is a reference, what it refers to, with the other keys of the reference."""
    while "$ref" in part:
        part = {**_look_up(document, part["$ref"]), **{key: value for key, value in part.items() if key != "$ref"}}
    return part


def declared_parameters(document: Mapping[str, Any], operation: Operation) -> list[Mapping[str, Any]]:
    """Return the parameters of an operation, with those of its path."""
    item = document["paths"][operation.path]
    declared = (*item.get("parameters", ()), *item[operation.method.lower()].get("parameters", ()))
    return [resolve(document, each) for each in declared]


def extract_operation(document: dict[str, Any], operation: Operation) -> dict[str, Any]:
    """Return a document with one operation and everything that it references."""
    item = document["paths"][operation.path]
    kept = {key: value for key, value in item.items() if key not in _METHODS or key == operation.method.lower()}
    part: dict[str, Any] = {"openapi": document["openapi"], "info": document["info"], "paths": {operation.path: kept}}
    pending, done = list(_references(part)), set[str]()
    while pending:
        reference = pending.pop()
        if reference in done:
            continue
        done.add(reference)
        found = _look_up(document, reference)
        if found is not None:
            _put(part, reference, found)
            pending += _references(found)
    return part


def find_problems(document: dict[str, Any]) -> list[Problem]:
    """Validate a document with openapi-spec-validator."""
    from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

    version = str(document.get("openapi", ""))
    if not version.startswith(("3.0", "3.1")):
        return [Problem("openapi", f"must be 3.0 or 3.1, not {version or 'missing'}")]
    validator = OpenAPIV30SpecValidator if version.startswith("3.0") else OpenAPIV31SpecValidator
    return [
        Problem("/".join(map(str, error.absolute_path)) or "/", error.message.partition("\n")[0][:200])
        for error in validator(document).iter_errors()
    ]


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():  # pyright: ignore[reportUnknownVariableType]
            if key == "$ref" and isinstance(part, str):
                yield part
            else:
                yield from _references(part)
    elif isinstance(value, list):
        for part in value:  # pyright: ignore[reportUnknownVariableType]
            yield from _references(part)


def _look_up(document: Mapping[str, Any], reference: str) -> Any:
    found: Any = document
    for name in _pointer_keys(reference):
        found = found.get(name) if isinstance(found, dict) else None  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
    return found  # pyright: ignore[reportUnknownVariableType]


def _put(part: dict[str, Any], reference: str, value: Any) -> None:
    *parents, last = _pointer_keys(reference)
    for name in parents:
        part = part.setdefault(name, {})
    part[last] = value


def _pointer_keys(reference: str) -> list[str]:
    """Return the keys of a JSON pointer."""
    return [name.replace("~1", "/").replace("~0", "~") for name in reference.removeprefix("#/").split("/")]
