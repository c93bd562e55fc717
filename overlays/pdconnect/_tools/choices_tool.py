"""The tool that lists the choices for the arguments of all other tools. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pdconnect_api.arguments import text
from pdconnect_api.errors import InvalidArgumentError

from .argument_schema import JsonSchema, object_schema
from .arguments import parse_arguments
from .names import CHOICES_TOOL
from .tool_spec import ToolSpec
from .vendor_formats import ToolDefinition


class ChoicesCall(NamedTuple):
    """A checked call."""

    spec: ToolSpec
    argument: str
    arguments: dict[str, Any]
    query: str | None


def choices_definition(specs: Sequence[ToolSpec]) -> ToolDefinition:
    """Return the definition, for the tools that have such arguments."""
    description = (
        "Lists the choices for an argument of another tool, with their labels and values. Use it if the value is not known, instead of "
        "guessing it."
    )
    return ToolDefinition(CHOICES_TOOL, "List choices", description, _schema(specs), None, {"readOnlyHint": True})


def read_choices_call(arguments: Mapping[str, Any], specs: Sequence[ToolSpec]) -> ChoicesCall:
    """Return the checked call. Raises InvalidArgumentError."""
    named = {spec.name: spec for spec in specs}
    spec = named.get(str(arguments.get("tool")))
    if spec is None:
        raise InvalidArgumentError("tool", f"must be one of {', '.join(named)}")
    argument = arguments.get("argument")
    if not isinstance(argument, str) or not argument:
        raise InvalidArgumentError("argument", f"must be one of {', '.join(spec.remote_arguments())}")
    query = arguments.get("query")
    text("query", query)
    return ChoicesCall(spec, argument, parse_arguments(arguments.get("arguments")), query)


def _schema(specs: Sequence[ToolSpec]) -> JsonSchema:
    return object_schema(
        {
            "tool": {"type": "string", "enum": [spec.name for spec in specs], "description": "Name of the tool."},
            "argument": {"type": "string", "description": "Name of the argument."},
            "arguments": {
                "type": "object",
                "description": "The other arguments of the tool that are known already; choices can depend on them.",
                "additionalProperties": True,
            },
            "query": {"type": "string", "description": "A text to search for in the choices."},
        },
        ["tool", "argument"],
    )
