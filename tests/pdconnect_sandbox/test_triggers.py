"""Deploying and managing triggers."""

from __future__ import annotations

import re
from typing import Any

import pytest

from pdconnect.sandbox import Sandbox

from .helpers import Http, ok, rejected

HOOK = "https://events.example.com/hook"


@pytest.fixture
def gitlab(sandbox: Sandbox) -> dict[str, Any]:
    account = sandbox.add_account(app="gitlab", external_user_id="jay")
    return {"gitlab": {"authProvisionId": account.id}, "projectId": 45672541}


def deploy(http: Http, key: str, props: Any = None, **more: Any) -> Any:
    body: dict[str, Any] = {"id": key, "external_user_id": "jay", "configured_props": props or {}, **more}
    return ok(http.post("~/triggers/deploy", body))["data"]


def listed(http: Http, **query: Any) -> list[str]:
    page = ok(http.get("~/deployed-triggers", external_user_id="jay", **query))
    return [item["id"] for item in page["data"]]


def test_a_trigger_keeps_its_props_in_stored_form(http: Http, gitlab: dict[str, Any]) -> None:
    made = deploy(http, "gitlab-new-issue", gitlab, webhook_url=HOOK)
    assert re.fullmatch(r"dc_[A-Za-z0-9]{7}", made["id"])
    assert made["owner_id"].startswith("exu_")
    assert made["component_id"] == "sc_3vijzQr"
    assert made["active"] is True
    assert made["created_at"] == 1_700_000_000
    stored = made["configured_props"]
    assert stored["gitlab"] == gitlab["gitlab"]
    assert stored["projectId"] == 45672541
    assert stored["db"] == {"type": "$.service.db"}
    assert re.fullmatch(r"http://sandbox\.test/_triggers/eo[a-z0-9]+", stored["http"]["endpoint_url"])


def test_timers_are_stored_in_snake_case(sandbox: Sandbox, http: Http) -> None:
    account = sandbox.add_account(app="google_sheets", external_user_id="jay")
    props: dict[str, Any] = {"googleSheets": {"authProvisionId": account.id}, "sheetId": "sheet-02"}
    made = deploy(http, "google_sheets-new-worksheet", props)
    assert made["configured_props"]["timer"] == {"cron": None, "interval_seconds": 900}
    props["timer"] = {"cron": "0 9 * * 1", "timezone": "Europe/Berlin"}
    made = deploy(http, "google_sheets-new-worksheet", props)
    assert made["configured_props"]["timer"] == {"cron": "0 9 * * 1", "interval_seconds": None}


def test_the_signing_key_is_shown_once_and_to_oauth_only(http: Http, gitlab: dict[str, Any]) -> None:
    made = deploy(http, "gitlab-new-issue", gitlab, webhook_url=HOOK)
    assert re.fullmatch(r"[0-9a-f]{64}", made["webhook_signing_key"])
    shown = ok(http.get(f"~/deployed-triggers/{made['id']}", external_user_id="jay"))["data"]
    assert "webhook_signing_key" not in shown
    assert "webhook_signing_key" not in deploy(http, "gitlab-new-issue", gitlab)
    token = ok(http.post("~/tokens", {"external_user_id": "jay"}))["token"]
    browser = Http(http.sandbox, token, None)
    assert "webhook_signing_key" not in deploy(browser, "gitlab-new-issue", gitlab, webhook_url=HOOK)


def test_native_triggers_have_their_own_form(http: Http) -> None:
    by_http = deploy(http, "http-new-requests")
    assert by_http["id"].startswith("hi_")
    assert by_http["key"] in by_http["endpoint_url"]
    timer = deploy(http, "schedule-custom-interval", {"cron": {"intervalSeconds": 900}})
    assert timer["id"].startswith("ti_")
    assert (timer["interval_seconds"], timer["cron"], timer["timezone"]) == (900, None, "UTC")
    mail = deploy(http, "email-new-email")
    assert mail["id"].startswith("ei_")
    assert mail["email_address"].endswith("@email.sandbox.test")
    assert listed(http) == []
    assert listed(http, emitter_type="http") == [by_http["id"]]
    assert listed(http, emitter_type="timer") == [timer["id"]]
    assert listed(http, emitter_type="email") == [mail["id"]]


