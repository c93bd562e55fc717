"""Calls of tools: arguments as models write them, accounts, choices by label, further arguments, failures, results."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

import pdconnect
from pdconnect.sandbox import Sandbox

USER = "user-1"
SHEETS = "google_sheets-add-single-row"
SHEET = "1BfWjFF2dTW_YDiLISj5N9nKCUErShgugPS434liyytg"


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        for app in ("gitlab", "google_sheets", "slack", "zendesk", "postgresql"):
            sandbox.add_account(app=app, external_user_id=USER)
        yield sandbox


def tools_for(sandbox: Sandbox, *actions: str, **options: Any) -> pdconnect.UserTools:
    return sandbox.client().tools.for_user(USER, actions=actions or None, **options)


def sent_props(sandbox: Sandbox) -> dict[str, Any]:
    """Return the props of the last run."""
    body: Any = sandbox.calls("actions.run")[-1].body
    return dict(body["configured_props"])


# ---- which actions become tools, and with how many requests


def operations(sandbox: Sandbox) -> list[str | None]:
    return [call.operation_id for call in sandbox.calls() if call.operation_id != "oauth_tokens_create"]


def test_the_requests_for_the_tools_of_apps(sandbox: Sandbox) -> None:
    tools = sandbox.client().tools.for_user(USER, apps=["gitlab", "slack"])
    assert operations(sandbox) == ["accounts_list", "actions_list", "actions_list"]
    assert len(tools) == 10
    assert [tool.name for tool in tools][-1] == "list_argument_choices"
    assert tools.not_connected == []


def test_the_default_is_the_apps_of_the_user(sandbox: Sandbox) -> None:
    tools = sandbox.client().tools.for_user(USER)
    keys = [tool.component.key.partition("-")[0] for tool in tools if tool.component]
    assert set(keys) == {"gitlab", "google_sheets", "slack", "zendesk", "postgresql"}
    assert len(sandbox.client().tools.for_user("user-without-accounts")) == 0


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["slack-send-message"], ["accounts_list", "actions_retrieve"]),
        (["slack-send-message", "slack-find-message"], ["accounts_list", "actions_retrieve", "actions_retrieve"]),
        (
            ["slack-send-message", "slack-find-message", "slack-archive-channel", "gitlab-get-issue"],
            ["accounts_list", "actions_list", "actions_retrieve"],
        ),
    ],
    ids=len,
)
def test_tools_are_fetched_by_their_keys(sandbox: Sandbox, keys: list[str], expected: list[str]) -> None:
    tools = tools_for(sandbox, *keys)
    assert [tool.name for tool in tools if tool.component] == keys
    assert operations(sandbox) == expected


def test_a_limit_and_a_query_select_tools(sandbox: Sandbox) -> None:
    tools = sandbox.client().tools
    limited = tools.for_user(USER, apps=["gitlab", "slack"], limit=2)
    assert [tool.name.partition("-")[0] for tool in limited if tool.component] == ["gitlab", "gitlab", "slack", "slack"]
    found = tools.for_user(USER, apps=["slack"], query="archive")
    assert [tool.name for tool in found] == ["slack-archive-channel", "list_argument_choices"]


def test_all_pages_of_actions_become_tools(sandbox: Sandbox) -> None:
    for number in range(130):
        sandbox.add_component(f"rss-action-{number:03d}", props=[{"name": "text", "type": "string"}])
    tools = sandbox.client().tools
    assert len(tools.for_user(USER, apps=["rss"])) == 131
    assert len(tools.for_user(USER, apps=["rss"], limit=120)) == 120
    assert operations(sandbox).count("actions_list") == 4
    wanted = ["rss-action-000", "rss-action-001", "rss-action-129", "rss-merge-rss-feeds"]
    assert [tool.name for tool in tools.for_user(USER, actions=wanted)] == wanted


def test_an_action_that_does_not_exist(sandbox: Sandbox) -> None:
    with pytest.raises(pdconnect.NotFoundError):
        tools_for(sandbox, "slack-no-such-action")
    with pytest.raises(pdconnect.NotFoundError):
        tools_for(sandbox, "slack-a", "slack-b", "slack-send-message")


def test_an_app_that_does_not_exist(sandbox: Sandbox) -> None:
    client = sandbox.client()
    with pytest.raises(pdconnect.NotFoundError):
        client.tools.for_user(USER, apps=["slack", "slak"])
    assert len(client.tools.for_user(USER, apps=["discord"], registry="private")) == 0
    assert len(client.tools.for_user(USER, apps=["slack"], query="no such action")) == 0


def test_missing_props_of_a_list_are_fetched() -> None:
    """The vendor's reference shows lists whose items have no props."""
    props = [{"name": "text", "type": "string"}]
    component = {"key": "app-do", "name": "Do", "version": "1"}

    def respond(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/accounts"):
            return httpx.Response(200, json={"data": [], "page_info": {"count": 0}})
        if request.url.path.endswith("/actions"):
            return httpx.Response(200, json={"data": [component, {"key": None}], "page_info": {"count": 2}})
        return httpx.Response(200, json={"data": {**component, "configurable_props": props}})

    transport = httpx.MockTransport(respond)
    with pdconnect.Client(
        project_id="proj_1", access_token="t", environment="development", http_client=httpx.Client(transport=transport)
    ) as client:
        tools = client.tools.for_user(USER, apps=["app"])
    assert list(tools["app-do"].input_schema["properties"]) == ["text"]


def test_accounts_whose_app_has_no_slug() -> None:
    """The vendor's reference shows accounts with only the id and the name of their app."""
    props = [{"name": "slack", "type": "app", "app": "slack"}, {"name": "text", "type": "string"}]
    component = {"key": "slack-do", "name": "Do", "version": "1", "configurable_props": props}
    filters: list[str | None] = []
    runs: list[Any] = []

    def respond(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/accounts"):
            filters.append(request.url.params.get("app"))
            accounts = [
                {"id": "apn_1", "app": {"id": "app_1", "name": "Slack"}},
                {"id": "apn_2", "app": {"id": "app_2"}},
            ]
            data = accounts[:1] if filters[-1] else accounts
            return httpx.Response(200, json={"data": data, "page_info": {"count": len(data)}})
        if request.url.path.endswith("/run"):
            runs.append(json.loads(request.content)["configured_props"])
            return httpx.Response(200, json={"ret": "done", "os": [], "exports": {}})
        return httpx.Response(200, json={"data": [component], "page_info": {"count": 1}})

    transport = httpx.MockTransport(respond)
    with pdconnect.Client(
        project_id="proj_1", access_token="t", environment="development", http_client=httpx.Client(transport=transport)
    ) as client:
        tools = client.tools.for_user(USER, apps=["slack"])
        assert filters == [None, "slack"]
        assert tools.not_connected == []
        assert not tools.call("slack-do", {"text": "x"}).is_error
    assert runs == [{"slack": {"authProvisionId": "apn_1"}, "text": "x"}]


@pytest.mark.parametrize(
    ("options", "argument"),
    [
        ({"apps": "slack"}, "apps"),
        ({"apps": [""]}, "apps"),
        ({"actions": [5]}, "actions"),
        ({"actions": ["slack-a"], "limit": 5}, "actions"),
        ({"actions": ["slack-a"], "apps": ["gitlab"]}, "actions"),
        ({"limit": 0}, "limit"),
        ({"registry": "mine"}, "registry"),
        ({"not_connected": "ignore"}, "not_connected"),
        ({"max_result_chars": 10}, "max_result_chars"),
        ({"confirm": "yes"}, "confirm"),
        ({"token_options": 5}, "token_options"),
        ({"token_options": {"success_uri": "https://x.example"}}, "token_options"),
        ({"token_options": {"external_user_id": "another"}}, "token_options"),
        ({"token_options": {"expires_in": "soon"}}, "token_options"),
    ],
)
def test_a_wrong_option_sends_nothing(sandbox: Sandbox, options: dict[str, Any], argument: str) -> None:
    with pytest.raises(pdconnect.InvalidArgumentError) as caught:
        sandbox.client().tools.for_user(USER, **options)
    assert caught.value.argument == argument
    assert sandbox.calls() == []


# ---- arguments


@pytest.mark.parametrize(
    "channel", ["C0000000001", "#general", "general", "General", " #general "], ids=lambda text: text.strip()
)
def test_a_choice_is_accepted_by_value_or_label(sandbox: Sandbox, channel: str) -> None:
    result = tools_for(sandbox, "slack-send-message").call(
        "slack-send-message", {"conversation": channel, "text": "Hi"}
    )
    assert not result.is_error
    assert result.value is not None
    assert json.loads(result.content)["result"]["channel"] == "C0000000001"
    labelled = {"__lv": {"label": "#general", "value": "C0000000001"}}
    assert sent_props(sandbox)["conversation"] == labelled


def test_a_choice_that_only_a_search_finds(sandbox: Sandbox) -> None:
    names = [f"item-{number:04d}" for number in range(300)]

    sandbox.add_component(
        "rss-pick",
        props=[{"name": "item", "type": "string", "remoteOptions": True, "useQuery": True}],
        options={"item": [{"label": name, "value": f"id-{name}"} for name in names]},
        run=lambda props: props["item"],
    )
    tools = tools_for(sandbox, "rss-pick")
    assert json.loads(tools.call("rss-pick", {"item": "item-0250"}).content)["result"] == "id-item-0250"


def test_an_ambiguous_label_names_the_values(sandbox: Sandbox) -> None:
    sandbox.add_component(
        "rss-pick",
        props=[{"name": "item", "type": "string", "remoteOptions": True}],
        options={
            "item": [
                {"label": "Report", "value": "r1"},
                {"label": "Report", "value": "r2"},
                {"label": "Other", "value": "o"},
            ]
        },
        run=lambda props: props["item"],
    )
    tools = tools_for(sandbox, "rss-pick")
    result = tools.call("rss-pick", {"item": "report"})
    assert result.is_error
    assert "'r1'" in result.content
    assert "'r2'" in result.content
    assert "'o'" not in result.content
    assert sandbox.calls("actions.run") == []
    assert not tools.call("rss-pick", {"item": "r2"}).is_error


def test_labels_are_not_taken_from_another_context(sandbox: Sandbox) -> None:
    """Worksheets of different sheets have the same labels."""

    def worksheets(props: Mapping[str, Any]) -> list[dict[str, Any]]:
        return [{"label": "Sheet1", "value": f"{props['book']}-1"}]

    sandbox.add_component(
        "rss-read",
        props=[
            {"name": "book", "type": "string"},
            {"name": "sheet", "type": "string", "remoteOptions": True},
        ],
        options={"sheet": worksheets},
        run=lambda props: props["sheet"],
    )
    tools = tools_for(sandbox, "rss-read")
    for book in ("a", "b"):
        result = tools.call("rss-read", {"book": book, "sheet": "Sheet1"})
        assert json.loads(result.content)["result"] == f"{book}-1"


@pytest.mark.parametrize(
    ("arguments", "sent"),
    [
        ({"number": "5"}, {"number": 5}),
        ({"number": 5.0}, {"number": 5}),
        ({"number": "5.0"}, {"number": 5}),
        ({"numbers": 5}, {"numbers": [5]}),
        ({"numbers": ["5", 6.0]}, {"numbers": [5, 6]}),
        ({"numbers": "[5, 6]"}, {"numbers": [5, 6]}),
        ({"flag": "true"}, {"flag": True}),
        ({"flag": "No"}, {"flag": False}),
        ({"texts": "a"}, {"texts": ["a"]}),
        ({"texts": ["A"]}, {"texts": ["a"]}),
        ({"data": '{"b": [1]}'}, {"data": {"b": [1]}}),
        ({"text": 5}, {"text": "5"}),
        ({"text": True}, {"text": "true"}),
        ({"number": None, "flag": None}, {}),
        ({"anything": [1, {"a": None}]}, {"anything": [1, {"a": None}]}),
    ],
    ids=str,
)
def test_arguments_are_converted_to_the_types_of_props(
    sandbox: Sandbox, arguments: dict[str, Any], sent: dict[str, Any]
) -> None:
    tools = tools_for(sandbox, "sandbox_utils-show-form")
    result = tools.call("sandbox_utils-show-form", json.dumps({"text": "x", **arguments}))
    assert not result.is_error, result.content
    assert sent_props(sandbox) == {"text": "x", **sent}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"text": "x", "number": "many"}, ["number", "integer"]),
        ({"text": "x", "number": 1.5}, ["number", "integer"]),
        ({"text": "x", "number": True}, ["number", "integer"]),
        ({"text": ["x"]}, ["text", "string"]),
        ({"text": "x", "texts": ["c"]}, ["texts", "'a'", "'b'"]),
        ({"text": "x", "flag": "perhaps"}, ["flag", "true or false"]),
        ({"text": "x", "data": "x"}, ["data", "object"]),
        ({"text": "x", "color": 1}, ["color", "texts"]),
        ({"text": "x", "hidden": "y"}, ["hidden", "texts"]),
        ({"text": "x", "fixed": "y"}, ["fixed", "texts"]),
        ({"text": "x", "note": "y"}, ["note", "texts"]),
        ({"text": "x", "more_arguments": {}}, ["more_arguments"]),
        ({}, ["text", "required"]),
        ([], ["JSON object", "list"]),
        ("[1]", ["JSON object", "list"]),
        ('{"text": "x"', ["JSON object", "cannot be parsed"]),
        ('{"text": NaN}', ["JSON object", "NaN"]),
        ("[" * 100_000, ["JSON object"]),
        (5, ["JSON object", "int"]),
        ({"text": "\ud800"}, ["text", "lone surrogate"]),
        ({"text": "x", "texts": ["a", "\ud800"]}, ["texts", "lone surrogate"]),
        ({"text": "x", "data": {"a": ["\ud800"]}}, ["data", "lone surrogate"]),
        (r'{"text": "\ud800"}', ["text", "lone surrogate"]),
    ],
    ids=lambda value: str(value)[:40],
)
def test_wrong_arguments_are_messages(sandbox: Sandbox, arguments: Any, words: list[str]) -> None:
    tools = tools_for(sandbox, "sandbox_utils-show-form")
    result = tools.call("sandbox_utils-show-form", arguments)
    assert result.is_error
    assert isinstance(result.error, pdconnect.PdconnectError)
    assert not [word for word in words if word not in result.content], result.content
    assert "Nothing was done" in result.content
    assert sandbox.calls("actions.run") == []
    with pytest.raises(type(result.error)):
        tools.call("sandbox_utils-show-form", arguments, raise_errors=True)


