"""Every component of the sandbox as a tool, in the formats of the vendors and for the strict converters of agent frameworks."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from agents import FunctionTool
from agents.strict_schema import ensure_strict_json_schema
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from mcp.types import Tool as McpTool
from openai.types.chat import ChatCompletionToolParam
from openai.types.responses import FunctionToolParam
from pydantic import TypeAdapter
from pydantic_ai.profiles.openai import OpenAIJsonSchemaTransformer

import pdconnect
from pdconnect._tools.account_choices import AccountChoices
from pdconnect._tools.names import safe_name
from pdconnect._tools.tool_spec import ToolSpec
from pdconnect.models import Account, Component
from pdconnect.sandbox import Sandbox

from ...cases import for_each

NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}")
USER = "user-1"
FREE = {
    "discord-send-message",  # a prop of any type
    "zendesk-create-ticket",  # a free object
    "data_stores-add-update-record",
    "http-custom-request",
    "sandbox_utils-show-form",
    "google_sheets-add-single-row",  # its props change
}
"""Components that have no strict schema."""
UNSUPPORTED = {"default", "title", "pattern", "format", "$schema", "minLength", "patternProperties", "oneOf", "allOf"}


def _components() -> list[Component]:
    with Sandbox() as sandbox:
        client = sandbox.client()
        return [component for app in (None,) for component in client.components.list(app=app, limit=100)]


COMPONENTS = {component.key: component for component in _components()}


def tools_of(component: Component, accounts: list[Account] | None = None) -> pdconnect.UserTools:
    """Return the tools of one component, which can be a trigger here: the schemas are the same."""
    spec = ToolSpec(component, USER)
    client: Any = None
    return pdconnect.UserTools(client, USER, [spec], AccountChoices(accounts or []), None, "link", {}, 1000, "secret")


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every schema inside a schema."""
    if not isinstance(schema, dict):
        return
    yield schema
    for inner in (*schema.get("properties", {}).values(), schema.get("items"), *schema.get("anyOf", ())):
        yield from nodes(inner)


def check_strict(schema: dict[str, Any]) -> None:
    """Check the rules of OpenAI, and that the converters of frameworks have nothing to change or to complain about."""
    for node in nodes(schema):
        assert not UNSUPPORTED & node.keys()
        assert "type" in node or "anyOf" in node
        types = node.get("type")
        if types == "object":
            assert node["additionalProperties"] is False
            assert node["required"] == list(node["properties"])
        if types == "array":
            assert node["items"]
    assert ensure_strict_json_schema(copy.deepcopy(schema)) == schema
    transformer = OpenAIJsonSchemaTransformer(copy.deepcopy(schema), strict=None)
    assert transformer.walk() == schema
    assert transformer.is_strict_compatible


@for_each("key", COMPONENTS)
def test_every_component_in_every_format(key: str) -> None:
    tools = tools_of(COMPONENTS[key])
    formats = (tools.to_openai(), tools.to_openai_responses(), tools.to_anthropic(), tools.to_mcp())
    for chat, responses, claude, mcp in zip(*formats, strict=True):
        assert chat == {"type": "function", "function": {k: v for k, v in responses.items() if k != "type"}}
        assert responses["type"] == "function"
        for tool, schema in ((chat["function"], "parameters"), (claude, "input_schema"), (mcp, "inputSchema")):
            assert NAME.fullmatch(tool["name"])
            assert tool["description"].strip()
            Draft202012Validator.check_schema(tool[schema])
            assert tool[schema]["type"] == "object"
            assert all(NAME.fullmatch(name) for name in tool[schema]["properties"])
            assert all(node.get("items") is not None for node in nodes(tool[schema]) if node.get("type") == "array")
        assert len(chat["function"]["description"]) <= 1024
        if responses["strict"]:
            check_strict(responses["parameters"])
        McpTool.model_validate(mcp, strict=True)
    for made, kind in zip(formats[:2], (ChatCompletionToolParam, FunctionToolParam), strict=True):
        TypeAdapter(list[kind]).validate_python(made)  # type: ignore[valid-type]
    assert json.loads(json.dumps(formats)) == [list(each) for each in formats]
    strict = {tool["name"]: tool["strict"] for tool in tools.to_openai_responses()}
    assert strict[key] is (key not in FREE)