TYPES = {
    "http-new-requests": "HttpInterface",
    "schedule-custom-interval": "TimerInterface",
    "email-new-email": "EmailInterface",
    "rss-new-item-in-feed": "DeployedComponent",
}


@pytest.mark.parametrize(("key", "kind"), TYPES.items())
def test_every_deployed_trigger_has_its_type(http: Http, key: str, kind: str) -> None:
    props: dict[str, Any] = {"cron": {"intervalSeconds": 900}} if key.startswith("schedule") else {}
    made = deploy(http, key, {"url": "https://example.com/feed"} if key.startswith("rss") else props)
    emitter = {"HttpInterface": "http", "TimerInterface": "timer", "EmailInterface": "email"}.get(kind, "source")
    shown = ok(http.get("~/deployed-triggers", external_user_id="jay", emitter_type=emitter))["data"]
    changed = ok(http.put(f"~/deployed-triggers/{made['id']}", {"active": False}, external_user_id="jay"))["data"]
    assert {trigger["type"] for trigger in (made, *shown, changed)} == {kind}


def test_triggers_belong_to_their_user(http: Http, gitlab: dict[str, Any]) -> None:
    made = deploy(http, "gitlab-new-issue", gitlab)
    assert listed(http) == [made["id"]]
    assert ok(http.get("~/deployed-triggers", external_user_id="bob"))["data"] == []
    rejected(http.get(f"~/deployed-triggers/{made['id']}", external_user_id="bob"), 404)
    rejected(http.delete(f"~/deployed-triggers/{made['id']}", external_user_id="bob"), 404)
    assert "external_user_id: is missing" in rejected(http.get("~/deployed-triggers"), 400)


def test_each_deployment_is_a_new_trigger_with_its_own_name(http: Http, gitlab: dict[str, Any]) -> None:
    made = [deploy(http, "gitlab-new-issue", gitlab) for _ in range(3)]
    assert len({item["id"] for item in made}) == 3
    assert len({item["name_slug"] for item in made}) == 3
    page = ok(http.get("~/deployed-triggers", external_user_id="jay", limit=2))
    following = listed(http, limit=2, after=page["page_info"]["end_cursor"])
    assert [item["id"] for item in page["data"]] + following == [item["id"] for item in made]


def test_a_trigger_can_be_deleted_once(http: Http, gitlab: dict[str, Any]) -> None:
    path = f"~/deployed-triggers/{deploy(http, 'gitlab-new-issue', gitlab)['id']}"
    assert http.delete(path, external_user_id="jay").status_code == 204
    rejected(http.delete(path, external_user_id="jay"), 404)
    rejected(http.get(path, external_user_id="jay"), 404)


def test_invalid_deployments_are_errors(sandbox: Sandbox, http: Http, gitlab: dict[str, Any]) -> None:
    def error(key: str, props: Any, status: int, **more: Any) -> str:
        body = {"id": key, "external_user_id": "jay", "configured_props": props, **more}
        return rejected(http.post("~/triggers/deploy", body), status)

    assert "no trigger" in error("gitlab-list-commits", gitlab, 404)
    assert error("gitlab-new-issue", {}, 400) == (
        "body.configured_props.gitlab: is missing; body.configured_props.projectId: is missing"
    )
    foreign = sandbox.add_account(app="gitlab", external_user_id="bob")
    props = {**gitlab, "gitlab": {"authProvisionId": foreign.id}}
    assert "gitlab account" in error("gitlab-new-issue", props, 400)
    assert "no value for gitlab" in error("gitlab-new-issue", {**gitlab, "gitlab": "apn_1"}, 400)
    assert "cron: is missing" in error("schedule-custom-interval", {}, 400)
    assert "intervalSeconds or cron" in error("schedule-custom-interval", {"cron": {}}, 400)
    assert "dynamic_props_id" in error("gitlab-new-issue", gitlab, 400, dynamic_props_id="dyp_x")
    assert "webhook_url" in error("gitlab-new-issue", gitlab, 400, webhook_url="not a url")
