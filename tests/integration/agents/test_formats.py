"""The vendors' packages and the strict converters of agent frameworks accept the tools as they are."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from pydantic import TypeAdapter

import pdconnect
from pdconnect.models import Account

from ...cases import for_each
from ...pdconnect.tools.every_component import COMPONENTS, ODD_PROPS, component_with, tools_of


def check_strict(tools: pdconnect.UserTools) -> int:
    """Check that the converters of frameworks accept the schemas without a change; return the number of strict tools."""
    from agents.strict_schema import ensure_strict_json_schema
    from pydantic_ai.profiles.openai import OpenAIJsonSchemaTransformer

    schemas = [tool.parameters for tool in tools if tool.strict]
    for schema in schemas:
        assert ensure_strict_json_schema(copy.deepcopy(schema)) == schema
        transformer = OpenAIJsonSchemaTransformer(copy.deepcopy(schema), strict=None)
        assert transformer.walk() == schema
        assert transformer.is_strict_compatible
    return len(schemas)


@for_each("key", COMPONENTS)
def test_every_component_in_every_format(key: str) -> None:
    from mcp.types import Tool as McpTool
    from openai.types.chat import ChatCompletionToolParam
    from openai.types.responses import FunctionToolParam

    tools = tools_of(COMPONENTS[key])
    check_strict(tools)
    for tool in tools.to_mcp():
        McpTool.model_validate(tool, strict=True)
    TypeAdapter(list[ChatCompletionToolParam]).validate_python(tools.to_openai())
    TypeAdapter(list[FunctionToolParam]).validate_python(tools.to_openai_responses())


@for_each("key", COMPONENTS)
def test_every_component_in_agent_frameworks(key: str) -> None:
    from agents import FunctionTool
    from pydantic_ai.profiles.openai import OpenAIJsonSchemaTransformer

    async def invoke(context: Any, arguments: str) -> str:
        return arguments

    for tool in tools_of(COMPONENTS[key]):
        FunctionTool(
            name=tool.name,
            description=tool.description,
            params_json_schema=tool.parameters,
            strict_json_schema=tool.strict,
            on_invoke_tool=invoke,
        )
        OpenAIJsonSchemaTransformer(tool.input_schema, strict=tool.strict).walk()


@for_each("prop", ODD_PROPS, ids=lambda prop: prop["name"][:10])
def test_odd_props_become_strict_schemas(prop: dict[str, Any]) -> None:
    check_strict(tools_of(component_with(prop)))


@pytest.mark.parametrize("names", [["Work", "Home"], ["Work", "Work"], ["", None, "  "]])
def test_several_accounts_become_a_strict_choice(names: list[Any]) -> None:
    accounts = [
        Account.from_dict({"id": f"apn_{number}", "name": name, "app": {"name_slug": "slack", "name": "Slack"}})
        for number, name in enumerate(names)
    ]
    assert check_strict(tools_of(COMPONENTS["slack-find-message"], accounts))
