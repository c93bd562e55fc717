"""Walks through a bundled document; every node comes with its JSON pointer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .problems import escape

PATH_ITEMS = ("paths", "webhooks")
"""The tables of a document that hold path items."""
METHODS = ("get", "put", "post", "patch", "delete", "head", "options", "trace")
Node = tuple[str, dict[str, Any]]
_SUBSCHEMAS = ("items", "additionalProperties", "not", "contains", "propertyNames")
_SUBSCHEMA_LISTS = ("anyOf", "oneOf", "allOf", "prefixItems")


def resolve(document: dict[str, Any], node: Any) -> Any:
    """Follow the references of a node."""
    while isinstance(node, dict) and isinstance(node.get("$ref"), str):
        target: Any = document
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/").replace("~0", "~")]
        node = target
    return node


def operations(
    document: dict[str, Any], tables: tuple[str, ...] = ("paths",)
) -> Iterator[tuple[str, str, str, dict[str, Any], dict[str, Any]]]:
    """Pointer, path, method, operation and path item of every operation; those of webhooks only when asked for."""
    for table in tables:
        for path, item in document.get(table, {}).items():
            for method in METHODS:
                if isinstance(item.get(method), dict):
                    yield f"/{table}/{escape(path)}/{method}", path, method, item[method], item


def parameters(document: dict[str, Any], operation: dict[str, Any], item: dict[str, Any]) -> list[dict[str, Any]]:
    """The parameters of an operation, those of its path item included."""
    declared = [*item.get("parameters", []), *operation.get("parameters", [])]
    return [resolve(document, parameter) for parameter in declared]


def subschemas(pointer: str, schema: Any) -> Iterator[Node]:
    """A schema and every schema inside it."""
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
    """Every named schema and every schema inside it."""
    for name, schema in document.get("components", {}).get("schemas", {}).items():
        yield from subschemas(f"/components/schemas/{escape(name)}", schema)


def media_types(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Pointer, media type object and role ("request", "success" or "error") of every body."""
    for pointer, _, _, operation, _ in operations(document, PATH_ITEMS):
        body = resolve(document, operation.get("requestBody", {}))
        for name, media in body.get("content", {}).items():
            yield f"{pointer}/requestBody/content/{escape(name)}", media, "request"
        for status, answer in operation.get("responses", {}).items():
            if isinstance(answer, dict) and "$ref" in answer:
                continue  # shared answers are met below
            for name, media in answer.get("content", {}).items():
                role = "success" if status.startswith("2") else "error"
                yield f"{pointer}/responses/{status}/content/{escape(name)}", media, role
    for key, answer in document.get("components", {}).get("responses", {}).items():
        for name, media in answer.get("content", {}).items():
            yield f"/components/responses/{escape(key)}/content/{escape(name)}", media, "error"
