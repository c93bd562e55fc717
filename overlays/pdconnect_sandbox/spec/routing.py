"""Find the operation for a method and a raw path. The specification is the only table of paths.

The path templates are compiled by Starlette. Its router is not used, because it matches the decoded path: an id
with `%2F` would become two segments. A slash at the end is ignored, as the vendor's reference writes some paths with one.
Several slashes count as one: SDKs for browsers leave the project id empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from urllib.parse import unquote

from attrs import frozen
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from .document import Operation

_SLASHES = re.compile("//+")
_IN_PROJECT = "/v1/connect/{project_id}/"


@frozen
class Match:
    """An operation, the values of its path parameters, and whether the path itself names the project."""

    operation: Operation
    values: Mapping[str, str]
    names_project: bool


@frozen
class _Template:
    """A path template, and the operations by their methods. `parameter_positions` has True for each segment that is a parameter."""

    pattern: re.Pattern[str]
    operations: Mapping[str, Operation]
    parameter_positions: tuple[bool, ...]
    names_project: bool


class Routes:
    """Finds operations; a fixed segment takes precedence over a parameter."""

    def __init__(self, operations: Sequence[Operation], project_id: str) -> None:
        """Use these operations, and this project for paths without a project id."""
        self._project_id = project_id
        by_path: dict[str, dict[str, Operation]] = {}
        for operation in operations:
            by_path.setdefault(operation.path, {})[operation.method] = operation
        templates = [template for path, found in by_path.items() for template in _templates(path, found)]
        self._templates = sorted(
            templates, key=lambda template: (template.parameter_positions, not template.names_project)
        )

    def find(self, method: str, raw_path: str) -> Match:
        """Return the operation, or raise 400, 404 or 405."""
        path = _decoded_segments(raw_path)
        for template in self._templates:
            if found := template.pattern.fullmatch(path):
                break
        else:
            raise HTTPException(404, "path: there is no such operation")
        operation = template.operations.get("GET" if method == "HEAD" else method)
        if operation is None:
            allowed = ", ".join(sorted(template.operations))
            raise HTTPException(405, f"method: this path takes {allowed}", {"allow": allowed})
        values = {name: unquote(value) for name, value in found.groupdict().items()}
        if not template.names_project:
            values["project_id"] = self._project_id
        return Match(operation, values, template.names_project)


def _templates(path: str, operations: Mapping[str, Operation]) -> Iterator[_Template]:
    """Yield the template of a path, and the one without the project id."""
    yield _template(path, operations, names_project=True)
    if path.startswith(_IN_PROJECT):
        yield _template(path.replace("/{project_id}", "", 1), operations, names_project=False)


def _template(path: str, operations: Mapping[str, Operation], *, names_project: bool) -> _Template:
    parameter_positions = tuple(segment.startswith("{") for segment in path.split("/"))
    return _Template(_pattern(path), operations, parameter_positions, names_project)


@cache
def _pattern(path: str) -> re.Pattern[str]:
    """Return the pattern of a path. Compiling all of them is half of the time in which a sandbox is created."""
    return compile_path(path)[0]


def _decoded_segments(raw_path: str) -> str:
    """Return the path with its segments decoded, except for slashes and percent signs in them."""
    path = _SLASHES.sub("/", raw_path)
    path = path[:-1] if path.endswith("/") else path
    try:
        segments = [unquote(segment, errors="strict") for segment in path.split("/")]
    except UnicodeDecodeError:
        raise HTTPException(400, "path: a segment is not percent-encoded UTF-8") from None
    return "/".join(segment.replace("%", "%25").replace("/", "%2F") for segment in segments)
