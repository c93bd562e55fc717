"""Values made from schemas: valid ones with every member, and ones that don't fit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from hypothesis import Phase, find, settings
from hypothesis import strategies as st

from .spec import Operation, Schema, branches, kinds, resolve

SECRET = "SENSITIVE"
"""Stands in every value that a schema calls sensitive."""
UNKNOWN = "something-this-version-does-not-know"
JSON_VALUES: dict[str, Any] = {
    "string": "wrong",
    "integer": 7,
    "number": 1.5,
    "boolean": True,
    "array": ["wrong"],
    "object": {"wrong": "type"},
}
"""One value of each JSON type."""


def samples(schema: Schema, name: str = "value") -> list[Any]:
    """Return valid values, enough for every variant of every union to occur. Strings contain `name`, so they differ."""
    schema = resolve(schema)
    if branches(schema):
        return [value for branch in branches(schema) if kinds(branch) != {"null"} for value in samples(branch, name)]
    if "const" in schema:
        return [schema["const"]]
    if "enum" in schema:
        return list(schema["enum"])
    if "x-extensible-enum" in schema:
        return [*schema["x-extensible-enum"], UNKNOWN]
    match next(iter(sorted(kinds(schema) - {"null"}, reverse=True)), "any"):
        case "object":
            return _objects(schema, name)
        case "array":
            return [samples(schema["items"], name)]
        case "string":
            return [_text(schema, name)]
        case "integer":
            return [schema.get("maximum", schema.get("minimum", 0) + len(name))]
        case "number":
            return [0.5 + len(name)]
        case "boolean":
            return [True]
        case _:
            return [{"any": [name, 1, 2.5, None]}]


def valid(schema: Schema, name: str) -> Any:
    """Return one valid value."""
    return samples(schema, name)[0]


@cache
def needed(operation: Operation) -> Mapping[str, Any]:
    """Return arguments by name for what an operation requires."""
    return {
        argument.name: valid(argument.schema, argument.wire) for argument in operation.arguments if argument.required
    }


def invalid(schema: Schema) -> list[Any]:
    """Return values that a schema refuses: of other types, too long, too short, too large, too small, unknown choices."""
    schema, allowed = resolve(schema), kinds(schema)
    if not allowed:
        return []
    if "number" in allowed:
        allowed.add("integer")
    wrong = [value for kind, value in JSON_VALUES.items() if kind not in allowed]
    if "enum" in schema or "const" in schema:
        wrong.append(UNKNOWN)
    elif "string" in allowed:
        wrong += ["x" * (schema["maxLength"] + 1)] if "maxLength" in schema else []
        wrong += [""] if "minLength" in schema else []
    for limit, step in (("minimum", -1), ("maximum", 1)):
        wrong += [schema[limit] + step] if limit in schema else []
    if "array" in allowed:
        wrong += [[item] for item in invalid(schema["items"])]
    return wrong


def _objects(schema: Schema, name: str) -> list[Schema]:
    members = {key: _members(child, key) for key, child in schema.get("properties", {}).items()}
    if not members:
        return [{name: 1 if "additionalProperties" not in schema or schema["additionalProperties"] is True else 1.5}]
    count = max(len(values) for values in members.values())
    return [{key: values[index % len(values)] for key, values in members.items()} for index in range(count)]


def _members(schema: Schema, name: str) -> list[Any]:
    values = samples(schema, name)
    if not resolve(schema).get("x-sensitive"):
        return values
    return [{name: SECRET} if isinstance(value, dict) else f"https://{SECRET}.test" for value in values]


def _text(schema: Schema, name: str) -> str:
    if schema.get("format") == "date-time":
        return "2024-07-30T22:52:48.250Z"
    if schema.get("format") == "email":
        return "support@example.com"
    if schema.get("format") == "uri":
        return f"https://example.com/{name}?a=1&b=%20#c"
    if "pattern" in schema:
        return _matching(schema["pattern"])
    return f"a {name}: é/?&=+#%"


@cache
def _matching(pattern: str) -> str:
    return find(
        st.from_regex(re.compile(pattern, re.ASCII)),
        lambda text: text.isprintable(),
        settings=settings(phases=[Phase.generate]),  # the first value is already the simplest one
    )