@pytest.mark.parametrize("encode", [str, json.dumps, str.encode], ids=["text", "encoded twice", "bytes"])
def test_arguments_can_be_json_text(sandbox: Sandbox, encode: Any) -> None:
    tools = tools_for(sandbox, "slack-send-message")
    result = tools.call("slack-send-message", encode(json.dumps({"conversation": "#general", "text": "x"})))
    assert not result.is_error, result.content
    assert "required: conversation, text" in tools.call("slack-send-message", encode("null")).content


def test_choices_are_not_cut_off_by_a_long_value(sandbox: Sandbox) -> None:
    tools = tools_for(sandbox, "slack-send-message")
    result = tools.call("slack-send-message", {"conversation": "x" * 100_000, "text": "x"})
    assert result.is_error
    assert "#general" in result.content
    assert "list_argument_choices" in result.content


def test_a_surrogate_in_a_label_is_rejected(sandbox: Sandbox) -> None:
    result = tools_for(sandbox, "slack-send-message").call(
        "slack-send-message", {"conversation": "\ud800", "text": "x"}
    )
    assert "conversation must be text" in result.content


def test_messages_have_the_names_of_arguments(sandbox: Sandbox) -> None:
    """A model does not know the name of a prop that vendors do not accept."""
    props: list[dict[str, Any]] = [
        {"name": "first name", "type": "string"},
        {"name": "größe", "type": "integer", "optional": True},
    ]
    sandbox.add_component("rss-odd", props=props, run=lambda props: props)
    tools = tools_for(sandbox, "rss-odd")
    first, size = tools["rss-odd"].input_schema["properties"]
    for arguments, argument in (({}, first), ({first: "x", size: "big"}, size), ({"more": 1}, size)):
        content = tools.call("rss-odd", arguments).content
        assert argument in content
        assert "first name" not in content
        assert "größe" not in content


