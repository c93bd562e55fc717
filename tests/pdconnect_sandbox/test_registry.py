"""The example components: together they use every type of prop, and each of them works."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import pytest

from pdconnect.sandbox import Sandbox

from .helpers import Http, component_request, configure, connected, list_all, ok, rejected, sign_in

SPEC = json.loads(resources.files("pdconnect_api").joinpath("openapi.json").read_text(encoding="utf-8"))


def run(http: Http, key: str, props: Any, **more: Any) -> Any:
    done = ok(http.post("~/actions/run", component_request(key, props, **more)))
    assert done["os"] == []
    return done["ret"]


def failure(http: Http, key: str, props: Any) -> str:
    done = ok(http.post("~/actions/run", component_request(key, props)))
    text: str = done["os"][0]["err"]["message"]
    return text


def test_every_type_of_prop_is_used_and_no_unknown_one(http: Http) -> None:
    schemas = SPEC["components"]["schemas"]
    variants = [item["$ref"].rpartition("/")[2] for item in schemas["ConfigurableProp"]["oneOf"]]
    described = {schemas[name]["properties"]["type"].get("const") for name in variants} - {None}
    shown = {prop["type"] for item in list_all(http, "~/components", limit=100) for prop in item["configurable_props"]}
    assert len(described) == 23
    assert shown == described
    more = sign_in(Sandbox(unknown_prop_type=True))
    component = ok(more.get("~/components/sandbox_utils-unknown-prop-type"))["data"]
    assert [prop["type"] for prop in component["configurable_props"]] == ["$.sandbox.colour"]
    assert run(more, component["key"], {"colour": "red"}) == {"colour": "red"}


def test_every_component_belongs_to_an_app_and_can_be_retrieved(http: Http) -> None:
    apps = {item["name_slug"] for item in list_all(http, "/v1/connect/apps")}
    components = list_all(http, "~/components")
    assert len(components) >= 25
    for component in components:
        assert component["key"].partition("-")[0] in apps
        assert ok(http.get(f"~/components/{component['key']}"))["data"] == component


def test_airtable_goes_from_base_to_field(sandbox: Sandbox, http: Http) -> None:
    key, props = "airtable_oauth-list-records", {"airtable": connected(sandbox, "airtable_oauth")}
    for name in ("baseId", "tableId", "viewId", "fieldId"):
        props[name] = configure(http, key, name, props)["options"][-1]["value"]
        assert configure(http, key, name, props, page=1)["options"] == []
    assert [item["fields"] for item in run(http, key, props)] == [{"State": "open"}, {"State": "open"}]
    everything = {name: props[name] for name in ("airtable", "baseId", "tableId")}
    assert len(run(http, key, everything)) == 3
    assert failure(http, key, {**everything, "baseId": "appOther"}) == "Could not find base"
    assert failure(http, key, {**everything, "tableId": "tblOther"}) == "Could not find table"


def test_discord_has_channels(sandbox: Sandbox, http: Http) -> None:
    props: dict[str, Any] = {"discord": connected(sandbox, "discord")}
    [channel, _] = configure(http, "discord-send-message", "channel", props)["options"]
    assert configure(http, "discord-new-message", "channels", props, page=1)["options"] == []
    sent = run(http, "discord-send-message", {**props, "channel": channel["value"], "message": "x", "embeds": [{}]})
    assert sent == {"channel_id": channel["value"], "content": "x", "embeds": [{}]}
    assert failure(http, "discord-send-message", {**props, "channel": "1", "message": "x"}) == "Unknown Channel"
    body = component_request("discord-new-message", {**props, "channels": [channel["value"]]})
    stored = ok(http.post("~/triggers/deploy", body))["data"]["configured_props"]
    assert stored == {**props, "channels": [channel["value"]]}


def test_a_database_executes_queries(sandbox: Sandbox, http: Http) -> None:
    key, props = "postgresql-execute-custom-query", {"postgresql": connected(sandbox, "postgresql")}

    def query(text: str, *params: Any) -> Any:
        return {**props, "sql": {"query": text, "params": list(params), "usePreparedStatements": True}}

    assert run(http, key, query("SELECT name FROM customers WHERE id = $1", 2)) == [{"name": "Grace"}]
    assert run(http, key, query("INSERT INTO customers VALUES (3, $1, NULL)", "Joan")) == []
    assert run(http, key, query("SELECT count(*) AS n FROM customers")) == [{"n": 3}]
    assert run(http, key, query("SELECT x'00ff' AS b, 9e999 AS f")) == [{"b": "\\x00ff", "f": "inf"}]
    other = {**query("SELECT count(*) AS n FROM customers"), "postgresql": connected(sandbox, "postgresql")}
    assert run(http, key, other) == [{"n": 2}]
    for text in ("SELEC", "SELECT * FROM nowhere", "ATTACH '/tmp/x' AS y", "SELECT $1", "SELECT 1; SELECT 2"):
        assert failure(http, key, query(text))
    forever = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"
    assert failure(http, key, query(forever)) == "interrupted"
    assert "no query" in failure(http, key, {**props, "sql": "SELECT 1"})
    tables = configure(http, key, "sql", props)["context"]["dbInfo"]
    assert tables["customers"]["schema"]["city"] == {
        "tableName": "customers",
        "columnName": "city",
        "isNullable": "YES",
        "dataType": "text",
        "columnDefault": None,
    }


def test_data_stores_keep_any_value(http: Http) -> None:
    [store, _] = configure(http, "data_stores-get-record", "dataStore", {})["options"]
    props = {"dataStore": store["value"], "key": "a"}
    assert run(http, "data_stores-get-record", props) is None
    for value in ({"deep": [1, None]}, 0, [False], "x"):
        run(http, "data_stores-add-update-record", {**props, "value": value})
        assert run(http, "data_stores-get-record", props) == value
    assert "no such data store" in failure(http, "data_stores-get-record", {**props, "dataStore": "ds_x"})


def test_an_http_request_is_returned_and_not_sent(http: Http) -> None:
    request = {
        "method": "POST",
        "url": "https://example.com/x",
        "params": [{"name": "q", "value": "1"}],
        "headers": [{"name": "accept", "value": "*/*"}],
        "body": {"fields": [{"name": "a", "value": "b"}]},
        "auth": {"type": "bearer", "token": "canary-1"},
    }
    result = run(http, "http-custom-request", {"httpRequest": request})
    assert result == {
        "method": "POST",
        "url": "https://example.com/x",
        "params": {"q": "1"},
        "headers": {"accept": "*/*"},
        "data": {"a": "b"},
    }
    raw = {"url": "https://example.com", "body": {"raw": "text"}}
    assert run(http, "http-custom-request", {"httpRequest": raw})["data"] == "text"
    assert failure(http, "http-custom-request", {"httpRequest": {"url": "ftp://x"}}) == "Invalid URL"
    assert "canary-1" not in repr(http.sandbox.request_log)


def test_a_large_result_is_one_response(http: Http) -> None:
    key = "sandbox_utils-large-result"
    rows = run(http, key, {"rows": 20_000})
    assert (len(rows), rows[-1]) == (20_000, {"id": 20_000, "name": "Row 20000", "even": True})
    for wrong in (0, 100_001):
        assert "from 1 to 100000" in failure(http, key, {"rows": wrong})


def test_a_form_returns_its_input(http: Http) -> None:
    key = "sandbox_utils-show-form"
    given = {"text": "x", "texts": ["a"], "flag": False, "data": {"b": None}, "anything": [1], "colour": "red"}
    assert run(http, key, {**given, "number": {"__lv": {"label": "Four", "value": 4}}}) == {**given, "number": 4}
    assert failure(http, key, {}) == "no value for text"


@pytest.mark.parametrize(
    ("key", "props", "reason"),
    [
        ("sandbox_utils-large-result", {"rows": "many"}, "rows: expected a value of type integer"),
        ("sandbox_utils-large-result", {"rows": True}, "rows: expected a value of type integer"),
        ("sandbox_utils-show-form", {"text": {}, "flag": 1}, "text: expected a value of type string; flag: expected a"),
        ("sandbox_utils-show-form", {"text": "x", "numbers": [1, "2"]}, "numbers: expected a value of type integer[]"),
        ("sandbox_utils-show-form", {"text": "x", "data": [1]}, "data: expected a value of type object"),
        ("data_stores-get-record", {"dataStore": ["x"], "key": "a"}, "dataStore: expected a value of type data_store"),
    ],
)
def test_values_of_the_wrong_type_make_a_run_fail(http: Http, key: str, props: Any, reason: str) -> None:
    assert failure(http, key, props).startswith(reason)


def test_a_single_value_is_accepted_as_a_list(http: Http) -> None:
    done = run(http, "sandbox_utils-write-report", {"lines": "a", "numbers": 2})
    assert done["size"] == len("a\ntotal,2\n")


def test_values_of_the_wrong_type_are_errors_of_configure_and_deploy(sandbox: Sandbox, http: Http) -> None:
    airtable = {"airtable": connected(sandbox, "airtable_oauth"), "baseId": {}}
    found = configure(http, "airtable_oauth-list-records", "tableId", airtable)
    assert "baseId: expected" in found["errors"][0]
    sheets = {"googleSheets": connected(sandbox, "google_sheets"), "sheetId": {"a": 1}}
    reloaded = ok(http.post("~/components/props", component_request("google_sheets-add-single-row", sheets)))
    assert "sheetId: expected" in reloaded["errors"][0]
    gitlab = {"gitlab": connected(sandbox, "gitlab"), "projectId": "x"}
    assert "projectId: expected" in rejected(
        http.post("~/triggers/deploy", component_request("gitlab-new-issue", gitlab)), 400
    )


@pytest.mark.parametrize("number", ["1e999", '"\\ud800"', "[" * 300 + "]" * 300])
def test_json_that_cannot_be_returned_is_rejected(http: Http, number: str) -> None:
    text = '{"id": "sandbox_utils-show-form", "external_user_id": "jay", "configured_props": {"anything": %s}}'
    headers = {"content-type": "application/json"}
    response = http.request("POST", "~/actions/run", content=(text % number).encode(), headers=headers)
    assert response.status_code == 400
    assert response.json() == {"error": "body: is not JSON"}