@for_each("key", COMPONENTS)
def test_every_component_in_agent_frameworks(key: str) -> None:
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


@for_each("key", COMPONENTS)
def test_hidden_and_service_managed_props_and_accounts_are_left_out(key: str) -> None:
    tool = tools_of(COMPONENTS[key])[key]
    props = {prop.name: prop.to_dict() for prop in COMPONENTS[key].configurable_props or []}
    managed = {"app", "alert", "dir", "$.service.db", "$.interface.http", "$.interface.apphook"}
    expected = {
        name
        for name, prop in props.items()
        if prop["type"] not in managed
        and not {"hidden", "disabled", "readOnly"} & {flag for flag, value in prop.items() if value is True}
        and "static" not in prop
    }
    assert set(tool.input_schema["properties"]) - {"more_arguments"} == expected


def test_the_schema_of_each_type() -> None:
    form = tools_of(COMPONENTS["sandbox_utils-show-form"])["sandbox_utils-show-form"].input_schema
    assert form["required"] == ["text"]
    assert form["properties"]["texts"] == {"type": "array", "items": {"enum": ["a", "b"]}, "title": "Texts"}
    assert form["properties"]["number"] == {"type": "integer", "title": "Number", "default": 3}
    assert "type" not in form["properties"]["anything"]
    ticket = tools_of(COMPONENTS["zendesk-create-ticket"])["zendesk-create-ticket"].input_schema["properties"]
    assert ticket["priority"]["enum"] == ["low", "normal", "high"]
    assert "High!" in ticket["priority"]["description"]
    assert (ticket["urgency"]["minimum"], ticket["urgency"]["maximum"]) == (1, 5)
    query = tools_of(COMPONENTS["postgresql-execute-custom-query"])["postgresql-execute-custom-query"].input_schema
    assert query["properties"]["sql"]["type"] == "string"


def test_optional_arguments_are_nullable_in_the_strict_form() -> None:
    tool = tools_of(COMPONENTS["gitlab-list-commits"])["gitlab-list-commits"]
    assert tool.input_schema["required"] == ["projectId"]
    assert tool.parameters["required"] == ["projectId", "refName"]
    assert tool.parameters["properties"]["refName"]["type"] == ["string", "null"]
    drive = tools_of(COMPONENTS["google_sheets-create-worksheet"])["google_sheets-create-worksheet"].parameters
    assert 'Default: "My Drive".' in drive["properties"]["drive"]["description"]
    assert drive["properties"]["drive"]["type"] == ["string", "null"]


def test_annotations_and_titles() -> None:
    large = tools_of(COMPONENTS["sandbox_utils-large-result"]).to_mcp()[0]
    assert large["annotations"]["readOnlyHint"] is True
    assert large["annotations"]["destructiveHint"] is False
    ticket = tools_of(COMPONENTS["zendesk-create-ticket"]).to_mcp()[0]
    assert ticket["title"] == ticket["annotations"]["title"] == "Create a ticket"


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (["Work", "Home"], ["Work", "Home"]),
        (["Work", "Work"], ["Work (apn_0)", "Work (apn_1)"]),
        (["", None, "  "], ["apn_0", "apn_1", "apn_2"]),
    ],
)
def test_several_accounts_of_an_app(names: list[Any], labels: list[str]) -> None:
    accounts = [
        Account.from_dict(
            {"id": f"apn_{number}", "name": name, "app": {"name_slug": "slack", "name": "Slack", "id": "a"}}
        )
        for number, name in enumerate(names)
    ]
    dead = Account.from_dict({"id": "apn_9", "name": "Old", "dead": True, "app": {"name_slug": "slack"}})
    tool = tools_of(COMPONENTS["slack-find-message"], [*accounts, dead])["slack-find-message"]
    assert tool.input_schema["properties"]["slack"]["enum"] == labels
    assert tool.input_schema["required"] == ["slack", "query"]
    assert tool.strict
    check_strict(tool.parameters)
    one = tools_of(COMPONENTS["slack-find-message"], [accounts[0], dead])["slack-find-message"]
    assert list(one.input_schema["properties"]) == ["query"]