def test_limits_of_numbers_and_choices_by_label(sandbox: Sandbox) -> None:
    tools = tools_for(sandbox, "zendesk-create-ticket")
    result = tools.call("zendesk-create-ticket", {"subject": "x", "urgency": "9"})
    assert "urgency" in result.content
    assert "at most 5" in result.content
    assert not tools.call("zendesk-create-ticket", {"subject": "x", "priority": "high!"}).is_error
    assert sent_props(sandbox)["priority"] == "high"


def test_sql_is_a_string_for_the_model(sandbox: Sandbox) -> None:
    tools = tools_for(sandbox, "postgresql-execute-custom-query")
    result = tools.call("postgresql-execute-custom-query", {"sql": "SELECT 1 AS one"})
    assert not result.is_error, result.content
    assert json.loads(result.content)["result"]
    asked = {"tool": "postgresql-execute-custom-query", "argument": "sql"}
    tables = json.loads(tools.call("list_argument_choices", asked).content)["database"]
    assert "orders" in tables["dbInfo"]


def test_a_run_that_needs_a_stash_gets_one(sandbox: Sandbox) -> None:
    tools = tools_for(sandbox, "sandbox_utils-write-report", "sandbox_utils-list-files")
    assert not tools.call("sandbox_utils-list-files").is_error
    result = tools.call("sandbox_utils-write-report", {"lines": ["a", "b"]})
    assert json.loads(result.content)["files"][0]["get_url"]


# ---- failures with choices


def test_the_first_choices_of_a_missing_argument(sandbox: Sandbox) -> None:
    result = tools_for(sandbox, "slack-send-message").call("slack-send-message", {"text": "Hi"})
    assert "conversation" in result.content
    assert "#general ('C0000000001')" in result.content
    assert "list_argument_choices" in result.content


