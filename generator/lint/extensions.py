"""Rules for extensions, the `x-` keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jsonschema_rs import Draft202012Validator

from ..openapi import PATH_ITEMS, Node, operations, parameters, schemas

_STRING = {"type": "string", "minLength": 1}
_STRINGS = {"type": "array", "items": _STRING, "minItems": 1, "uniqueItems": True}
_TRUE = {"const": True}


def _members(**members: Any) -> dict[str, Any]:
    return {"type": "object", "properties": members, "required": list(members), "additionalProperties": False}


_RATE_LIMIT = _members(
    name={"type": "string", "pattern": "^[a-z_]+$"},
    requests={"type": "integer"},
    seconds={"type": "integer"},
    per={"enum": ["external_user_id", "project"]},
)
EXTENSIONS: dict[str, dict[str, Any]] = {
    "x-pagination": _STRING,
    "x-pagination-styles": {
        "type": "object",
        "additionalProperties": _members(request=_STRING, next=_STRING, items=_STRINGS),
    },
    "x-client-parameter": _TRUE,
    "x-idempotent": _TRUE,
    "x-envelope": _STRING,
    "x-extensible-enum": _STRINGS,
    "x-sensitive": _TRUE,
    "x-id-prefix": {"type": "string", "pattern": "^[A-Za-z0-9]+_$"},
    "x-reads-as": _members(schema=_STRING, wrapped_in=_STRING, scalar_as=_STRINGS),
    "x-also-named": _STRING,
    "x-rate-limit": {"if": {"type": "array"}, "then": {"items": _RATE_LIMIT}, "else": _RATE_LIMIT},
    "x-value-from": _members(operations=_STRINGS, path=_STRING),
    "x-decisions": _STRINGS,
}
"""The JSON Schema of each extension."""


def are_known(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that EXTENSIONS.md documents every extension."""
    for pointer, node in _nodes(document):
        for name in node:
            if name.startswith("x-") and name not in EXTENSIONS:
                yield f"{pointer}/{name}", "is not one of the extensions of EXTENSIONS.md"


def match_schema(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check the value of every extension."""
    validators = {name: Draft202012Validator(schema) for name, schema in EXTENSIONS.items()}
    for pointer, node in _nodes(document):
        for name in node.keys() & EXTENSIONS.keys():
            for error in validators[name].iter_errors(node[name]):
                steps = "".join(f"/{step}" for step in error.instance_path)
                yield f"{pointer}/{name}{steps}", error.message[:300]
    for pointer, schema in schemas(document):
        forms = [branch.get("$ref") for branch in schema.get("anyOf", [])]
        target = schema.get("x-reads-as", {}).get("schema") if isinstance(schema.get("x-reads-as"), dict) else None
        if target is not None and f"#/components/schemas/{target}" not in forms:
            yield f"{pointer}/x-reads-as/schema", f"{target} is not one of the forms"


def _nodes(document: dict[str, Any]) -> Iterator[Node]:
    yield "", document
    yield from schemas(document)
    for pointer, _, _, operation, item in operations(document, PATH_ITEMS):
        yield pointer, operation
        for parameter in parameters(document, operation, item):
            yield f"{pointer}/parameters", parameter
