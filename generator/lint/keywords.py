"""Rules for the keywords of schemas: a keyword that the generator would ignore, or misread, is reported."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any

from jsonschema_rs import Draft202012Validator, Registry

from ..openapi import Node, branches, declared_parameters, media_types, operations, resolve, schemas, subschemas
from ..problems import escape
from .meta_schemas import json_schema_keywords

_OF_OPENAPI = {"discriminator", "example", "externalDocs", "xml"}
_AMBIGUOUS = ("allOf", "$defs", "$schema", "nullable", "readOnly", "writeOnly")
_UNSUPPORTED = (
    "if",
    "then",
    "else",
    "dependentRequired",
    "dependentSchemas",
    "prefixItems",
    "contains",
    "minContains",
    "maxContains",
    "propertyNames",
    "patternProperties",
    "unevaluatedProperties",
    "unevaluatedItems",
    "contentSchema",
    "$id",
    "$anchor",
    "$dynamicRef",
    "$dynamicAnchor",
    "$vocabulary",
    "xml",
)
_TYPES = {
    **dict.fromkeys(("minLength", "maxLength", "pattern", "contentEncoding", "contentMediaType"), ("string",)),
    **dict.fromkeys(
        ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"), ("integer", "number")
    ),
    **dict.fromkeys(("items", "minItems", "maxItems", "uniqueItems"), ("array",)),
    **dict.fromkeys(("additionalProperties", "minProperties", "maxProperties"), ("object",)),
}
"""The types that a keyword is for. For a value of another type it has no effect."""
_FORMATS = {
    **dict.fromkeys(("date-time", "date", "time", "duration", "email", "hostname", "ipv4", "ipv6"), "string"),
    **dict.fromkeys(("uri", "uri-reference", "uuid", "byte", "password"), "string"),
    **dict.fromkeys(("int32", "int64"), "integer"),
    **dict.fromkeys(("float", "double"), "number"),
}
"""The formats that tools know, and the types that they are for."""
_RANGES = (("minimum", "maximum"), ("minLength", "maxLength"), ("minItems", "maxItems"))
_BESIDE_REFERENCES = {"$ref", "default", "description", "summary", "title", "deprecated", "$comment"}
_BESIDE_ALTERNATIVES = {
    "anyOf",
    "oneOf",
    "discriminator",
    "default",
    "description",
    "title",
    "deprecated",
    "examples",
    "$comment",
}


def has_known_keywords(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that schemas contain only keywords of JSON Schema and OpenAPI: a misspelt keyword would be ignored."""
    known = _known_keywords()
    for pointer, schema in all_schemas(document):
        for keyword in schema:
            if keyword not in known and not keyword.startswith("x-"):
                similar = get_close_matches(keyword, known, 1)
                hint = f"; did you mean {similar[0]}?" if similar else ""
                yield f"{pointer}/{escape(keyword)}", f"is not a keyword of JSON Schema or OpenAPI{hint}"


@cache
def _known_keywords() -> frozenset[str]:
    """Return the keywords of JSON Schema 2020-12 and of OpenAPI, and `nullable`, which has a rule of its own."""
    return frozenset([*json_schema_keywords(), *_OF_OPENAPI, "nullable"])