def test_the_first_choices_if_an_action_fails_for_a_value_that_is_none_of_them(sandbox: Sandbox) -> None:
    tools = tools_for(sandbox, "slack-send-message")
    result = tools.call("slack-send-message", {"conversation": "generl", "text": "Hi"})
    assert isinstance(result.error, pdconnect.ActionFailedError)
    assert "channel_not_found" in result.content
    assert "conversation = 'generl' is not one of its choices: #general" in result.content


def test_a_label_that_does_not_exist_where_a_number_is_expected(sandbox: Sandbox) -> None:
    result = tools_for(sandbox, "gitlab-list-commits").call("gitlab-list-commits", {"projectId": "my project"})
    assert "projectId" in result.content
    assert "jverce/gitlab (21208123)" in result.content
    assert sandbox.calls("actions.run") == []
    result = tools_for(sandbox, "gitlab-list-commits").call("gitlab-list-commits", {"projectId": "jverce/gitlab"})
    assert not result.is_error


def test_a_failed_action_is_an_error_result(sandbox: Sandbox) -> None:
    tools = tools_for(sandbox, "sandbox_utils-fail")
    result = tools.call("sandbox_utils-fail", {"message": "the disk is full"})
    assert (result.is_error, result.value) == (True, None)
    assert "the disk is full" in result.content
    with pytest.raises(pdconnect.ActionFailedError):
        tools.call("sandbox_utils-fail", {}, raise_errors=True)


@pytest.mark.parametrize("name", [None, 5, ["slack-send-message"], {}], ids=str)
def test_a_name_that_is_no_string(sandbox: Sandbox, name: Any) -> None:
    assert "name must be" in tools_for(sandbox, "slack-send-message").call(name).content


def test_an_unknown_tool_is_an_error_result(sandbox: Sandbox) -> None:
    result = tools_for(sandbox, "slack-find-message").call("slack-delete-everything", {})
    assert result.is_error
    assert "slack-find-message" in result.content
    assert sandbox.calls("actions.run") == []


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"status": 500}, "Error"),
        ({"status": 429}, "too many requests"),
        ({"status": 403}, "the application may not do this"),
        ({"status": 400, "body": {"error": "no"}}, "Error"),
        ({"drop": True}, "may have taken effect"),
        ({"garbage": True}, "Error"),
    ],
    ids=str,
)
def test_failures_of_the_service_are_messages(sandbox: Sandbox, fault: dict[str, Any], words: str) -> None:
    tools = sandbox.client(max_retries=0).tools.for_user(USER, actions=["slack-find-message"])
    with sandbox.faults(operation="actions.run", **fault):
        result = tools.call("slack-find-message", {"query": "x"})
    assert result.is_error
    assert words in result.content


def test_a_closed_client_is_an_error_of_the_program(sandbox: Sandbox) -> None:
    tools = tools_for(sandbox, "slack-find-message")
    sandbox.close()
    client = pdconnect.Client(project_id="p", access_token="t", environment="development")
    tools._client = client
    client.close()
    with pytest.raises(pdconnect.ClientClosedError):
        tools.call("slack-find-message", {"query": "x"})


# ---- props that appear later


def test_further_arguments_are_reported_once_and_then_used(sandbox: Sandbox) -> None:
    tools = tools_for(sandbox, SHEETS)
    chosen = {"sheetId": "Orders 2024", "worksheetId": _worksheets(tools)}
    first = tools.call(SHEETS, chosen)
    assert first.is_error
    assert "more_arguments" in first.content
    assert "hasHeaders" in first.content
    assert "myColumnData" in first.content
    assert sandbox.calls("actions.run") == []
    second = tools.call(SHEETS, {**chosen, "more_arguments": {"hasHeaders": False, "myColumnData": ["a", "b"]}})
    assert not second.is_error, second.content
    assert sent_props(sandbox)["myColumnData"] == ["a", "b"]


def test_reloaded_props_are_further_arguments(sandbox: Sandbox) -> None:
    tools = tools_for(sandbox, SHEETS)
    chosen = {"sheetId": SHEET, "worksheetId": _worksheets(tools)}
    assert tools.call(SHEETS, chosen).is_error
    with_headers = {**chosen, "more_arguments": '{"hasHeaders": true}'}
    second = tools.call(SHEETS, with_headers)
    assert second.is_error
    assert "col_0000" in second.content
    assert "The cell of the column" in second.content
    third = tools.call(SHEETS, {**chosen, "more_arguments": {"hasHeaders": True, "col_0000": "x", "col_0001": None}})
    assert not third.is_error, third.content
    assert sent_props(sandbox)["col_0000"] == "x"


def test_further_arguments_among_the_others_and_in_a_new_set_of_tools(sandbox: Sandbox) -> None:
    """A web application creates the tools again for each request."""
    chosen = {"sheetId": SHEET, "worksheetId": _worksheets(tools_for(sandbox, SHEETS))}
    for more in ({"more_arguments": {"myColumnData": ["a"]}}, {"myColumnData": ["a"]}):
        result = tools_for(sandbox, SHEETS).call(SHEETS, {**chosen, **more})
        assert not result.is_error, result.content


def test_an_unknown_further_argument_is_named(sandbox: Sandbox) -> None:
    tools = tools_for(sandbox, SHEETS)
    chosen = {"sheetId": SHEET, "worksheetId": _worksheets(tools)}
    result = tools.call(SHEETS, {**chosen, "more_arguments": {"column": "x"}})
    assert "column" in result.content
    assert "myColumnData" in result.content


def _worksheets(tools: pdconnect.UserTools) -> list[str]:
    asked = {"tool": SHEETS, "argument": "worksheetId", "arguments": {"sheetId": SHEET}}
    return [json.loads(tools.call("list_argument_choices", asked).content)["choices"][0]["value"]]


# ---- the tool that lists choices


def test_choices_of_an_argument_are_listed(sandbox: Sandbox) -> None:
    tools = tools_for(sandbox, "slack-send-message")
    found = json.loads(
        tools.call("list_argument_choices", {"tool": "slack-send-message", "argument": "conversation"}).content
    )
    assert found["choices"][0] == {"label": "#general", "value": "C0000000001"}
    asked = {"tool": "slack-send-message", "argument": "conversation", "query": "team-2"}
    searched = json.loads(tools.call("list_argument_choices", asked).content)
    assert [choice["label"] for choice in searched["choices"]] == [f"#team-2{digit}" for digit in range(5)]


