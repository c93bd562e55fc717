"""Reloading props and running actions."""

from __future__ import annotations

from typing import Any

import pytest

from pdconnect.sandbox import Sandbox

from .helpers import Clock, Http, component_request, configure, connected, ok, rejected, sign_in

SHEET = "1BfWjFF2dTW_YDiLISj5N9nKCUErShgugPS434liyytg"
ADD_ROW = "google_sheets-add-single-row"
READ = "google_sheets-get-values-in-range"


def run(http: Http, key: str, props: Any, **more: Any) -> Any:
    return ok(http.post("~/actions/run", component_request(key, props, **more)))


def test_google_sheets_from_configuration_to_run(sandbox: Sandbox, http: Http) -> None:
    props: dict[str, Any] = {"googleSheets": connected(sandbox, "google_sheets")}
    sheets = configure(http, ADD_ROW, "sheetId", props, query="orders")["options"]
    props["sheetId"] = {"__lv": sheets[0]}
    worksheets = configure(http, ADD_ROW, "worksheetId", props)["options"]
    props["worksheetId"] = [worksheets[0]["value"]]
    first = ok(http.post("~/actions/props", component_request(ADD_ROW, props)))["dynamicProps"]
    assert [item["name"] for item in first["configurableProps"]][-2:] == ["hasHeaders", "myColumnData"]
    props["hasHeaders"] = True
    again = component_request(ADD_ROW, props, dynamic_props_id=first["id"])
    second = ok(http.post("~/actions/props", again))["dynamicProps"]
    columns = {item["label"]: item["name"] for item in second["configurableProps"] if item["name"].startswith("col_")}
    assert columns == {"Name": "col_0000", "Email": "col_0001", "Amount": "col_0002"}
    props |= {"col_0000": "Grace", "col_0002": 7}
    done = run(http, ADD_ROW, props, dynamic_props_id=second["id"])
    assert done["os"] == []
    assert done["exports"]["$summary"] == "Added 1 row to Orders 2024"
    assert read_rows(http, props)[-1] == ["Grace", "", 7]


def read_rows(http: Http, props: dict[str, Any]) -> Any:
    names = ("googleSheets", "sheetId", "worksheetId")
    return run(http, READ, {name: props[name] for name in names})["ret"]


def test_dynamic_props_need_the_id_of_their_reload(sandbox: Sandbox, http: Http) -> None:
    account = connected(sandbox, "google_sheets")
    props = {"googleSheets": account, "sheetId": SHEET, "worksheetId": ["1001"], "myColumnData": ["a", 1]}
    failed = run(http, ADD_ROW, props)
    assert "dynamic_props_id" in failed["os"][0]["err"]["message"]
    for wrong in ("dyp_unknown", reload_id(sandbox, http, user="bob")):
        response = http.post("~/actions/run", component_request(ADD_ROW, props, dynamic_props_id=wrong))
        assert rejected(response, 400).startswith("body.dynamic_props_id")
    made = ok(http.post("~/components/props", component_request(ADD_ROW, props)))["dynamicProps"]["id"]
    assert run(http, ADD_ROW, props, dynamic_props_id=made)["os"] == []
    assert read_rows(http, props) == [["a", 1]]


def reload_id(sandbox: Sandbox, http: Http, user: str) -> str:
    props = {"googleSheets": connected(sandbox, "google_sheets", user), "sheetId": SHEET}
    asked = {"id": ADD_ROW, "external_user_id": user, "configured_props": props}
    text: str = ok(http.post("~/actions/props", asked))["dynamicProps"]["id"]
    return text


def test_each_account_has_its_own_sheets(sandbox: Sandbox, http: Http) -> None:
    base = {"sheetId": SHEET, "worksheetId": ["1001"], "myColumnData": ["x"]}
    first, second = ({**base, "googleSheets": connected(sandbox, "google_sheets")} for _ in range(2))
    run(http, ADD_ROW, first, dynamic_props_id=reload_id(sandbox, http, user="jay"))
    assert read_rows(http, first) == [["x"]]
    assert read_rows(http, second) == []


def test_accounts_of_other_users_are_rejected(sandbox: Sandbox, http: Http) -> None:
    props = {"googleSheets": connected(sandbox, "google_sheets", user="bob"), "sheetId": SHEET}
    for path in ("~/actions/props", "~/actions/run"):
        error = rejected(http.post(path, component_request(ADD_ROW, props)), 400)
        assert error.startswith("body.configured_props.googleSheets")