def has_supported_keywords(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that schemas contain no keyword that the generator ignores although it changes what a value means."""
    for pointer, schema in all_schemas(document):
        for keyword in _AMBIGUOUS:
            if keyword in schema:
                yield f"{pointer}/{keyword}", f"{keyword} is read differently by different generators; do not use it"
        for keyword in _UNSUPPORTED:
            if keyword in schema:
                yield f"{pointer}/{keyword}", "is not supported: generated code would ignore it"
    for pointer, schema in _request_schemas(document):
        if "not" in schema:
            yield f"{pointer}/not", "is not supported in a request: generated code would ignore it"


def has_known_formats(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that a `format` is one that tools know, and for the type of its schema: any other one would be ignored."""
    for pointer, schema in all_schemas(document):
        name = schema.get("format")
        if name is None:
            continue
        if name not in _FORMATS:
            similar = get_close_matches(str(name), _FORMATS, 1)
            hint = f"; did you mean {similar[0]}?" if similar else ""
            yield f"{pointer}/format", f"{name} is not a known format{hint}"
        elif _FORMATS[name] not in types_of(schema):
            yield f"{pointer}/format", f"{name} has no effect without `type: {_FORMATS[name]}` beside it"


def keywords_have_an_effect(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that keywords are for the type of their schema, that ranges are not empty, and that references stand alone."""
    for pointer, schema in all_schemas(document):
        if "$ref" in schema:
            for keyword in schema.keys() - _BESIDE_REFERENCES - {*_AMBIGUOUS, *_UNSUPPORTED}:
                if not keyword.startswith("x-"):
                    yield (
                        f"{pointer}/{escape(keyword)}",
                        "is not supported beside a $ref: generated code would ignore it",
                    )
            continue
        if branches(schema):
            for keyword in schema.keys() - _BESIDE_ALTERNATIVES - {*_AMBIGUOUS, *_UNSUPPORTED}:
                if not keyword.startswith("x-"):
                    yield f"{pointer}/{escape(keyword)}", "is not supported beside anyOf or oneOf"
            if "anyOf" in schema and "oneOf" in schema:
                yield f"{pointer}/oneOf", "is not supported beside anyOf"
            continue
        for keyword in schema.keys() & _TYPES.keys():
            is_whole = not pointer.endswith("/not") and "/allOf/" not in pointer  # others add to the schema around them
            if is_whole and not set(_TYPES[keyword]) & set(types_of(schema)):
                yield f"{pointer}/{keyword}", f"has no effect without `type: {_TYPES[keyword][0]}` beside it"
        for low, high in _RANGES:
            if low in schema and high in schema and schema[low] > schema[high]:
                yield f"{pointer}/{low}", f"is more than {high}: no value is valid"


def has_no_default(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that no schema has a `default`, except `false` of a boolean in a query: methods send nothing for what is not passed."""
    reason = "is not supported: methods send nothing for an argument that is not passed; name it in the description"
    booleans = [
        schema
        for _, parameter in declared_parameters(document)
        if parameter["in"] == "query"
        and (schema := resolve(document, parameter.get("schema", {}))).get("default") is False
    ]
    for pointer, schema in all_schemas(document):
        if "default" in schema and not any(schema is boolean for boolean in booleans):
            yield f"{pointer}/default", reason


def examples_match(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check the examples beside the keywords of schemas and parameters."""
    registry = Registry([("urn:document", {"$schema": "https://json-schema.org/draft/2020-12/schema", **document})])

    def errors(pointer: str, schema: dict[str, Any], value: Any) -> Iterator[tuple[str, str]]:
        for error in Draft202012Validator(schema, registry=registry, validate_formats=True).iter_errors(value):
            yield pointer, f"does not match its schema: {error.message[:300]}"

    for pointer, schema in all_schemas(document):
        if "example" in schema or "examples" in schema:
            absolute = _absolute(schema)
            if "example" in schema:
                yield from errors(f"{pointer}/example", absolute, schema["example"])
            for index, value in enumerate(schema.get("examples", [])):
                yield from errors(f"{pointer}/examples/{index}", absolute, value)
    for pointer, parameter in declared_parameters(document):
        if "example" in parameter and "schema" in parameter:
            yield from errors(f"{pointer}/example", _absolute(parameter["schema"]), parameter["example"])


def _absolute(node: Any) -> Any:
    """Return a schema whose references are found in the registry."""
    if isinstance(node, list):
        return [_absolute(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: f"urn:document{value}" if key == "$ref" and isinstance(value, str) else _absolute(value)
        for key, value in node.items()
    }


def types_of(schema: dict[str, Any]) -> list[str]:
    """Return the JSON types that a schema names."""
    listed = schema.get("type", [])
    return [listed] if isinstance(listed, str) else list(listed)


def all_schemas(document: dict[str, Any]) -> Iterator[Node]:
    """Yield every schema: named ones, and those of parameters, headers and bodies."""
    yield from schemas(document)
    for pointer, parameter in declared_parameters(document):
        yield from subschemas(f"{pointer}/schema", parameter.get("schema"))
    for name, header in document.get("components", {}).get("headers", {}).items():
        yield from subschemas(f"/components/headers/{escape(name)}/schema", header.get("schema"))
    for pointer, media, _ in media_types(document):
        yield from subschemas(f"{pointer}/schema", media.get("schema"))


def _request_schemas(document: dict[str, Any]) -> Iterator[Node]:
    """Yield every schema that parameters and the bodies of requests use, directly or through others; each one once."""
    named = document.get("components", {}).get("schemas", {})
    waiting: list[Node] = [(f"{p}/schema", node.get("schema", {})) for p, node in declared_parameters(document)]
    for pointer, _, _, operation, _ in operations(document):
        for media, content in resolve(document, operation.get("requestBody", {})).get("content", {}).items():
            waiting.append((f"{pointer}/requestBody/content/{escape(media)}/schema", content.get("schema", {})))
    seen: set[str] = set()
    while waiting:
        for pointer, schema in subschemas(*waiting.pop()):
            yield pointer, schema
            name = schema["$ref"].split("/")[-1] if "$ref" in schema else ""
            if name in named and name not in seen:
                seen.add(name)
                waiting.append((f"/components/schemas/{escape(name)}", named[name]))