def test_choices_that_depend_on_other_arguments_and_are_searched_here(sandbox: Sandbox) -> None:
    tools = tools_for(sandbox, "gitlab-list-commits")
    asked = {
        "tool": "gitlab-list-commits",
        "argument": "refName",
        "arguments": {"projectId": "jverce/gitlab"},
        "query": "MA",
    }
    found = json.loads(tools.call("list_argument_choices", asked).content)
    assert all("ma" in choice["label"].lower() for choice in found["choices"])
    assert found["choices"]


def test_many_choices_are_cut_with_a_note(sandbox: Sandbox) -> None:
    sandbox.add_component(
        "rss-pick",
        props=[{"name": "item", "type": "string", "remoteOptions": True}],
        options={"item": [f"item {number}" for number in range(300)]},
        run=lambda props: None,
    )
    tools = tools_for(sandbox, "rss-pick")
    found = json.loads(tools.call("list_argument_choices", {"tool": "rss-pick", "argument": "item"}).content)
    assert len(found["choices"]) == 50
    assert "query" in found["note"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, "tool must be one of slack-send-message"),
        ({"tool": "slack-find-message", "argument": "query"}, "tool must be one of"),
        ({"tool": "slack-send-message"}, "argument must be one of conversation"),
        ({"tool": "slack-send-message", "argument": "text"}, "text"),
        ({"tool": "slack-send-message", "argument": "color"}, "color"),
        ({"tool": "slack-send-message", "argument": "conversation", "arguments": "x"}, "arguments"),
        ({"tool": "slack-send-message", "argument": "conversation", "query": ["x"]}, "query must be a string"),
        ({"tool": "slack-send-message", "argument": "conversation", "query": "\ud800"}, "query must be text"),
        ({"tool": "slack-send-message", "argument": "conversation", "arguments": {"color": 1}}, "color"),
    ],
    ids=str,
)
def test_a_wrong_request_for_choices_is_an_error_result(sandbox: Sandbox, asked: dict[str, Any], words: str) -> None:
    tools = tools_for(sandbox, "slack-send-message", "slack-find-message")
    result = tools.call("list_argument_choices", asked)
    assert result.is_error
    assert words in result.content


def test_there_is_no_such_tool_without_choices(sandbox: Sandbox) -> None:
    tools = tools_for(sandbox, "slack-find-message")
    assert [tool.name for tool in tools] == ["slack-find-message"]
    assert "list_argument_choices" not in tools
    assert tools.call("list_argument_choices", {}).is_error
    with pytest.raises(KeyError):
        tools["list_argument_choices"]


# ---- accounts


def test_the_model_chooses_one_of_several_accounts(sandbox: Sandbox) -> None:
    ids = [sandbox.add_account(app="slack", external_user_id=USER, name=name).id for name in ("Work", "Home")]
    tools = tools_for(sandbox, "slack-send-message")
    labels = tools["slack-send-message"].input_schema["properties"]["slack"]["enum"]
    assert labels[1:] == ["Work", "Home"]
    arguments = {"conversation": "#general", "text": "Hi"}
    missing = tools.call("slack-send-message", arguments)
    assert "slack" in missing.content
    assert "'Work'" in missing.content
    wrong = tools.call("slack-send-message", {**arguments, "slack": "Office"})
    assert "'Work', 'Home'" in wrong.content
    assert sandbox.calls("actions.run") == []
    for wanted, sent in (("Home", ids[1]), (ids[0], ids[0])):
        assert not tools.call("slack-send-message", {**arguments, "slack": wanted}).is_error
        assert sent_props(sandbox)["slack"] == {"authProvisionId": sent}
    asked = {"tool": "slack-send-message", "argument": "conversation"}
    assert "'Work'" in tools.call("list_argument_choices", asked).content
    assert not tools.call("list_argument_choices", {**asked, "arguments": {"slack": "Work"}}).is_error


def test_a_revoked_account_counts_as_missing(sandbox: Sandbox) -> None:
    account = sandbox.add_account(app="discord", external_user_id=USER)
    sandbox.revoke_account(account.id)
    assert tools_for(sandbox, "discord-send-message").not_connected == ["discord"]


def test_accounts_of_other_users_are_never_used(sandbox: Sandbox) -> None:
    other = sandbox.add_account(app="slack", external_user_id="user-2")
    tools = tools_for(sandbox, "slack-find-message")
    assert tools.call("slack-find-message", {"query": "x", "slack": other.id}).is_error
    assert sandbox.calls("actions.run") == []


def test_a_link_for_an_app_without_account(sandbox: Sandbox) -> None:
    options = {"success_redirect_uri": "https://app.example.com/done"}
    tools = sandbox.client().tools.for_user("user-3", apps=["slack"], token_options=options)
    assert tools.not_connected == ["slack"]
    assert "not connected slack" in tools["slack-find-message"].description
    result = tools.call("slack-find-message", {"query": "x"})
    assert result.is_error
    assert isinstance(result.error, pdconnect.AccountRequiredError)
    assert result.error.connect_link_url in result.content
    assert "app=slack" in result.content
    assert sandbox.calls("tokens.create")[-1].body["success_redirect_uri"] == options["success_redirect_uri"]
    sandbox.add_account(app="slack", external_user_id="user-3")
    assert not tools.call("slack-find-message", {"query": "x"}).is_error
    assert tools.not_connected == []
    assert "not connected" not in tools["slack-find-message"].description


def test_an_error_for_an_app_without_account(sandbox: Sandbox) -> None:
    client = sandbox.client()
    tools = client.tools.for_user("user-3", apps=["slack"], not_connected="raise")
    with pytest.raises(pdconnect.AccountRequiredError) as caught:
        tools.call("slack-find-message", {"query": "x"})
    error = caught.value
    assert (error.app, error.external_user_id) == ("slack", "user-3")
    assert "app=slack" in error.connect_link_url
    assert error.token is not None
    sandbox.add_account(app="slack", external_user_id="user-3")
    with pytest.raises(pdconnect.AccountRequiredError):
        client.tools.for_user("user-4", apps=["slack"], not_connected="raise").handle(
            {"content": [{"type": "tool_use", "id": "t", "name": "slack-find-message", "input": {}}]}
        )


