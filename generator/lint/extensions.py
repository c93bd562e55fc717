"""Rules for extensions, the `x-` keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..openapi import PATH_ITEMS, Node, operations, parameters, schemas

_TEXT = {"type": "string", "minLength": 1}
_TEXTS = {"type": "array", "items": _TEXT, "minItems": 1, "uniqueItems": True}
_YES = {"const": True}


def _members(**members: Any) -> dict[str, Any]:
    return {"type": "object", "properties": members, "required": list(members), "additionalProperties": False}


_RATE_LIMIT = _members(
    name={"type": "string", "pattern": "^[a-z_]+$"},
    requests={"type": "integer"},
    seconds={"type": "integer"},
    per={"enum": ["external_user_id", "project"]},
)
EXTENSIONS: dict[str, dict[str, Any]] = {
    "x-pagination": _TEXT,
    "x-pagination-styles": {
        "type": "object",
        "additionalProperties": _members(request=_TEXT, next=_TEXT, items=_TEXTS),
    },
    "x-client-parameter": _YES,
    "x-idempotent": _YES,
    "x-envelope": _TEXT,
    "x-extensible-enum": _TEXTS,
    "x-sensitive": _YES,
    "x-id-prefix": {"type": "string", "pattern": "^[A-Za-z0-9]+_$"},
    "x-reads-as": _members(schema=_TEXT, wrapped_in=_TEXT, scalar_as=_TEXTS),
    "x-also-named": _TEXT,
    "x-rate-limit": {"if": {"type": "array"}, "then": {"items": _RATE_LIMIT}, "else": _RATE_LIMIT},
    "x-decisions": _TEXTS,
}
"""What each of them must look like, as a JSON Schema."""


def are_known(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Only the extensions that EXTENSIONS.md documents."""
    for pointer, node in _places(document):
        for name in node:
            if name.startswith("x-") and name not in EXTENSIONS:
                yield f"{pointer}/{name}", "is not one of the extensions of EXTENSIONS.md"


def have_shape(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each of them looks as EXTENSIONS.md says."""
    from jsonschema import Draft202012Validator

    for pointer, node in _places(document):
        for name in node.keys() & EXTENSIONS.keys():
            for error in Draft202012Validator(EXTENSIONS[name]).iter_errors(node[name]):
                steps = "".join(f"/{step}" for step in error.absolute_path)
                yield f"{pointer}/{name}{steps}", error.message[:300]
    for pointer, schema in schemas(document):
        forms = [branch.get("$ref") for branch in schema.get("anyOf", [])]
        wanted = schema.get("x-reads-as", {}).get("schema") if isinstance(schema.get("x-reads-as"), dict) else None
        if wanted is not None and f"#/components/schemas/{wanted}" not in forms:
            yield f"{pointer}/x-reads-as/schema", f"{wanted} is not one of the forms"


def _places(document: dict[str, Any]) -> Iterator[Node]:
    yield "", document
    yield from schemas(document)
    for pointer, _, _, operation, item in operations(document, PATH_ITEMS):
        yield pointer, operation
        for parameter in parameters(document, operation, item):
            yield f"{pointer}/parameters", parameter
