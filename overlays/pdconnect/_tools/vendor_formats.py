"""The formats of the model vendors: definitions of tools, calls in a response, and results. Pure, and without their packages.

A response may be an object of the vendor's package, or the same as dicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple, cast

from pdconnect_api.errors import InvalidArgumentError

from .argument_schema import JsonSchema
from .tool_call import ToolResult

Vendor = Literal["openai", "openai_responses", "anthropic"]
_LONGEST_OPENAI_DESCRIPTION = 1024


class ToolDefinition(NamedTuple):
    """A tool for a model, before it is written in the format of a vendor."""

    name: str
    title: str
    description: str
    schema: JsonSchema
    strict_schema: JsonSchema | None
    annotations: dict[str, Any]


class ModelCall(NamedTuple):
    """A call that a model asks for."""

    id: str
    name: str
    arguments: object


class ModelCalls(NamedTuple):
    """The calls in a response, in its order."""

    vendor: Vendor
    calls: list[ModelCall]


def openai_tool(tool: ToolDefinition) -> dict[str, Any]:
    """Return the definition for OpenAI chat completions."""
    return {"type": "function", "function": _openai_function(tool)}


def openai_responses_tool(tool: ToolDefinition) -> dict[str, Any]:
    """Return the definition for OpenAI responses."""
    return {"type": "function", **_openai_function(tool)}


def anthropic_tool(tool: ToolDefinition) -> dict[str, Any]:
    """Return the definition for Anthropic messages."""
    return {"name": tool.name, "description": tool.description, "input_schema": tool.schema}


def mcp_tool(tool: ToolDefinition) -> dict[str, Any]:
    """Return the definition for MCP."""
    return {
        "name": tool.name,
        "title": tool.title,
        "description": tool.description,
        "inputSchema": tool.schema,
        "annotations": {"title": tool.title, **tool.annotations},
    }


def read_model_calls(response: object) -> ModelCalls:
    """Return the calls of an OpenAI chat completion (its first choice) or its message, an OpenAI response, or an Anthropic message.

    Raises:
        InvalidArgumentError: The response is none of these.
    """
    choices = _get(response, "choices")
    if _is_list(choices):
        message = _get(choices[0], "message") if choices else None
        if choices and message is None:
            raise InvalidArgumentError("response", "must be complete: combine the chunks of a stream first")
        return ModelCalls("openai", _openai_calls(_get(message, "tool_calls")))
    output = _get(response, "output")
    if _is_list(output):
        return ModelCalls("openai_responses", _responses_calls(output))
    content = _get(response, "content")
    if _is_list(content) and _get(response, "tool_calls") is None:
        return ModelCalls("anthropic", _anthropic_calls(content))
    if _get(response, "role") == "assistant":
        return ModelCalls("openai", _openai_calls(_get(response, "tool_calls")))
    raise InvalidArgumentError(
        "response",
        f"must be an OpenAI chat completion or response, or an Anthropic message, not {type(response).__name__}",
    )


def result_messages(vendor: Vendor, results: Sequence[tuple[ModelCall, ToolResult]]) -> list[dict[str, Any]]:
    """Return the results as what follows the response in the conversation; an empty list if there are none."""
    if vendor == "openai":
        return [{"role": "tool", "tool_call_id": call.id, "content": result.content} for call, result in results]
    if vendor == "openai_responses":
        return [
            {"type": "function_call_output", "call_id": call.id, "output": result.content} for call, result in results
        ]
    blocks = [
        {
            "type": "tool_result",
            "tool_use_id": call.id,
            "content": result.content,
            **({"is_error": True} if result.is_error else {}),
        }
        for call, result in results
    ]
    return [{"role": "user", "content": blocks}] if blocks else []


def _openai_function(tool: ToolDefinition) -> dict[str, Any]:
    description = tool.description
    if len(description) > _LONGEST_OPENAI_DESCRIPTION:
        description = description[: _LONGEST_OPENAI_DESCRIPTION - 1] + "…"
    return {
        "name": tool.name,
        "description": description,
        "parameters": tool.schema if tool.strict_schema is None else tool.strict_schema,
        "strict": tool.strict_schema is not None,
    }


def _openai_calls(tool_calls: object) -> list[ModelCall]:
    found: list[ModelCall] = []
    for item in _items(tool_calls):
        function = _get(item, "function")
        if function is None:  # a custom tool: it has a text as input
            function = _get(item, "custom")
        arguments = _get(function, "arguments") if _get(item, "custom") is None else _get(function, "input")
        found.append(ModelCall(str(_get(item, "id")), str(_get(function, "name")), arguments))
    return found


def _responses_calls(output: object) -> list[ModelCall]:
    return [
        ModelCall(str(_get(item, "call_id")), str(_get(item, "name")), _get(item, "arguments"))
        for item in _items(output)
        if _get(item, "type") == "function_call"
    ]


def _anthropic_calls(content: object) -> list[ModelCall]:
    return [
        ModelCall(str(_get(block, "id")), str(_get(block, "name")), _get(block, "input"))
        for block in _items(content)
        if _get(block, "type") == "tool_use"
    ]


def _get(value: object, name: str) -> Any:
    if isinstance(value, Mapping):
        return cast("Mapping[str, Any]", value).get(name)
    return getattr(value, name, None)


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple)


def _items(value: object) -> Iterable[object]:
    return cast("Iterable[object]", value) if _is_list(value) else ()
