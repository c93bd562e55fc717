"""Forms: a component configured step by step, against the sandbox and against a fake service."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

import pdconnect
from pdconnect.models import Account, DeployedComponent
from pdconnect.sandbox import Sandbox
from tests.fake_api import FakeApi

from ..cases import for_each

USER = "user-1"
SHEETS = "google_sheets-add-single-row"


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Sandbox, dict[str, Any], dict[str, str]]]:
    sandbox = Sandbox()
    accounts = {app: sandbox.add_account(app=app, external_user_id=USER).id for app in ("gitlab", "google_sheets")}
    with sandbox.serve() as running:
        yield (
            sandbox,
            {
                "project_id": sandbox.settings.project_id,
                "client_id": sandbox.settings.client_id,
                "client_secret": sandbox.settings.client_secret,
                "environment": "development",
                "base_url": running.base_url,
            },
            accounts,
        )


@pytest.fixture
def client(served: tuple[Sandbox, dict[str, Any], dict[str, str]]) -> Iterator[pdconnect.Client]:
    with pdconnect.Client(**served[1]) as client:
        yield client


@pytest.fixture
def accounts(served: tuple[Sandbox, dict[str, Any], dict[str, str]]) -> dict[str, str]:
    return served[2]


def test_google_sheets_from_the_form_to_the_run(client: pdconnect.Client, accounts: dict[str, str]) -> None:
    form = client.actions.form(SHEETS, external_user_id=USER)
    assert [prop.name for prop in form.props] == ["googleSheets", "drive", "sheetId", "worksheetId"]
    assert form.missing == ["googleSheets", "sheetId", "worksheetId"]
    form.set("googleSheets", client.accounts.retrieve(accounts["google_sheets"]))
    sheet = next(iter(form.options("sheetId")))
    form.set("sheetId", sheet)
    assert form.dynamic_props_id is not None
    assert "myColumnData" in [prop.name for prop in form.props]
    worksheet = next(iter(form.options("worksheetId")))
    form.set("worksheetId", [worksheet])
    form.update({"hasHeaders": False, "myColumnData": ["a", "b"]})
    assert form.missing == []
    result = form.run()
    assert result.exports


def test_a_form_can_be_saved_as_json(client: pdconnect.Client, accounts: dict[str, str]) -> None:
    form = client.actions.form("gitlab-list-commits", external_user_id=USER)
    form.set("gitlab", accounts["gitlab"])
    labels = {option.value: option.label for option in form.options("projectId")}
    saved = json.loads(json.dumps(form.state()))
    again = client.actions.form(state=saved)
    assert again.configured_props == form.configured_props
    assert again.missing == form.missing
    again.set("projectId", next(iter(labels)))
    again.set("refName", "main")
    assert again.run().ret
    with pytest.raises(pdconnect.InvalidArgumentError, match="state"):
        client.triggers.form(state=saved)
    with pytest.raises(pdconnect.InvalidArgumentError, match="state"):
        client.actions.form(state={"version": 99})


def test_a_trigger_is_deployed(client: pdconnect.Client, accounts: dict[str, str]) -> None:
    form = client.triggers.form("gitlab-new-issue", external_user_id=USER)
    assert {prop.name: prop.hidden for prop in form.props} == {
        "gitlab": False,
        "db": True,
        "http": True,
        "projectId": False,
    }
    with pytest.raises(pdconnect.FormIncompleteError, match="gitlab, projectId") as caught:
        form.deploy(webhook_url="https://events.example.com")
    assert caught.value.missing == ["gitlab", "projectId"]
    form.update({"projectId": 45672541, "gitlab": accounts["gitlab"]})
    trigger = form.deploy(webhook_url="https://events.example.com/gitlab")
    assert isinstance(trigger, DeployedComponent)
    client.deployed_triggers.delete(trigger.id, external_user_id=USER)
    with pytest.raises(pdconnect.InvalidArgumentError, match="must not be set"):
        form.set("db", "x")


def test_options_are_narrowed_by_a_query(client: pdconnect.Client, accounts: dict[str, str]) -> None:
    form = client.actions.form(SHEETS, external_user_id=USER)
    form.set("googleSheets", accounts["google_sheets"])
    every = [option.label for option in form.options("sheetId")]
    assert len(every) == len(set(every)) > 1
    assert [option.label for option in form.options("sheetId", query=every[0])] == [every[0]]
    with pytest.raises(pdconnect.InvalidArgumentError, match="free values"):
        list(form.options("googleSheets"))
    with pytest.raises(
        pdconnect.InvalidArgumentError, match="must be a prop of google_sheets-add-single-row: googleSheets, drive"
    ):
        list(form.options("nope"))


@pytest.mark.anyio
async def test_the_async_client_fills_in_a_form(served: tuple[Sandbox, dict[str, Any], dict[str, str]]) -> None:
    _, settings, accounts = served
    async with pdconnect.AsyncClient(**settings) as client:
        form = await client.actions.form(SHEETS, external_user_id=USER)
        await form.set("googleSheets", accounts["google_sheets"])
        options = [option async for option in form.options("sheetId")]
        await form.set("sheetId", options[0])
        worksheets = [option async for option in form.options("worksheetId")]
        await form.update({"worksheetId": [worksheets[0].value], "hasHeaders": False, "myColumnData": ["c"]})
        assert (await form.run()).exports
        again = await client.actions.form(state=form.state())
        await again.unset("sheetId")
        assert "sheetId" in again.missing
        trigger = await client.triggers.form("gitlab-new-issue", external_user_id=USER)
        await trigger.update({"gitlab": accounts["gitlab"], "projectId": 45672541})
        deployed = await trigger.deploy(webhook_url="https://events.example.com")
        await client.deployed_triggers.delete(deployed.id, external_user_id=USER)


PROPS: list[dict[str, Any]] = [
    {"name": "app", "type": "app", "app": "slack"},
    {"name": "text", "type": "string", "label": "Text", "description": "A text", "optional": True},
    {"name": "count", "type": "integer", "min": 1, "max": 5, "default": 2},
    {"name": "flag", "type": "boolean"},
    {"name": "names", "type": "string[]"},
    {"name": "numbers", "type": "integer[]"},
    {
        "name": "color",
        "type": "string",
        "options": ["red", {"label": "Blue", "value": "blue"}, {"__lv": {"label": "G", "value": "green"}}],
    },
    {"name": "data", "type": "object"},
    {"name": "channel", "type": "string", "remoteOptions": True, "withLabel": True},
    {"name": "channels", "type": "string[]", "remoteOptions": True, "withLabel": True},
    {"name": "timer", "type": "$.interface.timer"},
    {"name": "free", "type": "any"},
    {"name": "new", "type": "unknown-type"},
    {"name": "note", "type": "alert", "content": "A notice"},
    {"name": "secretly", "type": "string", "hidden": True},
]


class Component(FakeApi):
    """A component of these props; `responses` are those of configure, props and run, in order."""

    def __init__(self, props: list[dict[str, Any]], *responses: dict[str, Any]) -> None:
        self.waiting = list(responses)
        self.bodies: list[dict[str, Any]] = []

        def respond(request: httpx.Request) -> httpx.Response:
            if request.method == "GET":
                return httpx.Response(
                    200, json={"data": {"key": "k", "name": "K", "version": "1.0.0", "configurable_props": props}}
                )
            self.bodies.append(json.loads(request.content))
            return httpx.Response(200, json=self.waiting.pop(0))

        super().__init__(respond)

    def form(self) -> Any:
        return self.client().actions.form("k", external_user_id=USER)


@for_each(
    ("name", "value", "wire"),
    [
        ("app", "apn_1", {"authProvisionId": "apn_1"}),
        ("app", Account(id="apn_2"), {"authProvisionId": "apn_2"}),
        ("app", {"authProvisionId": "apn_3"}, {"authProvisionId": "apn_3"}),
        ("text", "hi", "hi"),
        ("count", 5, 5),
        ("flag", False, False),
        ("names", ["a"], ["a"]),
        ("names", ("a", "b"), ["a", "b"]),
        ("numbers", [1, 2], [1, 2]),
        ("color", "green", "green"),
        ("data", {"a": 1}, {"a": 1}),
        ("channel", "C1", {"__lv": {"label": "C1", "value": "C1"}}),
        ("channel", {"__lv": {"label": "general", "value": "C1"}}, {"__lv": {"label": "general", "value": "C1"}}),
        ("channel", 7, {"__lv": {"label": "7", "value": 7}}),
        ("channels", ["C1"], [{"__lv": {"label": "C1", "value": "C1"}}]),
        ("timer", 900, {"intervalSeconds": 900}),
        (
            "timer",
            {"cron": "0 9 * * 1", "timezone": "Europe/Berlin"},
            {"cron": "0 9 * * 1", "timezone": "Europe/Berlin"},
        ),
        ("free", [1, {"a": None}], [1, {"a": None}]),
        ("new", "anything", "anything"),
        ("secretly", "x", "x"),
    ],
)
def test_values_are_converted_to_the_form_of_the_service(name: str, value: object, wire: object) -> None:
    form = Component(PROPS).form()
    form.set(name, value)
    assert form.configured_props == {name: wire}
    prop = next(prop for prop in form.props if prop.name == name)
    assert prop.is_set


@for_each(
    ("name", "value", "message"),
    [
        ("app", "", "Account or its id"),
        ("app", 3, "Account or its id"),
        ("text", 3, "must be a string"),
        ("text", None, "must not be null"),
        ("count", 0, "at least 1 and at most 5"),
        ("count", 6, "at least 1 and at most 5"),
        ("count", "3", "must be an integer"),
        ("count", True, "must be an integer"),
        ("flag", "yes", "must be true or false"),
        ("names", "abc", "must be a list"),
        ("names", [1], "must be a string"),
        ("numbers", ["1"], "must be an integer"),
        ("color", "pink", "one of 'red', 'blue', 'green'"),
        ("data", [1], "must be an object"),
        ("timer", -1, "intervalSeconds"),
        ("timer", "often", "intervalSeconds"),
        ("note", "x", "must not be set"),
        ("nope", "x", "must be a prop of k"),
    ],
)
def test_values_that_a_prop_does_not_accept(name: str, value: object, message: str) -> None:
    form = Component(PROPS).form()
    with pytest.raises(pdconnect.InvalidArgumentError, match=message) as caught:
        form.set(name, value)
    assert caught.value.argument == name
    assert form.configured_props == {}


def test_options_are_paginated_to_their_end_and_have_labels() -> None:
    def options(*values: int) -> list[dict[str, Any]]:
        return [{"label": f"channel {value}", "value": value} for value in values]

    api = Component(
        PROPS,
        {"options": options(1, 2), "context": {"cursor": "a"}},
        {"options": options(2, 3), "context": {"cursor": "b"}},
        {"options": options(3)},
    )
    form = api.form()
    assert [option.value for option in form.options("channel", query="ch")] == [1, 2, 3]
    assert [(body["page"], body.get("prev_context"), body["query"]) for body in api.bodies] == [
        (0, None, "ch"),
        (1, {"cursor": "a"}, "ch"),
        (2, {"cursor": "b"}, "ch"),
    ]
    form.set("channel", 3)
    assert form.configured_props["channel"] == {"__lv": {"label": "channel 3", "value": 3}}
    assert next(prop for prop in form.props if prop.name == "channel").value == 3
    assert [(option.label, option.value) for option in form.options("color")] == [
        ("red", "red"),
        ("Blue", "blue"),
        ("G", "green"),
    ]


def test_string_options_are_options() -> None:
    form = Component(
        PROPS, {"options": None, "stringOptions": ["a", "b"]}, {"options": [], "stringOptions": None}
    ).form()
    assert [(option.label, option.value) for option in form.options("channel")] == [("a", "a"), ("b", "b")]


def test_a_component_that_fails_is_an_error_and_changes_nothing() -> None:
    props = [
        {"name": "kind", "type": "string", "reloadProps": True},
        {"name": "list", "type": "string", "remoteOptions": True},
    ]
    failing = {"errors": ["TypeError: no account"], "observations": []}
    form = Component(props, failing, failing).form()
    with pytest.raises(pdconnect.ComponentError, match="no account") as caught:
        form.set("kind", "a")
    assert (caught.value.errors, caught.value.body) == (failing["errors"], failing)
    assert form.configured_props == {}
    with pytest.raises(pdconnect.ComponentError):
        list(form.options("list"))


def test_props_are_reloaded_only_when_necessary() -> None:
    props: list[dict[str, Any]] = [
        {"name": "kind", "type": "string", "reloadProps": True},
        {"name": "old", "type": "string", "optional": True},
    ]
    new = [props[0], {"name": "fresh", "type": "integer"}]
    reloaded = {"dynamicProps": {"id": "dyp_1", "configurableProps": new}}
    api = Component(props, reloaded, {"ret": 1, "os": [], "exports": {}})
    form = api.form()
    form.set("old", "x")
    assert api.bodies == []
    form.update({"fresh": 3, "kind": "a"})
    form.set("kind", "a")
    assert form.missing == []
    assert form.run().ret == 1
    assert [body.get("dynamic_props_id") for body in api.bodies] == [None, "dyp_1"]
    assert api.bodies[1]["configured_props"] == {"kind": "a", "fresh": 3}


def test_an_action_that_fails_in_a_successful_response() -> None:
    api = Component(
        [], {"os": [{"k": "error", "ts": 1, "err": {"name": "E", "message": "bad"}}], "exports": {}, "ret": None}
    )
    with pytest.raises(pdconnect.ActionFailedError, match="E: bad"):
        api.form().run()


def test_a_form_has_a_json_schema() -> None:
    form = Component(PROPS).form()
    form.set("app", "apn_1")
    schema = form.json_schema()
    Draft202012Validator.check_schema(schema)
    assert "app" not in schema["properties"]
    assert "note" not in schema["properties"]
    assert "secretly" not in schema["properties"]
    assert schema["properties"]["text"] == {"type": "string", "title": "Text", "description": "A text"}
    assert schema["properties"]["count"] == {"type": "integer", "minimum": 1, "maximum": 5, "default": 2}
    assert schema["properties"]["color"] == {"enum": ["red", "blue", "green"]}
    assert schema["required"] == [
        "flag",
        "names",
        "numbers",
        "color",
        "data",
        "channel",
        "channels",
        "timer",
        "free",
        "new",
    ]
    values = {
        "flag": True,
        "names": ["a"],
        "numbers": [1],
        "color": "red",
        "data": {},
        "channel": "C1",
        "channels": ["C1"],
        "timer": 60,
        "free": 1,
        "new": 2,
    }
    Draft202012Validator(schema).validate(values)
    form.update(values)
    assert form.missing == []
    assert not Draft202012Validator(schema).is_valid({**values, "count": 9})


def test_a_form_does_not_show_what_was_set() -> None:
    form = Component(PROPS).form()
    form.set("text", "very-secret-text")
    assert "very-secret-text" not in repr(form)


def form_of(*props: object, responses: list[Any] | None = None) -> Any:
    """Return a form of an action with these props."""
    component = {"key": "k", "name": "K", "configurable_props": [*props]}
    waiting = [{"data": component}, *(responses or [])]
    return FakeApi(lambda _: httpx.Response(200, json=waiting.pop(0))).client().actions.form("k", external_user_id=USER)


def test_what_a_page_shows_of_a_prop() -> None:
    form = form_of(
        {"name": "color", "type": "string", "label": "Color", "options": [{"label": "Red", "value": "r"}, "blue"]},
        {"name": "count", "type": "integer[]", "optional": True, "options": [1, 2]},
        {"name": "sheet", "type": "string", "label": "Sheet", "remoteOptions": True, "options": ["stale"]},
        {"name": "text", "type": "string"},
    )
    form.set("color", "r")
    assert [(p.name, p.type, p.label, p.required, p.is_set, p.value, p.has_options) for p in form.props] == [
        ("color", "string", "Color", True, True, "r", True),
        ("count", "integer[]", "count", False, False, None, True),
        ("sheet", "string", "Sheet", True, False, None, True),
        ("text", "string", "text", True, False, None, False),
    ]
    assert [[(option.label, option.value) for option in prop.options] for prop in form.props] == [
        [("Red", "r"), ("blue", "blue")],
        [("1", 1), ("2", 2)],
        [],
        [],
    ]


ODD_LABELS: list[object] = [None, "", 7, [], {}, True]


@pytest.mark.parametrize("label", ODD_LABELS, ids=repr)
def test_every_prop_and_every_option_has_a_label(label: object) -> None:
    odd = [{"label": label, "value": "a"}, {"value": 3}]
    form = form_of(
        {"name": "fixed", "type": "string", "label": label, "options": odd},
        {"name": "remote", "type": "string", "remoteOptions": True},
        responses=[{"options": odd}, {"options": []}],
    )
    fixed, _ = form.props
    assert fixed.label == "fixed"
    expected = [("a", "a"), ("3", 3)]
    assert [(option.label, option.value) for option in fixed.options] == expected
    assert [(option.label, option.value) for option in form.options("fixed")] == expected
    assert [(option.label, option.value) for option in form.options("remote")] == expected


@pytest.mark.parametrize("type_", [None, 3, ["string"], {}], ids=repr)
def test_a_type_that_cannot_be_read_is_empty(type_: object) -> None:
    assert [prop.type for prop in form_of({"name": "odd", "type": type_}).props] == [""]
