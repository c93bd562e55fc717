"""Requests of the official 1.x clients: accepted from these clients only."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from pdconnect.sandbox import Sandbox

from .helpers import Http, ok, rejected, sign_in

OLDER = {"x-pd-sdk-version": "1.8.0"}


@pytest.fixture
def older(sandbox: Sandbox) -> Http:
    http = sign_in(sandbox)
    http.headers.update(OLDER)
    return http


def slugs(response: httpx.Response) -> list[str]:
    return [app["name_slug"] for app in ok(response)["data"]]


def test_apps_have_another_path(older: Http) -> None:
    assert ok(older.get("/v1/apps/gitlab"))["data"]["name_slug"] == "gitlab"
    assert slugs(older.get("/v1/apps", q="git", limit="1")) == ["github"]
    assert rejected(older.get("/v1/apps/nothing"), 404) == rejected(older.get("/v1/connect/apps/nothing"), 404)


def test_filters_of_apps_have_another_format(older: Http, http: Http) -> None:
    categories = [item["id"] for item in ok(http.get("/v1/connect/app_categories"))][:2]
    flags: dict[str, Any] = {"has_triggers": "1", "has_actions": "0"}
    today = {"has_triggers": "true", "has_actions": "false"}
    assert slugs(older.get("/v1/apps", **flags)) == slugs(http.get("/v1/connect/apps", **today)) != []
    both = slugs(older.get("/v1/apps", category_ids=",".join(categories)))
    assert both == slugs(http.get("/v1/connect/apps", category_ids=categories)) != []


def test_the_accounts_of_an_app_are_deleted_at_another_path(older: Http, sandbox: Sandbox) -> None:
    for app in ("slack", "zendesk"):
        sandbox.add_account(app=app, external_user_id="ada")
    assert older.delete("~/accounts/app/zendesk").status_code == 204
    assert [item["app"]["name_slug"] for item in ok(older.get("~/accounts"))["data"]] == ["slack"]


def test_null_changes_nothing_about_a_trigger(older: Http) -> None:
    body = {
        "id": "schedule-custom-interval",
        "external_user_id": "ada",
        "configured_props": {"cron": {"cron": "0 9 * * *"}},
    }
    timer = ok(older.post("~/triggers/deploy", body))["data"]
    change = {"active": False, "configured_props": None, "name": None}
    path = f"~/deployed-triggers/{timer['id']}"
    assert ok(older.put(path, change, external_user_id="ada"))["data"]["cron"] == "0 9 * * *"
    for content in (b"[null]", b"{"):
        response = older.request(
            "PUT", f"{path}?external_user_id=ada", content=content, headers={"content-type": "application/json"}
        )
        rejected(response, 400)


def test_other_clients_cannot_send_these_forms(http: Http) -> None:
    rejected(http.get("/v1/apps"), 404)
    rejected(http.delete("~/accounts/app/slack"), 404)
    rejected(http.put("~/deployed-triggers/ti_1", {"name": None}, external_user_id="ada"), 400)


def test_the_request_log_shows_the_original_request(older: Http, sandbox: Sandbox) -> None:
    ok(older.get("/v1/apps"))
    [*_, entry] = sandbox.request_log
    assert (entry.path, entry.operation_id) == ("/v1/apps", "apps_list")
