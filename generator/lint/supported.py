"""Rules for valid OpenAPI that the generator cannot turn into correct code: it is reported, and not ignored."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any

from ..openapi import PATH_ITEMS, Node, branches, media_types, operations, resolve, schemas, subschemas
from ..problems import escape
from ..results import HAND_WRITTEN, is_generated
from .meta_schemas import json_schema_keywords

_JSON = "application/json"
_METHODS = ("get", "put", "patch", "post", "delete")
_STYLES = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}
_KEYWORDS_OF_OPENAPI = {"discriminator", "example", "externalDocs", "xml"}


def has_supported_method(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that each operation has an HTTP method for which there is generated code."""
    for pointer, _, method, _, _ in operations(document):
        if method not in _METHODS:
            yield pointer, f"{method.upper()} is not supported; one of {', '.join(_METHODS).upper()}"


def serializes_parameters(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that parameters are sent in the only supported way: a query as `form` with `explode`, a path as `simple`."""
    for pointer, parameter in _parameters(document):
        location, schema = parameter["in"], resolve(document, parameter.get("schema", {}))
        style = parameter.get("style", _STYLES[location])
        if style != _STYLES[location]:
            yield f"{pointer}/style", f"{style} is not supported; a {location} parameter is sent as {_STYLES[location]}"
        if location == "query" and parameter.get("explode") is False:
            yield f"{pointer}/explode", "false is not supported; a list is sent as one parameter for each item"
        if parameter.get("allowReserved") is True:
            yield f"{pointer}/allowReserved", "is not supported; reserved characters are always percent-encoded"
        if "content" in parameter:
            yield f"{pointer}/content", "is not supported; a parameter has a `schema`"
        forms = [resolve(document, form) for form in branches(schema) or [schema]]
        types = {name for form in forms for name in _types(form)}
        if "object" in types:
            yield f"{pointer}/schema", "an object is not supported as a parameter"
        if "array" in types and location != "query":
            yield f"{pointer}/schema", f"an array is not supported in a {location} parameter"
        elif "array" in types and _types(resolve(document, schema.get("items", {}))) != ["string"]:
            yield f"{pointer}/schema", "an array in a query must be a plain array of strings"
        if "default" in schema and not (schema["default"] is False and location == "query"):
            reason = (
                "is not supported: methods send nothing for an argument that is not passed; name it in the description"
            )
            yield f"{pointer}/schema/default", reason


def has_supported_content(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that bodies are JSON with a declared schema, unless the method is written by hand, and that a request is an object."""
    for pointer, _, _, operation, _ in operations(document):
        if operation.get("operationId") in HAND_WRITTEN:
            continue
        body = resolve(document, operation.get("requestBody", {})).get("content", {})
        places = [(f"{pointer}/requestBody", body)]
        for status, response in operation.get("responses", {}).items():
            if status.startswith("2"):
                places.append((f"{pointer}/responses/{status}", resolve(document, response).get("content", {})))
        bad = [(f"{place}/content", media) for place, content in places if _JSON not in content for media in content]
        for place, media in bad:
            reason = f"{media} is not supported, only {_JSON}; no method would be generated (see HAND_WRITTEN)"
            yield f"{place}/{escape(media)}", reason
        if not bad and not is_generated(document, operation):
            reason = (
                "a body without a declared schema is not supported; no method would be generated (see HAND_WRITTEN)"
            )
            yield pointer, reason
        schema = resolve(document, body.get(_JSON, {}).get("schema", {}))
        if schema and "properties" not in schema:
            reason = "a request body must be an object with declared properties, which become arguments"
            yield f"{pointer}/requestBody/content/{escape(_JSON)}/schema", reason


def has_one_success(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that all successes have one schema. Beside them, 202 is possible: it becomes an error, because its result is not known yet."""
    for pointer, _, _, operation, _ in operations(document):
        found = {
            status: resolve(document, response).get("content", {}).get(_JSON, {}).get("schema")
            for status, response in sorted(operation.get("responses", {}).items())
            if status.startswith("2")
        }
        if list(found) == ["202"]:
            yield f"{pointer}/responses/202", "is not supported as the only success: clients raise an error for it"
        found.pop("202", None)
        for status, schema in list(found.items())[1:]:
            if schema != next(iter(found.values())):
                reason = f"has another schema than {next(iter(found))}; a method has one result"
                yield f"{pointer}/responses/{status}", reason


def unions_can_be_read(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that one reader can read a union: a named union only of objects, with one tag, or else at most one form that needs a reader."""
    forms_of_bodies = {f"{pointer}/schema" for pointer, _, _ in media_types(document)}  # they become one result
    for pointer, schema in _all_schemas(document):
        alternatives = [resolve(document, branch) for branch in branches(schema)]
        if not alternatives or "x-reads-as" in schema or pointer in forms_of_bodies:
            continue
        keyword = "anyOf" if schema.get("anyOf") else "oneOf"
        objects = [form for form in alternatives if "properties" in form]
        if len(objects) > 1 and len(objects) < len(alternatives):
            yield f"{pointer}/{keyword}", "a union of objects cannot contain anything else"
        elif len(objects) > 1:
            yield from _tags(document, f"{pointer}/{keyword}", objects)
            if not pointer.startswith("/components/schemas/"):
                yield f"{pointer}/{keyword}", "a union of objects must be a $ref to a named schema"
        elif sum(_needs_reader(document, form) for form in alternatives) > 1:
            reason = "only one alternative may be an object, a date-time, an open enum or a list of these: they cannot be distinguished"
            yield f"{pointer}/{keyword}", reason


def _tags(document: dict[str, Any], pointer: str, objects: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Check that one property with different constants distinguishes the variants of a union."""
    tag = ""
    seen: dict[str, int] = {}
    for index, variant in enumerate(objects):
        for name, child in variant["properties"].items():
            value = resolve(document, child).get("const")
            if not isinstance(value, str):
                continue
            tag = tag or name
            if name != tag:
                yield f"{pointer}/{index}", f"has a const in {name}, but the tag of the other variants is {tag}"
            elif value in seen:
                yield f"{pointer}/{index}", f"has the same constant as variant {seen[value]}: {value}"
            seen.setdefault(value, index)


def _needs_reader(document: dict[str, Any], schema: dict[str, Any]) -> bool:
    if "items" in schema:
        return _needs_reader(document, resolve(document, schema["items"]))
    is_object = "properties" in schema or len([b for b in branches(schema) if "$ref" in b]) > 1
    return is_object or "x-extensible-enum" in schema or schema.get("format") == "date-time"


def has_known_keywords(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that schemas contain only keywords of JSON Schema and OpenAPI: a misspelt keyword would be ignored."""
    known = _keywords()
    for pointer, schema in _all_schemas(document):
        for keyword in schema:
            if keyword not in known and not keyword.startswith("x-"):
                similar = get_close_matches(keyword, known, 1)
                hint = f"; did you mean {similar[0]}?" if similar else ""
                yield f"{pointer}/{escape(keyword)}", f"is not a keyword of JSON Schema or OpenAPI{hint}"


@cache
def _keywords() -> frozenset[str]:
    """Return the keywords of JSON Schema 2020-12 and of OpenAPI, and `nullable`, which has a rule of its own."""
    return frozenset([*json_schema_keywords(), *_KEYWORDS_OF_OPENAPI, "nullable"])


def _types(schema: dict[str, Any]) -> list[str]:
    listed = schema.get("type", [])
    return [listed] if isinstance(listed, str) else list(listed)


def _parameters(document: dict[str, Any]) -> Iterator[Node]:
    """Yield every parameter with the pointer of its declaration; a shared one once."""
    for name, parameter in document.get("components", {}).get("parameters", {}).items():
        yield f"/components/parameters/{escape(name)}", resolve(document, parameter)
    for table in PATH_ITEMS:
        for path, item in document.get(table, {}).items():
            place = f"/{table}/{escape(path)}"
            owners = [(place, item), *((pointer, node) for pointer, node in _operations_of(place, item))]
            for pointer, owner in owners:
                for index, parameter in enumerate(owner.get("parameters", [])):
                    if "$ref" not in parameter:
                        yield f"{pointer}/parameters/{index}", parameter


def _operations_of(place: str, item: dict[str, Any]) -> Iterator[Node]:
    for key, node in item.items():
        if isinstance(node, dict) and "responses" in node:
            yield f"{place}/{key}", node


def _all_schemas(document: dict[str, Any]) -> Iterator[Node]:
    """Yield every schema: named ones, and those of parameters and bodies."""
    yield from schemas(document)
    for pointer, parameter in _parameters(document):
        yield from subschemas(f"{pointer}/schema", parameter.get("schema"))
    for pointer, media, _ in media_types(document):
        yield from subschemas(f"{pointer}/schema", media.get("schema"))
