"""A form as JSON Schema: to draw it in a page, or to hand it to a language model as the parameters of a tool."""

from __future__ import annotations

from typing import Any

from pdconnect_api.models.configurable_prop import ConfigurableProp

from .values import fixed_choices

_TYPES: dict[str, dict[str, Any]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "object": {"type": "object", "additionalProperties": True},
    "string[]": {"type": "array", "items": {"type": "string"}},
    "integer[]": {"type": "array", "items": {"type": "integer"}},
    "app": {"type": "string", "pattern": "^apn_"},
    "$.interface.timer": {
        "anyOf": [
            {"type": "integer", "minimum": 1},
            {
                "type": "object",
                "properties": {"intervalSeconds": {"type": "integer", "minimum": 1}},
                "required": ["intervalSeconds"],
            },
            {
                "type": "object",
                "properties": {"cron": {"type": "string"}, "timezone": {"type": "string"}},
                "required": ["cron"],
            },
        ]
    },
}
_SCALAR: dict[str, Any] = {"type": ["string", "integer", "number", "boolean"]}


def prop_schema(prop: ConfigurableProp) -> dict[str, Any]:
    """The JSON Schema of the values that a prop takes."""
    schema: dict[str, Any] = {**_TYPES.get(str(prop.type), {})}
    choices = fixed_choices(prop)
    if choices is not None:
        one_of = {"enum": choices}
        schema = {"type": "array", "items": one_of} if schema.get("type") == "array" else one_of
    elif prop.remote_options:
        schema = {"type": "array", "items": _SCALAR} if schema.get("type") == "array" else {**_SCALAR}
    if schema.get("type") == "integer":
        for keyword, limit in (("minimum", getattr(prop, "min", None)), ("maximum", getattr(prop, "max", None))):
            if limit is not None:
                schema[keyword] = limit
    if prop.label:
        schema["title"] = prop.label
    described = _description(prop)
    if described:
        schema["description"] = described
    default: object = getattr(prop, "default", None)
    if default is not None:
        schema["default"] = default
    return schema


def form_schema(title: str, props: list[ConfigurableProp], required: list[str]) -> dict[str, Any]:
    """The JSON Schema of an object with a member for each prop."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "properties": {prop.name: prop_schema(prop) for prop in props},
        "required": required,
        "additionalProperties": False,
    }


def _description(prop: ConfigurableProp) -> str:
    parts = [prop.description] if isinstance(prop.description, str) and prop.description else []
    if prop.type == "app":
        parts.append(f"Id of a connected account of {getattr(prop, 'app', 'the app')}.")
    if prop.remote_options:
        parts.append("The choices come from the service: ask for the options of this prop.")
    if prop.reload_props:
        parts.append("Setting it can change which other props there are.")
    return " ".join(parts)
