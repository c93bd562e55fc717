"""Copies of JSON values of any depth: Python's own `copy` and `pickle` recurse, and fail at a few hundred levels."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any, cast

_ATOMS = frozenset({str, int, float, bool, type(None)})
MAX_PICKLED_DEPTH = 100
"""Levels of nesting that are pickled as they are; deeper values are flattened first."""


def copy_json(value: Any) -> Any:
    """Return a deep copy of a JSON value. Other objects inside it are copied with `copy.deepcopy`."""
    if value.__class__ in _ATOMS:
        return value
    copies: dict[int, Any] = {}
    pending: list[tuple[Any, Any]] = []

    def copied(item: Any) -> Any:
        if item.__class__ in _ATOMS:
            return item
        key = id(item)
        if key in copies:
            return copies[key]
        if not isinstance(item, dict | list):
            return copy.deepcopy(item)
        empty: Any = {} if isinstance(item, dict) else []
        copies[key] = empty
        pending.append((cast(Any, item), empty))
        return empty

    result = copied(value)
    while pending:
        source, target = pending.pop()
        if isinstance(target, dict):
            for name, item in source.items():
                target[name] = copied(item)
        else:
            target.extend(map(copied, source))
    return result


def is_deep(value: Any) -> bool:
    """Return whether a JSON value has more than MAX_PICKLED_DEPTH levels."""
    level: list[Any] = [value]
    for _ in range(MAX_PICKLED_DEPTH):
        level = [inner for item in level if isinstance(item, dict | list) for inner in _children(item)]
        if not level:
            return False
    return True


def flatten(value: Any) -> list[tuple[bool, list[Any], Any]]:
    """Return a JSON value as a flat list that `unflatten` reads: for each object or array its members, nested ones by position."""
    nodes: list[tuple[bool, list[Any], Any]] = []
    pending: list[Any] = [value]
    for item in pending:  # grows while it is read
        names = list(cast("dict[str, Any]", item)) if isinstance(item, dict) else None
        members: list[Any] = []
        for inner in _children(item):
            if isinstance(inner, dict | list):
                members.append((len(pending),))
                pending.append(inner)
            else:
                members.append(inner)
        nodes.append((names is not None, members, names))
    return nodes


def unflatten(nodes: list[tuple[bool, list[Any], Any]]) -> Any:
    """Return the JSON value that `flatten` wrote."""
    values: list[Any] = [{} if is_object else [] for is_object, _, _ in nodes]
    for value, (is_object, members, names) in zip(values, nodes, strict=True):
        read = [values[member[0]] if isinstance(member, tuple) else member for member in members]
        if is_object:
            value.update(zip(names, read, strict=True))
        else:
            value.extend(read)
    return values[0]


def _children(value: Any) -> Iterable[Any]:
    return cast("Iterable[Any]", value.values() if isinstance(value, dict) else value)
