"""Find the operation for a method and a raw path. The specification is the only table of paths.

The path is split before it is decoded, so that an id with `%2F` stays one segment. A slash at the end is ignored, as the
vendor's reference writes some paths with one. Several slashes count as one: SDKs for browsers leave the project id empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from attrs import frozen
from starlette.exceptions import HTTPException

from .document import Operation

_SLASHES = re.compile("//+")
_PROJECT = 3  # index of the segment that holds the project id


@frozen
class Match:
    """An operation, the values of its path parameters, and whether the path itself names the project."""

    operation: Operation
    values: Mapping[str, str]
    names_project: bool


@frozen
class _Candidate:
    """A path template that matches. Of several, the one with the fewest parameters is used."""

    methods: Mapping[str, Operation]
    values: Mapping[str, str]
    openness: tuple[bool, ...]
    names_project: bool


class Routes:
    """Finds operations; a fixed segment takes precedence over a parameter."""

    def __init__(self, operations: Sequence[Operation], project_id: str) -> None:
        """Use these operations, and this project for paths without a project id."""
        self._project_id = project_id
        self._table: dict[tuple[str, ...], dict[str, Operation]] = {}
        for operation in operations:
            self._table.setdefault(tuple(operation.path.split("/")), {})[operation.method] = operation

    def find(self, method: str, raw_path: str) -> Match:
        """Return the operation, or refuse with 404 or 405."""
        segments = _segments(raw_path)
        fitting = [*self._fitting(segments, names_project=True), *self._fitting(segments, names_project=False)]
        if not fitting:
            raise HTTPException(404, "path: there is no such operation")
        found = min(fitting, key=lambda one: one.openness)
        operation = found.methods.get("GET" if method == "HEAD" else method)
        if operation is None:
            allowed = ", ".join(sorted(found.methods))
            raise HTTPException(405, f"method: this path takes {allowed}", {"allow": allowed})
        return Match(operation, found.values, found.names_project)

    def _fitting(self, segments: Sequence[str], *, names_project: bool) -> Iterator[_Candidate]:
        if not names_project:
            segments = [*segments[:_PROJECT], self._project_id, *segments[_PROJECT:]]
        for template, methods in self._table.items():
            values = _fit(template, segments)
            if values is None or (not names_project and template[_PROJECT] != "{project_id}"):
                continue
            compared = [index for index in range(len(template)) if names_project or index != _PROJECT]
            openness = tuple(template[index].startswith("{") for index in compared)
            yield _Candidate(methods, values, openness, names_project)


def _segments(raw_path: str) -> list[str]:
    path = _SLASHES.sub("/", raw_path)
    path = path[:-1] if path.endswith("/") else path
    try:
        return [unquote(segment, errors="strict") for segment in path.split("/")]
    except UnicodeDecodeError:
        raise HTTPException(400, "path: a segment is not percent-encoded UTF-8") from None


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
