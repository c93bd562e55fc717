"""A form as JSON Schema: to render it in a page, or to give it to a language model as the parameters of a tool."""

from __future__ import annotations

from typing import Any

from pdconnect_api.model import Model
from pdconnect_api.models.configurable_prop import ConfigurableProp

from .values import fixed_choices, limits, prop_type

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
                "additionalProperties": False,
            },
            {
                "type": "object",
                "properties": {"cron": {"type": "string"}, "timezone": {"type": "string"}},
                "required": ["cron"],
                "additionalProperties": False,
            },
        ]
    },
}
_SCALAR: dict[str, Any] = {"type": ["string", "integer", "number", "boolean"]}
_ANY: dict[str, Any] = {"type": ["string", "integer", "number", "boolean", "object", "array"]}


def prop_schema(prop: ConfigurableProp) -> dict[str, Any]:
    """Return the JSON Schema of the values that a prop takes."""
    schema: dict[str, Any] = {**_TYPES.get(prop_type(prop), _ANY)}
    choices = fixed_choices(prop)
    if choices is not None:
        choice = {"enum": choices}
        schema = {"type": "array", "items": choice} if schema.get("type") == "array" else choice
    elif prop.remote_options:
        schema = {"type": "array", "items": _SCALAR} if schema.get("type") == "array" else {**_SCALAR}
    if schema.get("type") == "integer":
        for keyword, limit in zip(("minimum", "maximum"), limits(prop), strict=True):
            if limit is not None:
                schema[keyword] = limit
    label: object = prop.label
    if isinstance(label, str) and label:
        schema["title"] = label
    described = _description(prop)
    if described:
        schema["description"] = described
    default: object = getattr(prop, "default", None)
    if default is not None:
        schema["default"] = _json_value(default)
    return schema


def form_schema(title: str, description: str, props: list[ConfigurableProp], required: list[str]) -> dict[str, Any]:
    """Return the JSON Schema of an object with a member for each prop."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": description,
        "type": "object",
        "properties": {prop.name: prop_schema(prop) for prop in props},
        "required": required,
        "additionalProperties": False,
    }


def own_description(prop: ConfigurableProp) -> str:
    """Return what the component says about the prop; empty if it says nothing."""
    own: object = prop.description
    return own.strip() if isinstance(own, str) else ""


def _description(prop: ConfigurableProp) -> str:
    """Return what the component says about the prop, then what we say, as paragraphs."""
    own = own_description(prop)
    parts = [own] if own else []
    added: list[str] = []
    if prop_type(prop) == "app":
        app: object = getattr(prop, "app", None)
        added.append(f"Id of a connected account of {app if isinstance(app, str) and app else 'the app'}.")
    if prop.remote_options:
        added.append("The choices come from the service: request the options of this prop.")
    if prop.reload_props:
        added.append("Setting it can change the other props.")
    return "\n\n".join([*parts, " ".join(added)] if added else parts)


def _json_value(value: Any) -> Any:
    """Return a default as plain JSON: some are models."""
    if isinstance(value, Model):
        return value.to_dict()
    if isinstance(value, list):
        return [_json_value(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    return value
