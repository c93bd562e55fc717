"""The specification in a strict form, in which JSON Schema finds what an open specification allows.

An open specification lets a client read a response that has a new field, a new value of a list of known values, or an object of a new
kind. Here all three are violations:

- an object with declared properties has no others, unless its keys are free (`additionalProperties`)
- `x-extensible-enum` is an `enum`
- a union with a discriminator has no fallback; it is a check of the tag, and a condition for each variant, so that errors are those of
  the variant that is meant, and take little time
"""

from __future__ import annotations

import json
from importlib import resources
from typing import Any, NamedTuple

_METHODS = ("get", "put", "post", "delete", "patch")
_ANNOTATIONS = frozenset(("title", "description", "examples"))


class ResponseSpec(NamedTuple):
    """What the specification says about the response of one status."""

    schema: str | None
    """JSON pointer of the schema of the body; None if the body is empty or not ours to check."""
    is_empty: bool
    """Whether there is no body."""
    is_from_app: bool
    """Whether an app sends the response, which the specification cannot describe."""
    headers: dict[str, str]
    """JSON pointers of the schemas of the headers, by name."""


class StrictDocument:
    """The strict form of a specification, with the responses of its operations."""

    def __init__(self, content: dict[str, Any]) -> None:
        """Use a specification. The object is not changed."""
        self.content: dict[str, Any] = _strict(content)
        self._responses = {
            operation["operationId"]: self._read_responses(path, method, operation)
            for path, item in content["paths"].items()
            for method, operation in item.items()
            if method in _METHODS
        }

    @classmethod
    def bundled(cls) -> StrictDocument:
        """Return the strict form of the specification that this package was generated from."""
        file = resources.files("pdconnect_api").joinpath("openapi.json")
        return cls(json.loads(file.read_bytes()))

    def __contains__(self, operation_id: str) -> bool:
        return operation_id in self._responses

    def response(self, operation_id: str, status: int) -> ResponseSpec | None:
        """Return the response of an operation for a status, or its default response."""
        responses = self._responses[operation_id]
        return responses.get(str(status)) or responses.get(f"{status // 100}XX") or responses.get("default")

    def has_status(self, operation_id: str, status: int) -> bool:
        """Return whether an operation has a response of its own for a status. Every operation may fail with any 5xx."""
        responses = self._responses[operation_id]
        default = responses.get("default")
        if default is not None and (status >= 500 or default.is_from_app):
            return True
        return str(status) in responses or f"{status // 100}XX" in responses

    def schema_at(self, pointer: str) -> tuple[str, dict[str, Any]]:
        """Return the schema at a pointer, and its pointer after following references."""
        value: Any = self.content
        for step in pointer.split("/")[1:]:
            value = value[int(step) if isinstance(value, list) else step.replace("~1", "/").replace("~0", "~")]
        reference = value.get("$ref")
        return (pointer, value) if reference is None else self.schema_at(reference.removeprefix("#"))

    def _read_responses(self, path: str, method: str, operation: dict[str, Any]) -> dict[str, ResponseSpec]:
        base = f"/paths/{path.replace('~', '~0').replace('/', '~1')}/{method}/responses"
        return {status: self._read_response(f"{base}/{status}") for status in operation["responses"]}

    def _read_response(self, pointer: str) -> ResponseSpec:
        at, response = self.schema_at(pointer)
        headers = {name: f"{self.schema_at(f'{at}/headers/{name}')[0]}/schema" for name in response.get("headers", {})}
        content = response.get("content", {})
        if "application/json" not in content:
            return ResponseSpec(None, not content, False, headers)
        schema, found = self.schema_at(f"{at}/content/application~1json/schema")
        if all(key in _ANNOTATIONS or key.startswith("x-") for key in found):
            return ResponseSpec(None, False, True, {})
        return ResponseSpec(schema, False, False, headers)


def _strict(value: Any) -> Any:
    if isinstance(value, list):
        return [_strict(part) for part in value]  # pyright: ignore[reportUnknownVariableType]
    if not isinstance(value, dict):
        return value
    strict: dict[str, Any] = {key: _strict(part) for key, part in value.items() if key not in ("example", "examples")}  # pyright: ignore[reportUnknownVariableType]
    properties = strict.get("properties")
    if strict.get("type") == "object" and isinstance(properties, dict):
        strict.setdefault("additionalProperties", False)
        for schema in list(properties.values()):  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
            if "x-also-named" in schema:
                properties[schema["x-also-named"]] = schema
    if "x-extensible-enum" in strict:
        nullable = "null" in strict.get("type", ())
        strict["enum"] = [*strict["x-extensible-enum"], *([None] if nullable else [])]
    return _conditions(strict["discriminator"]) if "discriminator" in strict else strict


def _conditions(discriminator: dict[str, Any]) -> dict[str, Any]:
    """Return a union as a schema that checks the tag (the first of its conditions), and then the variant of the tag."""
    tag, variants = discriminator["propertyName"], discriminator["mapping"]
    return {
        "type": "object",
        "required": [tag],
        "allOf": [
            {"properties": {tag: {"enum": list(variants)}}},
            *(
                {"if": {"properties": {tag: {"const": name}}, "required": [tag]}, "then": {"$ref": reference}}
                for name, reference in variants.items()
            ),
        ],
    }
