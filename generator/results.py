"""What readers hand out for an operation, whatever forms its answer has on the wire."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from .openapi import resolve


@dataclass(frozen=True)
class Result:
    """The public result of an operation."""

    kind: Literal["none", "model", "list", "page", "content"]
    schema: dict[str, Any] = field(default_factory=dict)
    """The schema of the real form of the answer."""
    item: dict[str, Any] = field(default_factory=dict)
    """The schema of what is handed out: the object, or one item of a list or page."""
    envelope: str | None = None
    marks: tuple[str, ...] = ()
    """Members that tell a bare object from an envelope."""
    items: tuple[str, ...] = ()
    """Where the items of a page can stand."""
    problems: tuple[str, ...] = ()


def find_result(document: dict[str, Any], operation: dict[str, Any]) -> Result:
    """The public result of an operation of a bundled document."""
    answers = operation.get("responses", {})
    status = next((status for status in sorted(answers) if status.startswith("2")), None)
    content = resolve(document, answers.get(status, {})).get("content", {})
    if not content:
        return Result("none")
    if "application/json" not in content:
        return Result("content")
    schema = content["application/json"].get("schema", {})
    branches = schema.get("anyOf") or [schema]
    real = branches[0]
    if "x-pagination" in operation:
        return _page(document, operation, real)
    key = operation.get("x-envelope")
    inner = [_unwrap(document, branch, key) for branch in branches]
    if any(candidate != inner[0] for candidate in inner):
        problem = "the forms of the answer do not hold one and the same object; x-envelope tells where it stands"
        return Result("model", schema=real, item=inner[0], problems=(problem,))
    if resolve(document, inner[0]).get("type") == "array":
        return Result("list", schema=real, item=resolve(document, inner[0]).get("items", {}), envelope=key)
    return Result(
        "model", schema=real, item=inner[0], envelope=key, marks=_always_there(document, inner[0]) if key else ()
    )


def is_carried(document: dict[str, Any], operation: dict[str, Any]) -> bool:
    """Whether body and answer are JSON of a declared form. The others, such as files and what a proxy passes on, are written by hand."""
    result = find_result(document, operation)
    content = resolve(document, operation.get("requestBody", {})).get("content", {"application/json": {}})
    if "application/json" not in content:
        return False
    schemas = [resolve(document, schema) for schema in (result.item, content["application/json"].get("schema", {}))]
    return result.kind != "content" and not any(schema and not _has_form(schema) for schema in schemas)


def _has_form(schema: dict[str, Any]) -> bool:
    return any(keyword in schema for keyword in ("type", "anyOf", "const", "enum"))


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


def _always_there(document: dict[str, Any], schema: dict[str, Any]) -> tuple[str, ...]:
    resolved = resolve(document, schema)
    variants = [resolve(document, branch) for branch in resolved.get("anyOf", [])] or [resolved]
    common = set.intersection(
        *(set(variant.get("required", [])) for variant in variants if variant.get("type") != "null")
    )
    return tuple(sorted(common))
