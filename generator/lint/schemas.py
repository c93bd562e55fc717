"""Rules for schemas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..openapi import branches, media_types, operations, parameters, resolve, schemas
from .keywords import all_schemas, types_of


def is_described(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that every named schema and every property has a description."""
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
    """Check that objects and enums have names: each generator would invent a different name for an anonymous one."""
    for pointer, media, _ in media_types(document):
        schema = media.get("schema", {})
        for branch in branches(schema) or [schema]:
            if "$ref" not in branch and ("properties" in branch or "object" in types_of(branch)):
                yield f"{pointer}/schema", "an object in a body must be a $ref to a named schema"
    for pointer, _, _, operation, item in operations(document):
        for parameter in parameters(document, operation, item):
            if "enum" in parameter.get("schema", {}):
                yield f"{pointer}/parameters", f"{parameter['name']}: an enum must be a $ref to a named schema"
    for pointer, schema in schemas(document):
        if len(pointer.split("/")) > 4 and ("properties" in schema or "object" in types_of(schema)):
            yield pointer, "an object inside a schema must be a $ref to a named schema"
        if (
            len(pointer.split("/")) > 4
            and schema.keys() & {"enum", "x-extensible-enum"}
            and not pointer.endswith("/not")
        ):
            yield pointer, "an enum inside a schema must be a $ref to a named schema"
        if len(pointer.split("/")) > 4 and len(_object_branches(document, schema)) > 1:
            yield pointer, "a union of objects inside a schema must be a $ref to a named schema"


def is_complete(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that arrays have items, required properties exist, enums and constants are strings."""
    for pointer, schema in all_schemas(document):
        if schema.get("type") == "array" and "items" not in schema:
            yield pointer, "an array must have `items`"
        for name in schema.get("required", []):
            if name not in schema.get("properties", {}):
                yield f"{pointer}/required", f"the required property {name} is not declared"
        if ("const" in schema or "enum" in schema) and schema.get("type") != "string" and not pointer.endswith("/not"):
            yield pointer, "const and enum also need `type: string`"
        elif any(not isinstance(value, str) for value in [*schema.get("enum", []), schema.get("const", "")]):
            yield pointer, "the values of const and enum must be strings"
        if "properties" in schema and schema.get("type") != "object":
            yield pointer, "properties also need `type: object`"


def unions_are_distinguishable(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that constants or id prefixes distinguish the variants of a union of objects, and that it ends in an open fallback."""
    for pointer, schema in schemas(document):
        objects = _object_branches(document, schema)
        if len(objects) < 2 or "x-reads-as" in schema:
            continue
        keyword = "anyOf" if "anyOf" in schema else "oneOf"
        for index, variant in enumerate(objects[:-1]):
            tagged = any("const" in resolve(document, p) for p in variant["properties"].values())
            if not tagged and "x-id-prefix" not in variant:
                yield f"{pointer}/{keyword}/{index}", "a variant needs a property with a const, or x-id-prefix"
        if any("const" in resolve(document, p) for p in objects[-1]["properties"].values()):
            yield (
                f"{pointer}/{keyword}/{len(objects) - 1}",
                "the last variant must be the open fallback, without a const",
            )


def has_complete_discriminator(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that a discriminator maps each constant of a union to its variant, and nothing to the open fallback."""
    for pointer, schema in schemas(document):
        discriminator = schema.get("discriminator")
        if discriminator is None:
            continue
        objects = _object_branches(document, schema)
        if "oneOf" not in schema or len(objects) < 2 or len(objects) != len(schema["oneOf"]):
            yield f"{pointer}/discriminator", "is only for a oneOf of objects"
            continue
        name = discriminator.get("propertyName")
        expected = {
            resolve(document, variant["properties"][name])["const"]: branch["$ref"]
            for branch, variant in zip(branches(schema), objects, strict=True)
            if "const" in resolve(document, variant["properties"].get(name, {}))
        }
        if not expected or discriminator.get("mapping") != expected:
            yield (
                f"{pointer}/discriminator/mapping",
                f"must have one entry for each constant of {name}: {', '.join(expected)}",
            )


def _object_branches(document: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the variants of a union that are objects."""
    variants = [resolve(document, branch) for branch in branches(schema) if "$ref" in branch]
    return [variant for variant in variants if "properties" in variant]
