"""Components, and the options of their props."""

from __future__ import annotations

import json

import pytest

from pdconnect.sandbox import Sandbox

from .helpers import Http, component_request, configure, connected, ok, rejected


def test_the_list_matches_the_reference(http: Http) -> None:
    page = ok(http.get("~/components", app="gitlab", q="issue", limit=3))
    assert page["page_info"] == {
        "total_count": 5,
        "count": 3,
        "start_cursor": "c2NfM3ZpanpRcg",
        "end_cursor": "c2NfQjVpTkJBcA",
    }
    assert [item["key"] for item in page["data"]] == ["gitlab-new-issue", "gitlab-update-issue", "gitlab-search-issues"]


@pytest.mark.parametrize(("path", "kinds"), [("actions", {"action"}), ("triggers", {"trigger"})])
def test_each_kind_has_its_list(http: Http, path: str, kinds: set[str]) -> None:
    page = ok(http.get(f"~/{path}", limit=100))
    assert {item["component_type"] for item in page["data"]} == kinds
    assert ok(http.get(f"~/{path}", registry="private"))["data"] == []


def test_a_component_is_retrieved_by_key_kind_and_version(http: Http) -> None:
    shown = ok(http.get("~/components/gitlab-new-issue", version="0.1.2"))["data"]
    assert [prop["name"] for prop in shown["configurable_props"]] == ["gitlab", "db", "http", "projectId"]
    ok(http.get("~/triggers/gitlab-new-issue"))
    rejected(http.get("~/actions/gitlab-new-issue"), 404)
    rejected(http.get("~/components/gitlab-new-issue", version="9.9.9"), 404)
    rejected(http.get("~/components/no-such-thing"), 404)


def test_options_need_an_account_of_the_user(sandbox: Sandbox, http: Http) -> None:
    key, prop = "gitlab-list-commits", "projectId"
    found = configure(http, key, prop, {"gitlab": connected(sandbox, "gitlab")})
    assert found["options"][0] == {"label": "jverce/foo-massive-10231-1", "value": 45672541}
    assert len(found["options"]) == 7
    foreign = connected(sandbox, "gitlab", user="bob")
    wrong_app = connected(sandbox, "slack")
    for props in ({}, {"gitlab": foreign}, {"gitlab": wrong_app}, {"GitLab": connected(sandbox, "gitlab")}):
        assert configure(http, key, prop, props)["options"] == []


def test_plain_options_are_strings(sandbox: Sandbox, http: Http) -> None:
    props = {"gitlab": connected(sandbox, "gitlab"), "projectId": {"__lv": {"label": "x", "value": 21208123}}}
    found = configure(http, "gitlab-list-commits", "refName", props)
    assert found["options"] is None
    assert "main" in found["stringOptions"]


def test_a_failed_component_has_errors(sandbox: Sandbox, http: Http) -> None:
    found = configure(http, "gitlab-list-commits", "refName", {"gitlab": connected(sandbox, "gitlab")})
    assert json.loads(found["errors"][0])["message"] == "the prop projectId has no value"


def test_options_are_paged_by_number_or_by_context(sandbox: Sandbox, http: Http) -> None:
    props = {"slack": connected(sandbox, "slack")}
    by_number = [configure(http, "slack-send-message", "conversation", props, page=page) for page in range(4)]
    assert [len(item["options"]) for item in by_number] == [10, 10, 5, 0]
    first = by_number[0]
    second = configure(http, "slack-send-message", "conversation", props, prev_context=first["context"])
    assert second["options"] == by_number[1]["options"]
    assert by_number[2]["context"] == {"cursor": None}


def test_spreadsheets_are_options_of_their_drive(sandbox: Sandbox, http: Http) -> None:
    props: dict[str, object] = {"googleSheets": connected(sandbox, "google_sheets")}
    key = "google_sheets-add-single-row"
    drives = configure(http, key, "drive", props)["options"]
    assert [item["label"] for item in drives] == ["My Drive", "Marketing"]
    props["drive"] = {"__lv": drives[1]}
    assert [item["label"] for item in configure(http, key, "sheetId", props)["options"]] == ["Campaigns"]


def test_an_unknown_context_gives_no_options(sandbox: Sandbox, http: Http) -> None:
    sheets = {"googleSheets": connected(sandbox, "google_sheets")}
    context = {"nextPageToken": "x", "cursor": "x"}
    found = configure(http, "google_sheets-add-single-row", "sheetId", sheets, prev_context=context)
    assert found["options"] == []
    slack = {"slack": connected(sandbox, "slack")}
    assert configure(http, "slack-send-message", "conversation", slack, prev_context=context)["options"] == []


def test_a_query_narrows_the_options(sandbox: Sandbox, http: Http) -> None:
    props = {"slack": connected(sandbox, "slack")}
    found = configure(http, "slack-send-message", "conversation", props, query="gener")
    assert [item["label"] for item in found["options"]] == ["#general"]


def test_only_props_with_remote_options_can_be_configured(http: Http) -> None:
    def error(prop: str) -> str:
        return rejected(
            http.post("~/actions/configure", component_request("google_sheets-add-single-row", prop_name=prop)), 400
        )

    assert "no prop with this name" in error("nothing")
    assert "no remote options" in error("googleSheets")
