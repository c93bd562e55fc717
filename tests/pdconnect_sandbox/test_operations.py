"""Every operation of the specification is served, with and without the project in its path."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import pytest

from pdconnect.sandbox import Sandbox

from ..cases import for_each
from .helpers import Http, browser, ok, rejected

SPEC = json.loads(resources.files("pdconnect_api").joinpath("openapi.json").read_text(encoding="utf-8"))
VALUES = {
    "project_id": "proj_sandbox",
    "account_id": "apn_x",
    "ctok": f"ctok_{'0' * 32}",
    "url_64": "L3g",
    "external_user_id": "ada",
    "trigger_id": "dc_x",
    "webhook_id": "wh_x",
    "component_id": "slack-send-message",
    "app_id": "slack",
}
IDS = {"app_categories": "appcat_x", "oauth_apps": "oa_x", "app_overrides": "ao_x"}


OPERATIONS = [
    pytest.param(path, method.upper(), operation, id=operation["operationId"])
    for path, item in SPEC["paths"].items()
    for method, operation in item.items()
    if method in ("get", "put", "post", "delete", "patch")
]


def _has_fields(row: Any) -> bool:
    operation = row.values[2]
    return "requestBody" in operation and operation["tags"] != ["proxy"]


def filled(path: str, operation: Any) -> str:
    values = {**VALUES, "id": IDS.get(operation["tags"][0], "")}
    return path.format_map(values)


def test_there_are_seventy() -> None:
    assert len(OPERATIONS) == 70


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS)
def test_each_operation_is_served(sandbox: Sandbox, http: Http, path: str, method: str, operation: Any) -> None:
    caller = http if any("oauth" in choice for choice in operation["security"] or [{"oauth": []}]) else browser(http)
    response = caller.request(method, filled(path, operation))
    assert response.status_code in (200, 204, 400, 404), response.text
    entry = sandbox.request_log[-1]
    assert entry.operation_id == operation["operationId"]
    if operation["security"]:
        rejected(Http(sandbox, None, None).request(method, filled(path, operation)), 401)


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS)
def test_a_connect_token_needs_no_project(sandbox: Sandbox, http: Http, path: str, method: str, operation: Any) -> None:
    short = filled(path, operation).replace("/proj_sandbox", "", 1)
    in_project = path.startswith("/v1/connect/{project_id}")
    if not in_project or not any("connectToken" in choice for choice in operation["security"]):
        return
    response = browser(http, "ada").request(method, short)
    assert response.status_code in (200, 204, 400, 404), response.text
    assert "no such operation" not in response.text
    assert "no such project" not in response.text
    assert sandbox.request_log[-1].operation_id == operation["operationId"]
    if any("oauth" in choice for choice in operation["security"]):
        assert "no such project" in rejected(http.request(method, short), 404)


@for_each(("path", "method", "operation"), [row for row in OPERATIONS if _has_fields(row)])
def test_an_unknown_field_of_a_body_is_logged(
    sandbox: Sandbox, http: Http, path: str, method: str, operation: Any
) -> None:
    caller = http if any("oauth" in choice for choice in operation["security"] or [{"oauth": []}]) else browser(http)
    caller.request(method, filled(path, operation), json={"noSuchField": 1})
    assert sandbox.request_log[-1].ignored_body == ["noSuchField"]


def test_a_literal_path_has_priority_over_one_with_a_parameter(http: Http) -> None:
    ada = browser(http, "ada")
    for path, operation_id in (
        ("/v1/connect/components/triggers", "components_retrieve"),
        ("/v1/connect/apps/accounts", "apps_retrieve"),
        ("/v1/connect/accounts/accounts", "accounts_retrieve"),
        ("/v1/connect/projects", "projects_list"),
    ):
        ada.get(path)
        assert http.sandbox.request_log[-1].operation_id == operation_id


def test_executions_are_those_that_change_something(sandbox: Sandbox, http: Http) -> None:
    ok(http.put("~/webhook", {"url": "https://events.example.com/"}))
    ok(http.patch("/v1/connect/projects/proj_sandbox", {"app_name": "Shop"}))
    logo = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
    http.post("/v1/connect/projects/proj_sandbox/logo", {"logo": logo})
    ok(http.get("~/webhook"))
    ok(http.post("~/actions/props", {"id": "slack-find-message", "external_user_id": "jay"}))
    done = ["project_environment_update_webhook", "projects_update", "projects_update_logo"]
    assert [item.operation_id for item in sandbox.executions] == done
