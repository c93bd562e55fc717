"""Rules for schemas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..walk import PATH_ITEMS, media_types, operations, parameters, resolve, schemas

EXTENSIONS = {
    "x-pagination",
    "x-pagination-styles",
    "x-client-parameter",
    "x-idempotent",
    "x-envelope",
    "x-extensible-enum",
    "x-sensitive",
    "x-id-prefix",
    "x-reads-as",
    "x-rate-limit",
    "x-decisions",
}


def is_described(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every named schema and every property says what it is."""
    for pointer, schema in schemas(document):
        steps = pointer.split("/")
        named = len(steps) == 4 or steps[-2] == "properties"
        if (
            named
            and "description" not in schema
            and not ("$ref" in schema and "description" in resolve(document, schema))
        ):
            yield pointer, "has no description"


def is_named(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Objects have names: for an anonymous one every generator invents another."""
    for pointer, media, _ in media_types(document):
        schema = media.get("schema", {})
        for branch in schema.get("anyOf", [schema]):
            if "$ref" not in branch and ("properties" in branch or branch.get("type") == "object"):
                yield f"{pointer}/schema", "an object in a body must be a $ref to a named schema"
    for pointer, schema in schemas(document):
        if len(pointer.split("/")) > 4 and ("properties" in schema or schema.get("type") == "object"):
            yield pointer, "an object inside a schema must be a $ref to a named schema"


def is_complete(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Arrays have items, required names exist, enums have a type, const has a type, and generators' traps are avoided."""
    for pointer, schema in schemas(document):
        if schema.get("type") == "array" and "items" not in schema:
            yield pointer, "an array must say what its items are"
        for name in schema.get("required", []):
            if name not in schema.get("properties", {}):
                yield f"{pointer}/required", f"the required property {name} is not declared"
        if ("const" in schema or "enum" in schema) and "type" not in schema and not pointer.endswith("/not"):
            yield pointer, "const and enum need a type beside them"
        for keyword in ("allOf", "$defs", "nullable", "readOnly", "writeOnly", "discriminator"):
            if keyword in schema:
                yield (
                    f"{pointer}/{keyword}",
                    f"{keyword} is read differently by different generators; write it out flat",
                )


def unions_are_readable(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """A union of objects is told apart by the constants of its variants or by id prefixes, and ends in an open fallback."""
    for pointer, schema in schemas(document):
        branches = [(b, resolve(document, b)) for b in schema.get("anyOf", []) if "$ref" in b]
        objects = [s for _, s in branches if "properties" in s]
        if len(objects) < 2 or "x-reads-as" in schema:
            continue
        for index, variant in enumerate(objects[:-1]):
            tagged = any("const" in resolve(document, p) for p in variant["properties"].values())
            if not tagged and "x-id-prefix" not in variant:
                yield f"{pointer}/anyOf/{index}", "a variant needs a property with a const, or x-id-prefix"
        if any("const" in resolve(document, p) for p in objects[-1]["properties"].values()):
            yield f"{pointer}/anyOf/{len(objects) - 1}", "the last variant must be the open fallback, without a const"


def extensions_are_known(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Only the extensions that EXTENSIONS.md documents."""
    places = [
        ("", document),
        *((pointer, operation) for pointer, _, _, operation, _ in operations(document, PATH_ITEMS)),
        *schemas(document),
        *(
            (f"{pointer}/parameters", parameter)
            for pointer, _, _, operation, item in operations(document, PATH_ITEMS)
            for parameter in parameters(document, operation, item)
        ),
    ]
    for pointer, node in places:
        for name in node:
            if name.startswith("x-") and name not in EXTENSIONS:
                yield f"{pointer}/{name}", "is not one of the extensions of EXTENSIONS.md"