def test_no_tools_for_an_app_without_account(sandbox: Sandbox) -> None:
    tools = sandbox.client().tools.for_user(USER, apps=["slack", "discord"], not_connected="leave_out")
    assert "discord-send-message" not in tools
    assert "slack-send-message" in tools


# ---- safety


def test_only_listed_actions_can_be_called(sandbox: Sandbox) -> None:
    tools = tools_for(sandbox, "slack-find-message")
    assert tools.call("slack-archive-channel", {"conversation": "C0000000001"}).is_error
    assert sandbox.calls("actions.run") == []


def test_arguments_that_the_application_fixes(sandbox: Sandbox) -> None:
    defaults = {"slack-send-message": {"conversation": "C0000000002"}}
    tools = tools_for(sandbox, "slack-send-message", defaults=defaults)
    assert list(tools["slack-send-message"].input_schema["properties"]) == ["text"]
    assert "list_argument_choices" not in tools
    changed = tools.call("slack-send-message", {"conversation": "C0000000001", "text": "Hi"})
    assert changed.is_error
    assert "set by the application" in changed.content
    assert "C0000000002" not in changed.content
    assert not tools.call("slack-send-message", {"text": "Hi"}).is_error
    assert sent_props(sandbox)["conversation"]["__lv"]["value"] == "C0000000002"


def test_a_fixed_account_is_no_argument_of_the_tool(sandbox: Sandbox) -> None:
    account = sandbox.add_account(app="slack", external_user_id=USER, name="Work")
    tools = tools_for(sandbox, "slack-find-message", defaults={"slack-find-message": {"slack": account.id}})
    assert list(tools["slack-find-message"].input_schema["properties"]) == ["query"]
    assert not tools.call("slack-find-message", {"query": "x"}).is_error
    assert sent_props(sandbox)["slack"] == {"authProvisionId": account.id}
    assert tools.call("slack-find-message", {"query": "x", "slack": "another"}).is_error


@pytest.mark.parametrize(
    "defaults",
    [
        {"slack-archive-channel": {}},
        {"slack-send-message": {"color": 1}},
        {"slack-send-message": {"text": ["x"]}},
        {"slack-send-message": {"slack": 5}},
        {"slack-send-message": 5},
        ["slack-send-message"],
    ],
    ids=str,
)
def test_wrong_defaults_are_an_invalid_argument(sandbox: Sandbox, defaults: dict[str, Any]) -> None:
    with pytest.raises(pdconnect.InvalidArgumentError) as caught:
        tools_for(sandbox, "slack-send-message", defaults=defaults)
    assert caught.value.argument == "defaults"


def add_destructive(sandbox: Sandbox, hint: object = True) -> None:
    sandbox.add_component(
        "rss-delete", props=[{"name": "id", "type": "string"}], run=lambda props: f"deleted {props['id']}"
    )
    component: Any = sandbox._state.registry.component("rss-delete", "action")
    object.__setattr__(component, "annotations", {"destructiveHint": hint})


@pytest.mark.parametrize("verdict", [True, False])
def test_the_application_confirms_destructive_actions(sandbox: Sandbox, verdict: bool) -> None:
    add_destructive(sandbox)
    asked: list[pdconnect.ToolCall] = []

    def confirm(call: pdconnect.ToolCall) -> bool:
        asked.append(call)
        return verdict

    tools = tools_for(sandbox, "rss-delete", "slack-find-message", confirm=confirm)
    assert not tools.call("slack-find-message", {"query": "x"}).is_error
    assert asked == []
    assert tools.call("rss-delete", {}).is_error
    assert asked == []
    runs = len(sandbox.calls("actions.run"))
    result = tools.call("rss-delete", {"id": "5"})
    assert result.is_error is not verdict
    assert len(sandbox.calls("actions.run")) - runs == verdict
    assert (asked[0].name, dict(asked[0].arguments), asked[0].external_user_id) == ("rss-delete", {"id": "5"}, USER)
    if not verdict:
        assert "not confirmed" in result.content
        with pytest.raises(pdconnect.CallDeclinedError):
            tools.call("rss-delete", {"id": "5"}, raise_errors=True)


def test_a_confirmation_that_is_no_boolean_runs_nothing(sandbox: Sandbox) -> None:
    add_destructive(sandbox)

    async def confirm(call: pdconnect.ToolCall) -> bool:
        return True

    for wrong in (confirm, lambda call: "yes", lambda call: None):
        function: Any = wrong
        tools = tools_for(sandbox, "rss-delete", confirm=function)
        with pytest.raises(pdconnect.InvalidArgumentError) as caught:
            tools.call("rss-delete", {"id": "5"})
        assert caught.value.argument == "confirm"
    assert sandbox.calls("actions.run") == []


def test_a_long_result_is_cut_with_a_note(sandbox: Sandbox) -> None:
    tools = tools_for(sandbox, "sandbox_utils-large-result", max_result_chars=1000)
    result = tools.call("sandbox_utils-large-result", {"rows": 1000})
    assert len(result.content) <= 1000
    content = json.loads(result.content)
    assert "of 1000 items" in content["note"]
    assert content["result"] == [
        {"id": n + 1, "name": f"Row {n + 1}", "even": n % 2 == 1} for n in range(len(content["result"]))
    ]
    assert len(content["result"]) > 10
    assert result.value is not None
    assert len(result.value.ret) == 1000


@pytest.mark.parametrize("value", ["x" * 5000, {"a": "x" * 5000}, ["x" * 5000]], ids=lambda value: type(value).__name__)
def test_a_long_text_is_cut_with_a_note(sandbox: Sandbox, value: Any) -> None:
    sandbox.add_component("rss-long", run=lambda props: value)
    result = tools_for(sandbox, "rss-long", max_result_chars=1000).call("rss-long")
    assert len(result.content) == 1000
    assert "cut: the result has 5,0" in result.content


SECRETS = {"ctok_0123456789abcdef": True, "Bearer abcdefgh12345678ijkl": True, "a basic understanding of things": False}


