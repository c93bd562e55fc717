"""The single result type that readers return for an operation, although its response may have several forms on the wire."""

from __future__ import annotations

from typing import Any, Literal

import attrs

from .openapi import branches, resolve

HAND_WRITTEN = frozenset(
    ("file_stash_download_file", "proxy_get", "proxy_post", "proxy_put", "proxy_patch", "proxy_delete")
)
"""The operations whose methods are written by hand in overlays/pdconnect: their bodies are not JSON, or JSON of any kind."""


@attrs.frozen
class Result:
    """The public result of an operation."""

    kind: Literal["none", "model", "list", "page", "content"]
    schema: dict[str, Any] = attrs.field(factory=dict)
    """The schema of the response in the form that the service sends."""
    item: dict[str, Any] = attrs.field(factory=dict)
    """The schema of what is returned: the object, or one item of a list or page."""
    envelope: str | None = None
    marks: tuple[str, ...] = ()
    """Properties that an object always has; they distinguish a bare object from an envelope."""
    items: tuple[str, ...] = ()
    """Possible paths of the items in a page."""
    problems: tuple[str, ...] = ()


def find_result(document: dict[str, Any], operation: dict[str, Any]) -> Result:
    """Return the public result of an operation of a bundled document."""
    responses = operation.get("responses", {})
    status = next((status for status in sorted(responses) if status.startswith("2")), None)
    content = resolve(document, responses.get(status, {})).get("content", {})
    if not content:
        return Result("none")
    if "application/json" not in content:
        return Result("content")
    schema = content["application/json"].get("schema", {})
    forms = branches(schema) or [schema]
    real = forms[0]
    if "x-pagination" in operation:
        return _page(document, operation, real)
    key = operation.get("x-envelope")
    inner = [_unwrap(document, branch, key) for branch in forms]
    if any(candidate != inner[0] for candidate in inner):
        problem = "the forms of the response do not contain the same object; x-envelope must name the property that contains it"
        return Result("model", schema=real, item=inner[0], problems=(problem,))
    if resolve(document, inner[0]).get("type") == "array":
        return Result("list", schema=real, item=resolve(document, inner[0]).get("items", {}), envelope=key)
    return Result(
        "model", schema=real, item=inner[0], envelope=key, marks=_common_required(document, inner[0]) if key else ()
    )


def is_generated(document: dict[str, Any], operation: dict[str, Any]) -> bool:
    """Return whether body and response are JSON with a declared schema.

    No code is generated for other operations; `HAND_WRITTEN` lists those that have methods.
    """
    result = find_result(document, operation)
    content = resolve(document, operation.get("requestBody", {})).get("content", {"application/json": {}})
    if "application/json" not in content:
        return False
    schemas = [resolve(document, schema) for schema in (result.item, content["application/json"].get("schema", {}))]
    return result.kind != "content" and not any(schema and not _has_schema(schema) for schema in schemas)


def _has_schema(schema: dict[str, Any]) -> bool:
    return any(keyword in schema for keyword in ("type", "properties", "anyOf", "oneOf", "const", "enum"))


def _page(document: dict[str, Any], operation: dict[str, Any], real: dict[str, Any]) -> Result:
    style = document.get("x-pagination-styles", {}).get(operation["x-pagination"], {"items": ["data"]})
    node = resolve(document, real)
    for step in style["items"][0].split("."):
        node = resolve(document, node.get("properties", {}).get(step, {}))
    return Result("page", schema=real, item=node.get("items", {}), items=tuple(style["items"]))


def _unwrap(document: dict[str, Any], schema: dict[str, Any], key: str | None) -> dict[str, Any]:
    if key is None:
        return schema
    inner: dict[str, Any] | None = resolve(document, schema).get("properties", {}).get(key)
    return schema if inner is None else inner


def _common_required(document: dict[str, Any], schema: dict[str, Any]) -> tuple[str, ...]:
    resolved = resolve(document, schema)
    variants = [resolve(document, branch) for branch in branches(resolved)] or [resolved]
    common = set.intersection(
        *(set(variant.get("required", [])) for variant in variants if variant.get("type") != "null")
    )
    return tuple(sorted(common))