@given(st.text())
def test_a_name_that_vendors_accept_for_any_key(key: str) -> None:
    name = safe_name(key)
    assert NAME.fullmatch(name)
    assert safe_name(key) == name
    if NAME.fullmatch(key) and key not in ("list_argument_choices", "more_arguments"):
        assert name == key


@given(st.lists(st.text(alphabet="ab-_é.\U0001f600", min_size=50), min_size=2, unique=True))
def test_names_are_unique(keys: list[str]) -> None:
    assert len({safe_name(key) for key in keys}) == len(keys)


@pytest.mark.parametrize("key", ["x" * 65, "x" * 64 + "y", "a.b", "a b", "", "list_argument_choices", "é"])
def test_names_that_must_change(key: str) -> None:
    assert safe_name(key) != key
    assert re.search(r"_[0-9a-f]{8}$", safe_name(key))


ODD_PROPS: list[dict[str, Any]] = [
    {"name": "a b", "type": "string"},
    {"name": "x" * 100, "type": "integer", "optional": True},
    {"name": "kind", "type": 5},
    {"name": "label", "type": "string", "label": 7, "description": ["x"]},
    {"name": "limits", "type": "integer", "min": "low", "max": True},
    {"name": "options", "type": "string", "options": [None, 1, {"label": None, "value": "v"}, {"value": None}]},
    {"name": "many", "type": "string", "options": [f"choice {number}" for number in range(2000)]},
    {"name": "default", "type": "string", "default": {"a": object}, "optional": True},
    {"name": "secret", "type": "string", "secret": True, "default": "hunter22", "optional": True},
    {"name": "unknown", "type": "$.other.kind[]", "remoteOptions": True},
]


@for_each("prop", ODD_PROPS, ids=lambda prop: prop["name"][:10])
def test_odd_props(prop: dict[str, Any]) -> None:
    sent = {**prop, **({"default": {"a": 1}} if prop["name"] == "default" else {})}
    component = Component.from_dict(
        {"key": "app-do", "name": "Do", "version": "1", "configurable_props": [sent, 5, None]}
    )
    tools = tools_of(component)
    for tool in tools.to_openai():
        Draft202012Validator.check_schema(tool["function"]["parameters"])
        assert all(NAME.fullmatch(name) for name in tool["function"]["parameters"]["properties"])
        if tool["function"]["strict"]:
            check_strict(tool["function"]["parameters"])
    assert "hunter22" not in json.dumps([tools.to_openai(), tools.to_anthropic(), tools.to_mcp()])


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("Sends a message. [See the documentation](https://x.example/docs)", "Sends a message."),
        ("Sends. [See the docs here](https://x.example).", "Sends."),
        ("Sends [this](https://x.example)", "Sends [this](https://x.example)"),
        ("[See the documentation](https://x.example)", "Do"),
        (None, "Do"),
        ("  ", "Do"),
        (5, "Do"),
    ],
)
def test_descriptions_without_links_to_documentation(description: Any, expected: str) -> None:
    component = Component.from_dict({"key": "app-do", "name": "Do", "version": "1", "description": description})
    assert tools_of(component)["app-do"].description == expected


def test_a_long_description_is_cut_for_openai() -> None:
    component = Component.from_dict({"key": "app-do", "name": "Do", "version": "1", "description": "word " * 1000})
    tools = tools_of(component)
    assert len(tools.to_openai()[0]["function"]["description"]) == 1024
    assert len(tools.to_anthropic()[0]["description"]) > 1024


def test_formats_are_new_values() -> None:
    """A caller may change what it gets."""
    tools = tools_of(COMPONENTS["slack-send-message"])
    makers: list[Callable[[], list[dict[str, Any]]]] = [tools.to_openai, tools.to_openai_responses, tools.to_mcp]
    for make in makers:
        first = make()
        before = copy.deepcopy(first)
        first[0].clear()
        first.clear()
        assert make() == before