@pytest.mark.parametrize("secret", [*SECRETS, "sandbox-secret"])
def test_credentials_do_not_reach_the_model(sandbox: Sandbox, secret: str) -> None:
    sandbox.add_component("rss-echo", run=lambda props: {"text": f"<{secret}>", "rows": [f"{secret}"] * 50})
    sandbox.add_component("rss-fail", run=_failing(f"<{secret}>"))
    tools = tools_for(sandbox, "rss-echo", "rss-fail", max_result_chars=500)
    for name in ("rss-echo", "rss-fail"):
        assert (secret in tools.call(name).content) is (SECRETS.get(secret, True) is False)


def test_members_that_are_credentials_are_masked(sandbox: Sandbox) -> None:
    sandbox.add_component("rss-echo", run=lambda props: {"password": "hunter22", "nextPageToken": "p2"})
    assert json.loads(tools_for(sandbox, "rss-echo").call("rss-echo").content)["result"] == {
        "password": "***",
        "nextPageToken": "p2",
    }


@pytest.mark.parametrize("shift", range(15))
def test_no_part_of_a_credential_is_left_where_a_failure_is_cut(sandbox: Sandbox, shift: int) -> None:
    sandbox.add_component("rss-fail", run=_failing("x" * (1_900 + shift) + " sandbox-secret" * 20))
    content = tools_for(sandbox, "rss-fail").call("rss-fail").content
    assert 1_900 < len(content) <= 2_000
    assert "sandbox" not in content


@pytest.mark.parametrize("secret", ["fixed-secret-value", 'pä"ss\\word', "two\nlines"])
def test_a_fixed_secret_does_not_reach_the_model(sandbox: Sandbox, secret: str) -> None:
    defaults = {"sandbox_utils-show-form": {"secret": secret}}
    tools = tools_for(sandbox, "sandbox_utils-show-form", defaults=defaults)
    result = tools.call("sandbox_utils-show-form", {"text": "x"})
    assert sent_props(sandbox)["secret"] == secret
    for text in (result.content, json.dumps([tools.to_openai(), tools.to_anthropic(), tools.to_mcp()])):
        for spelling in (secret, json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]):
            assert spelling not in text


def test_the_access_token_does_not_reach_the_model(sandbox: Sandbox) -> None:
    client = sandbox.client()
    token = client.access_token()
    sandbox.add_component("rss-echo", run=lambda props: {"headers": [f"token: {token}"]})
    sandbox.add_component("rss-fail", run=_failing(f"not accepted: {token}"))
    tools = client.tools.for_user(USER, actions=["rss-echo", "rss-fail"])
    assert "token: ***" in tools.call("rss-echo").content
    assert "not accepted: ***" in tools.call("rss-fail").content


def test_lone_surrogates_do_not_reach_the_model() -> None:
    """The client of a vendor could not send them."""
    kind = {"name": "kind", "type": "string", "label": "\udfff", "options": [{"label": "\ud800", "value": "a"}]}
    props = [{"name": "slack", "type": "app", "app": "slack"}, kind]
    component = {"key": "slack-do", "name": "A \ud83d\ude00 \ud800", "version": "1", "configurable_props": props}
    accounts = [
        {"id": f"apn_{number}", "name": f"{number} \ud800", "app": {"name_slug": "slack"}} for number in range(2)
    ]

    def respond(request: httpx.Request) -> httpx.Response:
        body: Any = {"ret": {"text": "b\ud800c"}, "os": [], "exports": {}}
        if request.method == "GET":
            data = accounts if request.url.path.endswith("/accounts") else [component]
            body = {"data": data, "page_info": {"count": len(data)}}
        return httpx.Response(200, content=json.dumps(body))

    transport = httpx.MockTransport(respond)
    with pdconnect.Client(
        project_id="proj_1", access_token="t", environment="development", http_client=httpx.Client(transport=transport)
    ) as client:
        tools = client.tools.for_user(USER, apps=["slack"])
        assert tools["slack-do"].input_schema["properties"]["slack"]["enum"] == ["0 \ufffd", "1 \ufffd"]
        done = tools.call("slack-do", {"slack": "1 \ufffd", "kind": "a"})
        failed = tools.call("slack-do", {"\ud800": 1})
    assert json.loads(done.content) == {"result": {"text": "b\ufffdc"}}
    assert failed.is_error
    definitions = [tools.to_openai(), tools.to_openai_responses(), tools.to_anthropic(), tools.to_mcp()]
    for text in (json.dumps(definitions, ensure_ascii=False), done.content, failed.content):
        assert text.encode()


@pytest.mark.parametrize("value", ["", [], {}, 0, False])
def test_a_result_without_items_is_not_null(sandbox: Sandbox, value: Any) -> None:
    sandbox.add_component("rss-find", run=lambda props: value)
    assert json.loads(tools_for(sandbox, "rss-find").call("rss-find").content) == {"result": value}


def _failing(message: str) -> Any:
    def run(props: dict[str, Any]) -> Any:
        raise RuntimeError(message)

    return run


# ---- responses of models


def chat_completion(*calls: tuple[str, str]) -> dict[str, Any]:
    tool_calls = [
        {"id": f"call_{number}", "type": "function", "function": {"name": name, "arguments": arguments}}
        for number, (name, arguments) in enumerate(calls)
    ]
    message = {"role": "assistant", "content": None, "tool_calls": tool_calls or None}
    return {"id": "c", "choices": [{"index": 0, "finish_reason": "tool_calls", "message": message}]}


def response_object(*calls: tuple[str, str]) -> dict[str, Any]:
    output: list[dict[str, Any]] = [{"type": "reasoning", "id": "rs_1", "summary": []}]
    output += [
        {
            "type": "function_call",
            "id": f"fc_{number}",
            "call_id": f"call_{number}",
            "name": name,
            "arguments": arguments,
        }
        for number, (name, arguments) in enumerate(calls)
    ]
    return {"id": "resp_1", "output": output}


def claude_message(*calls: tuple[str, str]) -> dict[str, Any]:
    content: list[dict[str, Any]] = [{"type": "text", "text": "Let me see."}]
    content += [
        {"type": "tool_use", "id": f"call_{number}", "name": name, "input": json.loads(arguments)}
        for number, (name, arguments) in enumerate(calls)
    ]
    return {"id": "msg_1", "role": "assistant", "stop_reason": "tool_use", "content": content}


