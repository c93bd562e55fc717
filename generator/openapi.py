"""Iterate over the parts of a bundled document; yield every node with its JSON pointer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .problems import escape

PATH_ITEMS = ("paths", "webhooks")
"""The tables of a document that contain path items."""
METHODS = ("get", "put", "post", "patch", "delete", "head", "options", "trace")
Node = tuple[str, dict[str, Any]]
_SUBSCHEMAS = ("items", "additionalProperties", "not", "contains", "propertyNames")
_SUBSCHEMA_LISTS = ("anyOf", "oneOf", "allOf", "prefixItems")


def resolve(document: dict[str, Any], node: Any) -> Any:
    """Return a node, or the target of its reference."""
    while isinstance(node, dict) and isinstance(node.get("$ref"), str):
        target: Any = document
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/").replace("~0", "~")]
        node = target
    return node


def references(node: Any) -> Iterator[str]:
    """Yield every reference in a node."""
    if isinstance(node, list):
        for item in node:
            yield from references(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref" and isinstance(value, str):
                yield value
            else:
                yield from references(value)


def branches(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the alternatives of a schema: those of `anyOf`, or else of `oneOf`."""
    alternatives: list[dict[str, Any]] = schema.get("anyOf") or schema.get("oneOf") or []
    return alternatives


def tag_of(document: dict[str, Any], union: dict[str, Any]) -> str:
    """Return the name of the property whose constants distinguish the variants of a union of objects."""
    first: dict[str, Any] = resolve(document, branches(union)[0])
    return next(str(name) for name, child in first["properties"].items() if "const" in child)


def operations(
    document: dict[str, Any], tables: tuple[str, ...] = ("paths",)
) -> Iterator[tuple[str, str, str, dict[str, Any], dict[str, Any]]]:
    """Yield pointer, path, method, operation and path item of every operation in `tables`."""
    for table in tables:
        for path, item in document.get(table, {}).items():
            for method in METHODS:
                if isinstance(item.get(method), dict):
                    yield f"/{table}/{escape(path)}/{method}", path, method, item[method], item


def parameters(document: dict[str, Any], operation: dict[str, Any], item: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the parameters of an operation, including those of its path item."""
    declared = [*item.get("parameters", []), *operation.get("parameters", [])]
    return [resolve(document, parameter) for parameter in declared]


def declared_parameters(document: dict[str, Any]) -> Iterator[Node]:
    """Yield every parameter with the pointer of its declaration; a shared one once."""
    for name, parameter in document.get("components", {}).get("parameters", {}).items():
        yield f"/components/parameters/{escape(name)}", resolve(document, parameter)
    for table in PATH_ITEMS:
        for path, item in document.get(table, {}).items():
            item_pointer = f"/{table}/{escape(path)}"
            owners = [
                (item_pointer, item),
                *((f"{item_pointer}/{key}", item[key]) for key in METHODS if isinstance(item.get(key), dict)),
            ]
            for pointer, owner in owners:
                for index, parameter in enumerate(owner.get("parameters", [])):
                    if "$ref" not in parameter:
                        yield f"{pointer}/parameters/{index}", parameter


def subschemas(pointer: str, schema: Any) -> Iterator[Node]:
    """Yield a schema and every schema inside it."""
    if not isinstance(schema, dict):
        return
    yield pointer, schema
    for name, child in schema.get("properties", {}).items():
        yield from subschemas(f"{pointer}/properties/{escape(name)}", child)
    for keyword in _SUBSCHEMAS:
        if isinstance(schema.get(keyword), dict):
            yield from subschemas(f"{pointer}/{keyword}", schema[keyword])
    for keyword in _SUBSCHEMA_LISTS:
        for index, child in enumerate(schema.get(keyword, [])):
            yield from subschemas(f"{pointer}/{keyword}/{index}", child)


def schemas(document: dict[str, Any]) -> Iterator[Node]:
    """Yield every named schema and every schema inside it."""
    for name, schema in document.get("components", {}).get("schemas", {}).items():
        yield from subschemas(f"/components/schemas/{escape(name)}", schema)


def media_types(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield pointer, media type object and role ("request", "success" or "error") of every body."""
    for pointer, _, _, operation, _ in operations(document, PATH_ITEMS):
        body = resolve(document, operation.get("requestBody", {}))
        for name, media in body.get("content", {}).items():
            yield f"{pointer}/requestBody/content/{escape(name)}", media, "request"
        for status, response in operation.get("responses", {}).items():
            if isinstance(response, dict) and "$ref" in response:
                continue  # shared responses are yielded below
            for name, media in response.get("content", {}).items():
                role = "success" if status.startswith("2") else "error"
                yield f"{pointer}/responses/{status}/content/{escape(name)}", media, role
    for key, response in document.get("components", {}).get("responses", {}).items():
        for name, media in response.get("content", {}).items():
            yield f"/components/responses/{escape(key)}/content/{escape(name)}", media, "error"
