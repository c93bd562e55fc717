"""Every component of the sandbox as a tool, in the formats of the vendors. tests/integration/agents uses the vendors' packages."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pdconnect._tools.names import safe_name
from pdconnect.models import Account, Component

from ...cases import for_each
from .every_component import COMPONENTS, ODD_PROPS, component_with, nodes, tools_of

NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}")
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


def check_strict(schema: dict[str, Any]) -> None:
    """Check the rules of OpenAI."""
    for node in nodes(schema):
        assert not UNSUPPORTED & node.keys()
        assert "type" in node or "anyOf" in node
        types = node.get("type")
        if types == "object":
            assert node["additionalProperties"] is False
            assert node["required"] == list(node["properties"])
        if types == "array":
            assert node["items"]


@pytest.mark.slow
@pytest.mark.every_python
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
    assert json.loads(json.dumps(formats)) == [list(each) for each in formats]
    strict = {tool["name"]: tool["strict"] for tool in tools.to_openai_responses()}
    assert strict[key] is (key not in FREE)


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


def test_each_type_of_prop_has_a_schema() -> None:
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


@pytest.mark.parametrize(
    ("values", "length", "strict"),
    [(250, 100, True), (251, 59, True), (251, 60, False), (1000, 15, True), (1001, 4, False)],
)
def test_choices_that_are_too_long_for_the_strict_form(values: int, length: int, strict: bool) -> None:
    options = [f"{number:0{length}}" for number in range(values)]
    tools = tools_of(component_with({"name": "choice", "type": "string", "options": options}))
    assert tools["app-do"].strict is strict


def test_an_object_that_is_too_long_for_the_strict_form() -> None:
    options = ["x" * 500 + str(number) for number in range(200)]
    props = [{"name": f"choice{number}", "type": "string", "options": options} for number in (1, 2)]
    component = {"key": "app-do", "name": "Do", "version": "1"}
    for some, strict in ((props[:1], True), (props, False)):
        tools = tools_of(Component.from_dict({**component, "configurable_props": some}))
        assert tools["app-do"].strict is strict


def test_mcp_tools_have_annotations_and_titles() -> None:
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
def test_several_accounts_have_distinct_labels(names: list[Any], labels: list[str]) -> None:
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
    single = tools_of(COMPONENTS["slack-find-message"], [accounts[0], dead])["slack-find-message"]
    assert list(single.input_schema["properties"]) == ["query"]


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


@for_each("prop", ODD_PROPS, ids=lambda prop: prop["name"][:10])
def test_odd_props_become_valid_schemas(prop: dict[str, Any]) -> None:
    tools = tools_of(component_with(prop))
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
    """A caller may change the objects that it gets."""
    tools = tools_of(COMPONENTS["slack-send-message"])
    makers: list[Callable[[], list[dict[str, Any]]]] = [tools.to_openai, tools.to_openai_responses, tools.to_mcp]
    for make in makers:
        first = make()
        before = copy.deepcopy(first)
        first[0].clear()
        first.clear()
        assert make() == before