def as_objects(value: Any) -> Any:
    """Return dicts as objects with attributes."""
    if isinstance(value, dict):
        keep = {"input"}
        return SimpleNamespace(**{name: inner if name in keep else as_objects(inner) for name, inner in value.items()})
    return [as_objects(item) for item in value] if isinstance(value, list) else value


CALLS = [
    ("slack-send-message", '{"conversation": "#general", "text": "Hi"}'),
    ("slack-nothing", "{}"),
    ("slack-send-message", '{"conversation": "#random", "text": "Hi"}'),
]


@pytest.mark.parametrize("convert", [lambda value: value, as_objects], ids=["dicts", "objects"])
@pytest.mark.parametrize("make", [chat_completion, response_object, claude_message])
def test_several_calls_in_a_response(sandbox: Sandbox, make: Any, convert: Any) -> None:
    tools = tools_for(sandbox, "slack-send-message")
    messages = tools.handle(convert(make(*CALLS)))
    assert json.loads(json.dumps(messages)) == messages
    if make is claude_message:
        assert [message["role"] for message in messages] == ["user"]
        results = messages[0]["content"]
        assert [block.get("is_error", False) for block in results] == [False, True, False]
        ids, texts = [block["tool_use_id"] for block in results], [block["content"] for block in results]
    elif make is chat_completion:
        assert {message["role"] for message in messages} == {"tool"}
        ids, texts = [m["tool_call_id"] for m in messages], [m["content"] for m in messages]
    else:
        assert {message["type"] for message in messages} == {"function_call_output"}
        ids, texts = [m["call_id"] for m in messages], [m["output"] for m in messages]
    assert ids == ["call_0", "call_1", "call_2"]
    assert "C0000000001" in texts[0]
    assert "must be one of the tools" in texts[1]
    assert "C0000000002" in texts[2]
    assert len(tools.handle(convert(make(*CALLS)), skip_unknown=True)) == (1 if make is claude_message else 2)


@pytest.mark.parametrize("make", [chat_completion, response_object, claude_message])
def test_a_response_without_calls_has_no_results(sandbox: Sandbox, make: Any) -> None:
    tools = tools_for(sandbox, "slack-send-message")
    assert tools.handle(make()) == []
    assert tools.handle(as_objects(make())) == []


def test_handle_accepts_the_message_of_a_completion(sandbox: Sandbox) -> None:
    tools = tools_for(sandbox, "slack-send-message")
    message = chat_completion(CALLS[0])["choices"][0]["message"]
    assert len(tools.handle(message)) == 1
    assert tools.handle({"role": "assistant", "content": "Hi"}) == []
    custom = {"id": "c", "type": "custom", "custom": {"name": "shell", "input": "ls"}}
    assert "shell" in tools.handle({"role": "assistant", "tool_calls": [custom]})[0]["content"]


@pytest.mark.parametrize("make", [chat_completion, response_object])
@pytest.mark.parametrize("arguments", ['{"text": ', "", "null", "[]", "\ud800"])
def test_broken_arguments_run_nothing(sandbox: Sandbox, make: Any, arguments: str) -> None:
    tools = tools_for(sandbox, "slack-send-message")
    text = json.dumps(tools.handle(make(("slack-send-message", arguments))))
    assert "Nothing was done" in text


@pytest.mark.parametrize(
    "response", [None, 5, "text", {}, {"content": "x"}, object(), []], ids=lambda value: type(value).__name__
)
def test_a_value_that_is_no_response(sandbox: Sandbox, response: Any) -> None:
    with pytest.raises(pdconnect.InvalidArgumentError) as caught:
        tools_for(sandbox, "slack-send-message").handle(response)
    assert caught.value.argument == "response"


@pytest.mark.parametrize(
    "delta", [{}, {"content": "x"}, {"tool_calls": [{"index": 0, "function": {"arguments": "{"}}]}], ids=str
)
def test_a_chunk_of_a_stream_is_refused(sandbox: Sandbox, delta: dict[str, Any]) -> None:
    chunk = {"object": "chat.completion.chunk", "choices": [{"index": 0, "delta": delta}]}
    with pytest.raises(pdconnect.InvalidArgumentError, match="combine the chunks"):
        tools_for(sandbox, "slack-send-message").handle(chunk)


def test_an_empty_completion_has_no_results(sandbox: Sandbox) -> None:
    assert tools_for(sandbox, "slack-send-message").handle({"choices": []}) == []


# ---- one tool, and the asynchronous client


def test_a_tool_can_be_called_as_a_function(sandbox: Sandbox) -> None:
    tool = tools_for(sandbox, "slack-find-message")["slack-find-message"]
    assert json.loads(tool.run(query="x"))["summary"] == "Found 0 messages"
    assert str(tool.call('{"query": "x"}')) == tool.run(query="x")
    assert "Nothing was done" in tool.run(self="x")
    assert repr(tool) == "<tool slack-find-message>"


@pytest.mark.anyio
async def test_the_asynchronous_client_asks_for_confirmation(sandbox: Sandbox) -> None:
    add_destructive(sandbox)
    asked: list[str] = []

    async def confirm(call: pdconnect.ToolCall) -> bool:
        asked.append(call.name)
        return True

    client = sandbox.async_client()
    keys = ["slack-send-message", "rss-delete", SHEETS]
    tools = await client.tools.for_user(USER, actions=keys, confirm=confirm)
    messages = await tools.handle(chat_completion(*CALLS))
    assert len(messages) == 3
    assert not (await tools.call("rss-delete", {"id": "1"})).is_error
    assert asked == ["rss-delete"]
    assert "C0000000001" in await tools["slack-send-message"].run(conversation="general", text="Hi")
    assert "hasHeaders" in (await tools.call(SHEETS, {"sheetId": SHEET, "worksheetId": "0"})).content
    plain = await client.tools.for_user(USER, actions=["rss-delete"], confirm=lambda call: False)
    assert (await plain.call("rss-delete", {"id": "1"})).is_error
