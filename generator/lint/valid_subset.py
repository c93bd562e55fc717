"""The valid subset of a document: rules can read it without errors, so that an invalid part does not hide problems elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..openapi import METHODS, PATH_ITEMS, references
from ..problems import unescape

Part = tuple[str, ...]
"""The steps that lead to a component, an operation or a path item."""


def without(document: dict[str, Any], invalid: Iterable[str]) -> dict[str, Any]:
    """Return the document without the parts that these pointers are in, and without parts that refer to a removed or missing part.

    The result is empty if a pointer is outside of all parts, because every rule reads that.
    """
    parts = {_part(pointer) for pointer in invalid}
    if () in parts or not document:
        return {}
    valid = {**document, "components": _copy(document["components"])}
    valid |= {table: _copy(document[table]) for table in PATH_ITEMS if table in document}
    while parts := parts | {part for part, node in _parts(valid) if _has_missing_target(valid, node)}:
        for part in parts:
            _remove(valid, part)
        parts = set()
    return valid


def _part(pointer: str) -> Part:
    steps = tuple(unescape(step) for step in pointer.split("/")[1:])
    if steps[:1] == ("components",):
        return steps[:3] if len(steps) > 2 else ()
    if steps and steps[0] in PATH_ITEMS:
        return steps[:3] if len(steps) > 2 and steps[2] in METHODS else steps[:2] if len(steps) > 1 else ()
    return ()


def _copy(table: dict[str, Any]) -> dict[str, Any]:
    return {key: dict(entry) if isinstance(entry, dict) else entry for key, entry in table.items()}


def _remove(document: dict[str, Any], part: Part) -> None:
    table: dict[str, Any] = document
    for step in part[:-1]:
        table = table.get(step, {})
    table.pop(part[-1], None)


def _parts(document: dict[str, Any]) -> Iterator[tuple[Part, Any]]:
    for kind, entries in document["components"].items():
        if kind != "examples" and isinstance(entries, dict):  # examples are data; "$ref" has no meaning in them
            yield from ((("components", kind, name), node) for name, node in entries.items())
    for table in PATH_ITEMS:
        for path, item in document.get(table, {}).items():
            if isinstance(item, dict):
                for key, node in item.items():
                    yield ((table, path, key) if key in METHODS else (table, path)), node


def _has_missing_target(document: dict[str, Any], node: Any) -> bool:
    for reference in references(node):
        root, *steps = (unescape(step) for step in reference.split("/"))
        if root != "#" or len(steps) != 3 or steps[2] not in document.get(steps[0], {}).get(steps[1], {}):
            return True
    return False
