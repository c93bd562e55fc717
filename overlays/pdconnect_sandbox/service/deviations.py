"""Planted deviations: responses that differ from the specification, to test the code that detects them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any, get_args

from pdconnect import DeviationKind

from ..spec.document import Operation
from ..spec.validation import Schemas
from ..state.budget import THROTTLED, throttled_headers
from ..wire.responses import JsonResponse, SandboxResponse
from ..wire.types import JsonObject, as_list, as_object

DEVIATION_KINDS: tuple[DeviationKind, ...] = get_args(DeviationKind)
"""The kinds that `pdconnect.SpecDeviation` documents."""
PLANTED = "planted"
"""Name of planted fields, and planted value of strings."""


def plant(
    kind: DeviationKind, response: SandboxResponse, operation: Operation, schemas: Schemas, now: float
) -> SandboxResponse:
    """Return a successful response with one deviation. A response to which the kind does not apply stays as it is."""
    if not isinstance(response, JsonResponse) or response.status_code >= 300:
        return response
    content, status, headers = response.content, response.status_code, dict[str, str]()
    specified = operation.response(status)
    if kind == "status":
        status = 206
    elif kind == "body":
        return _like(response, SandboxResponse(b"", status, {"content-type": "application/json"}))
    elif kind == "media_type":
        headers["content-type"] = "text/plain"
    elif kind == "unknown_header":
        headers["x-ratelimit-policy"] = PLANTED
    elif kind in ("missing_header", "header_value"):
        content, status, headers = {"error": THROTTLED}, 429, throttled_headers(100, now, now + 1)
        if kind == "missing_header":
            del headers["retry-after"]
        else:
            headers["x-ratelimit-limit"] = PLANTED
    elif specified is not None and specified.schema is not None:
        content = _changed(kind, content, schemas, specified.schema)
    return _like(response, JsonResponse(content, status, headers))


def _like(response: SandboxResponse, changed: SandboxResponse) -> SandboxResponse:
    """Give the changed response the effects of the original one."""
    changed.webhook_requests, changed.delay = response.webhook_requests, response.delay
    return changed


def _changed(kind: DeviationKind, content: Any, schemas: Schemas, schema: str) -> Any:
    """Return the content with a deviation that the schema detects, or unchanged."""
    for changed in _candidates(kind, content):
        problems = schemas.problems(schema, changed, "body")
        if _shows(kind, problems):
            return changed
    return content


def _candidates(kind: DeviationKind, content: Any) -> Iterator[Any]:
    """Yield copies of the content, each with one change. Items of lists come before what contains them."""
    copy = deepcopy(content)
    for part in list(_objects(copy)):
        original = dict(part)
        for changed in _changed_objects(kind, original):
            part.clear()
            part.update(changed)
            yield copy
        part.clear()
        part.update(original)


def _changed_objects(kind: DeviationKind, original: JsonObject) -> Iterable[JsonObject]:
    if kind == "unknown_field":
        return [{**original, PLANTED: PLANTED}]
    if kind == "missing_field":
        return [{name: value for name, value in original.items() if name != omitted} for omitted in original]
    if kind == "variant":
        return [{**original, "type": PLANTED}] if isinstance(original.get("type"), str) else []
    replaced = [name for name, value in original.items() if kind == "type" or isinstance(value, str)]
    planted: Any = {PLANTED: PLANTED} if kind == "type" else PLANTED
    return [{**original, name: planted} for name in replaced]


def _shows(kind: DeviationKind, problems: list[str]) -> bool:
    """Return whether these problems of a changed body are those that a deviation of this kind causes."""
    if kind in ("unknown_field", "variant"):
        return not problems  # an open specification allows both
    wanted = {"missing_field": "is missing", "type": "must be of type", "value": "must "}[kind]
    return bool(problems) and all(wanted in problem for problem in problems)


def _objects(value: Any) -> Iterator[JsonObject]:
    found = as_object(value)
    # The items of a page come before what describes the page.
    for part in as_list(value) or [
        part for _, part in sorted((found or {}).items(), key=lambda field: field[0] == "page_info")
    ]:
        yield from _objects(part)
    if found is not None:
        yield found
