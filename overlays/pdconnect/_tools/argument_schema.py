"""The JSON Schema of what a model fills in, and the strict form that OpenAI accepts. Pure.

The rules of props (types, limits, choices) are those of forms. Here they become easier for a model: labels are accepted in place of
values of the service, SQL is a string, and a prop of any type has no list of types.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from pdconnect_api.models.configurable_prop import ConfigurableProp

from .._forms.json_schema import own_description, prop_schema
from .._forms.values import fixed_options, prop_type
from .names import CHOICES_TOOL

JsonSchema = dict[str, Any]

_STRICT_KEYWORDS = frozenset(
    {
        "additionalProperties",
        "anyOf",
        "description",
        "enum",
        "items",
        "maximum",
        "minimum",
        "properties",
        "required",
        "type",
    }
)
_MAX_ENUM_VALUES = 1000
_MAX_PROPERTIES = 5000
_MAX_CHARS = 120_000
"""Characters of all names of properties and all values of enums."""
_LONG_ENUM = 250
_MAX_CHARS_OF_LONG_ENUM = 15_000
"""Characters of the values of an enum that has more than `_LONG_ENUM` values."""
_JSON_TYPES = ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"))


def argument_schema(prop: ConfigurableProp) -> JsonSchema:
    """Return the JSON Schema of the argument for a prop."""
    schema = prop_schema(prop)
    kind = prop_type(prop)
    notes: list[str] = []
    if kind == "sql":
        schema["type"] = "string"
        notes.append(f"A query in SQL. {CHOICES_TOOL} returns the tables.")
    elif prop.remote_options:
        item = {"type": ["integer", "string"] if kind.startswith("integer") else "string"}
        schema |= {"type": "array", "items": item} if schema.get("type") == "array" else item
        notes.append(f"A value or a label from {CHOICES_TOOL}.")
    elif isinstance(schema.get("type"), list):
        del schema["type"]  # any JSON
        notes.append("Any JSON value.")
    labels = [
        f"{option.value!r}: {option.label}" for option in fixed_options(prop) if option.label != str(option.value)
    ]
    if labels:
        notes.append(f"Meaning of the values: {', '.join(labels)}.")
    if getattr(prop, "secret", None):
        schema.pop("default", None)
    schema.pop("description", None)
    description = "\n".join(part for part in (own_description(prop), " ".join(notes)) if part)
    return {**schema, "description": description} if description else schema


def account_schema(app: str, labels: list[str]) -> JsonSchema:
    """Return the JSON Schema of the argument by which a model chooses one of several accounts."""
    return {"type": "string", "enum": labels, "description": f"The connected account of {app} to use."}


def object_schema(properties: dict[str, JsonSchema], required: list[str]) -> JsonSchema:
    """Return the JSON Schema of an object that has no other members."""
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def strict_schema(schema: JsonSchema) -> JsonSchema | None:
    """Return the schema in OpenAI's strict form; None if there is none, as for free objects and for values of any type.

    In the strict form each object lists all its members as required, optional members may be null, and there are no defaults.
    """
    size = _Size()
    strict = _strict(schema, size)
    return strict if size.fits else None


class _Size:
    """Counts what OpenAI limits, and remembers whether anything has no strict form."""

    def __init__(self) -> None:
        self.fits = True
        self._enum_values = self._properties = self._chars = 0

    def add_properties(self, names: Iterable[str]) -> None:
        lengths = [len(name) for name in names]
        self._properties += len(lengths)
        self._add_chars(sum(lengths))
        self.fits &= self._properties <= _MAX_PROPERTIES

    def add_enum(self, values: Sequence[Any]) -> None:
        chars = sum(len(value) for value in values if isinstance(value, str))
        self._enum_values += len(values)
        self._add_chars(chars)
        self.fits &= self._enum_values <= _MAX_ENUM_VALUES
        self.fits &= len(values) <= _LONG_ENUM or chars <= _MAX_CHARS_OF_LONG_ENUM

    def _add_chars(self, chars: int) -> None:
        self._chars += chars
        self.fits &= self._chars <= _MAX_CHARS


def _strict(schema: JsonSchema, size: _Size) -> JsonSchema:
    strict = {keyword: value for keyword, value in schema.items() if keyword in _STRICT_KEYWORDS}
    description = _strict_description(schema)
    if description:
        strict["description"] = description
    if "enum" in schema:
        size.add_enum(schema["enum"])
        strict.setdefault("type", _types_of(schema["enum"]))
    elif "anyOf" in schema:
        strict["anyOf"] = [_strict(variant, size) for variant in schema["anyOf"]]
    elif schema.get("type") == "object":
        _strict_object(schema, strict, size)
    elif schema.get("type") == "array":
        size.fits &= bool(schema.get("items"))
        strict["items"] = _strict(schema.get("items") or {}, size)
    elif "type" not in schema:
        size.fits = False
    return strict


def _strict_object(schema: JsonSchema, strict: JsonSchema, size: _Size) -> None:
    properties: dict[str, JsonSchema] = schema.get("properties", {})
    size.fits &= schema.get("additionalProperties") is False
    size.add_properties(properties)
    required = set(schema.get("required", ()))
    members = {name: _strict(inner, size) for name, inner in properties.items()}
    strict["properties"] = {name: inner if name in required else _nullable(inner) for name, inner in members.items()}
    strict["required"] = list(properties)
    strict["additionalProperties"] = False


def _nullable(schema: JsonSchema) -> JsonSchema:
    if "enum" in schema:
        schema = {**schema, "enum": [*schema["enum"], None]}
    if "type" in schema:
        types: Any = schema["type"]
        return {**schema, "type": [types, "null"] if isinstance(types, str) else [*types, "null"]}
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]}
    return schema


def _types_of(values: list[Any]) -> str | list[str]:
    types = list(
        dict.fromkeys(
            next((name for kind, name in _JSON_TYPES if isinstance(value, kind)), "string") for value in values
        )
    )
    return types[0] if len(types) == 1 else types


def _strict_description(schema: JsonSchema) -> str:
    """Return the description, with the title and the default, for which the strict form has no keywords."""
    parts = [schema.get("title", ""), schema.get("description", "")]
    if "default" in schema:
        parts.append(f"Default: {json.dumps(schema['default'], ensure_ascii=False, default=str)}.")
    return "\n".join(part for part in parts if part)
