"""Constants of a document that concern several operations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .openapi import operations, resolve


def rate_limit_names(document: dict[str, Any]) -> list[str]:
    """Return the names of all rate limits, sorted."""
    names: set[str] = set()
    for _, _, _, operation, _ in operations(document):
        limits = operation.get("x-rate-limit", [])
        names |= {limit["name"] for limit in (limits if isinstance(limits, list) else [limits])}
    return sorted(names)


def sensitive_names(document: dict[str, Any]) -> list[str]:
    """Return the names of all properties and parameters that are marked as credentials, sorted."""
    return sorted(set(_sensitive(document, document)))


def _sensitive(document: dict[str, Any], node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _sensitive(document, item)
    if not isinstance(node, dict):
        return
    if isinstance(node.get("name"), str) and "in" in node and _is_marked(document, node, node.get("schema")):
        yield node["name"]
    properties = node.get("properties")
    if isinstance(properties, dict):
        for name, schema in properties.items():
            if _is_marked(document, schema):
                yield name
    for child in node.values():
        yield from _sensitive(document, child)


def _is_marked(document: dict[str, Any], *nodes: Any) -> bool:
    return any(
        isinstance(node, dict) and ("x-sensitive" in node or "x-sensitive" in resolve(document, node)) for node in nodes
    )