def test_a_failed_run_has_status_200(sandbox: Sandbox, http: Http) -> None:
    slack = connected(sandbox, "slack")
    archived = run(http, "slack-archive-channel", {"slack": slack, "conversation": "C0000000001"})
    assert archived["ret"] is None
    assert archived["os"][0]["k"] == "error"
    assert archived["os"][0]["ts"] == 1_700_000_000_000
    assert archived["os"][0]["err"]["message"] == "missing_scope"
    misnamed = run(http, "slack-find-message", {"Slack": slack, "query": "x"})
    assert "slack" in misnamed["os"][0]["err"]["message"]
    sent = run(http, "slack-send-message", {"slack": slack, "conversation": "C0000000025", "text": "x"})
    assert sent["os"][0]["err"]["message"] == "is_archived"


@pytest.mark.parametrize(
    ("key", "app", "props", "message"),
    [
        ("gitlab-list-commits", "gitlab", {"projectId": 1}, "404 Project Not Found"),
        ("gitlab-list-commits", "gitlab", {"projectId": 21208123, "refName": "x"}, "404 Branch Not Found"),
        ("slack-send-message", "slack", {"conversation": "C1", "text": "x"}, "channel_not_found"),
        (READ, "googleSheets", {"sheetId": "x", "worksheetId": ["0"]}, "Requested entity was not found."),
        (READ, "googleSheets", {"sheetId": SHEET, "worksheetId": ["7"]}, "No grid with this id"),
    ],
)
def test_each_app_has_its_own_error_messages(
    sandbox: Sandbox, http: Http, key: str, app: str, props: dict[str, Any], message: str
) -> None:
    slug = {"googleSheets": "google_sheets"}.get(app, app)
    failed = run(http, key, {app: connected(sandbox, slug), **props})
    assert failed["os"][0]["err"]["message"] == message


def test_a_failed_reload_has_errors(http: Http) -> None:
    found = ok(http.post("~/actions/props", component_request(ADD_ROW)))
    assert "dynamicProps" not in found
    assert "account" in found["errors"][0]


def test_a_component_without_dynamic_props_reloads_to_itself(sandbox: Sandbox, http: Http) -> None:
    props = {"slack": connected(sandbox, "slack")}
    found = ok(http.post("~/components/props", component_request("slack-find-message", props)))["dynamicProps"]
    assert [item["name"] for item in found["configurableProps"]] == ["slack", "query"]
    bare = ok(
        http.post("~/actions/props", component_request(ADD_ROW, {"googleSheets": connected(sandbox, "google_sheets")}))
    )
    assert [item["name"] for item in bare["dynamicProps"]["configurableProps"]][-1] == "worksheetId"


@pytest.mark.parametrize("key", ["slack-send-message", "slack-send-message-to-channel"])
def test_messages_are_stored(sandbox: Sandbox, http: Http, key: str) -> None:
    slack = connected(sandbox, "slack")
    run(http, key, {"slack": slack, "conversation": "C0000000001", "text": "hello world"})
    found = run(http, "slack-find-message", {"slack": slack, "query": "hello"})["ret"]
    assert [item["text"] for item in found] == ["hello world"]


def test_issues_are_stored(sandbox: Sandbox, http: Http) -> None:
    base = {"gitlab": connected(sandbox, "gitlab"), "projectId": 21208123}
    run(http, "gitlab-create-issue", {**base, "title": "Broken"})
    run(http, "gitlab-update-issue", {**base, "issueIid": 1, "title": "Fixed"})
    assert run(http, "gitlab-get-issue", {**base, "issueIid": 1})["ret"]["title"] == "Fixed"
    assert run(http, "gitlab-search-issues", {**base, "search": "broken"})["ret"] == []
    missing = run(http, "gitlab-get-issue", {**base, "issueIid": 2})
    assert missing["os"][0]["err"]["message"] == "404 Issue Not Found"


def test_commits_and_ids_depend_on_the_seed(clock: Clock) -> None:
    def everything(seed: int) -> Any:
        sandbox = Sandbox(clock=clock, seed=seed)
        http = sign_in(sandbox)
        props = {"gitlab": connected(sandbox, "gitlab"), "projectId": 45672541, "refName": "main"}
        return props, run(http, "gitlab-list-commits", props)

    assert everything(1) == everything(1)
    assert everything(1)[1]["ret"] != everything(2)[1]["ret"]


def test_unknown_actions_are_not_found(http: Http) -> None:
    for key in ("nothing", "gitlab-new-issue"):
        rejected(http.post("~/actions/run", component_request(key)), 404)
