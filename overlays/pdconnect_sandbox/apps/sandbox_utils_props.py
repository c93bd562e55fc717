"""The props of the actions in `sandbox_utils`."""

from __future__ import annotations

from ..wire.types import JsonObject

LINES: JsonObject = {"name": "lines", "type": "string[]", "label": "Lines"}
NUMBERS: JsonObject = {"name": "numbers", "type": "integer[]", "label": "Numbers", "min": 0, "optional": True}
NAME: JsonObject = {"name": "fileName", "type": "string", "label": "File name", "optional": True}
FOLDER: JsonObject = {"name": "syncDir", "type": "dir", "accessMode": "write", "sync": True, "optional": True}
COUNT: JsonObject = {"name": "rows", "type": "integer", "label": "Rows", "min": 1, "max": 100_000}
SECONDS: JsonObject = {"name": "seconds", "type": "integer", "label": "Seconds", "min": 0, "max": 600}
MESSAGE: JsonObject = {"name": "message", "type": "string", "label": "Message", "optional": True}

FORM: list[JsonObject] = [
    {
        "name": "note",
        "type": "alert",
        "alertType": "info",
        "content": "Every prop except the text is optional.",
    },
    {"name": "text", "type": "string", "label": "Text", "description": "Must be set"},
    {"name": "secret", "type": "string", "label": "Secret", "secret": True, "optional": True},
    {"name": "file", "type": "string", "label": "File", "format": "file-ref", "optional": True},
    {"name": "texts", "type": "string[]", "label": "Texts", "options": ["a", "b"], "optional": True},
    {"name": "number", "type": "integer", "label": "Number", "default": 3, "optional": True},
    {"name": "numbers", "type": "integer[]", "label": "Numbers", "min": 1, "max": 9, "optional": True},
    {"name": "flag", "type": "boolean", "label": "Flag", "optional": True},
    {"name": "data", "type": "object", "label": "Data", "default": {"a": 1}, "optional": True},
    {"name": "anything", "type": "any", "label": "Anything", "optional": True},
    {"name": "hidden", "type": "string", "hidden": True, "default": "x", "optional": True},
    {"name": "fixed", "type": "string", "readOnly": True, "default": "y", "optional": True},
    {"name": "off", "type": "string", "disabled": True, "optional": True},
]
UNKNOWN: JsonObject = {"name": "colour", "type": "$.sandbox.colour", "label": "Colour", "palette": ["red", "blue"]}
"""A prop of a type that the service does not have."""
