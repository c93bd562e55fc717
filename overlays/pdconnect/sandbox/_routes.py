"""From method and raw path to an operation. The description is the only table of paths.

Segments are taken apart before they are decoded, so an id that holds `%2F` stays one segment. A
slash at the end is let through, since the reference writes some paths with one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from pdconnect.sandbox._document import Operation
from pdconnect.sandbox._types import Refusal


@dataclass(frozen=True)
class Match:
    """An operation, and the values of its path parameters."""

    operation: Operation
    values: Mapping[str, str]


class Routes:
    """Finds operations; a path written out beats one with a parameter in the same place."""

    def __init__(self, operations: Sequence[Operation], project_id: str) -> None:
        """Take the operations and the project that a path without project id belongs to."""
        self._project_id = project_id
        by_template: dict[tuple[str, ...], dict[str, Operation]] = {}
        for operation in operations:
            template = tuple(operation.path.split("/"))
            by_template.setdefault(template, {})[operation.method] = operation
        self._table = sorted(by_template.items(), key=lambda row: _openness(row[0]))

    def find(self, method: str, raw_path: str) -> Match:
        """Return the operation, or refuse with 404 or 405."""
        segments = _segments(raw_path)
        found = self._look_up(segments) or self._look_up(self._with_project(segments))
        if found is None:
            raise Refusal(404, "path: there is no such operation")
        methods, values = found
        if method not in methods:
            allowed = ", ".join(sorted(methods))
            raise Refusal(405, f"method: this path takes {allowed}", {"allow": allowed})
        return Match(methods[method], values)

    def _look_up(self, segments: Sequence[str]) -> tuple[Mapping[str, Operation], Mapping[str, str]] | None:
        for template, methods in self._table:
            values = _fit(template, segments)
            if values is not None:
                return methods, values
        return None

    def _with_project(self, segments: Sequence[str]) -> Sequence[str]:
        return [*segments[:3], self._project_id, *segments[3:]]


def names_project(raw_path: str, values: Mapping[str, str]) -> bool:
    """Tell whether the project id stands in the path, or was left out as a Connect token allows."""
    return values.get("project_id") in _segments(raw_path)[3:4]


def _segments(raw_path: str) -> list[str]:
    path = raw_path[:-1] if raw_path.endswith("/") else raw_path
    try:
        return [unquote(segment, errors="strict") for segment in path.split("/")]
    except UnicodeDecodeError:
        raise Refusal(400, "path: a segment is not percent-encoded UTF-8") from None


def _fit(template: Sequence[str], segments: Sequence[str]) -> Mapping[str, str] | None:
    if len(template) != len(segments):
        return None
    values: dict[str, str] = {}
    for expected, given in zip(template, segments, strict=True):
        if expected.startswith("{"):
            values[expected[1:-1]] = given
        elif expected != given:
            return None
    return values


def _openness(template: Sequence[str]) -> tuple[bool, ...]:
    return tuple(segment.startswith("{") for segment in template)
