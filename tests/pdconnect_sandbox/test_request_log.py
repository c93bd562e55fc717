"""The request log: requests and their outcomes, without secrets."""

from __future__ import annotations

from typing import Any

from pdconnect.sandbox import Sandbox

from .helpers import CLIENT, Http, connected, ok, sign_in


def test_the_request_log_shows_requests(sandbox: Sandbox, http: Http) -> None:
    http.get("~/accounts", limit=5)
    http.get("~/nothing")
    _, listed, nothing = ok(Http(sandbox, None, None).get("/_sandbox/requests"))["data"]
    assert listed["operation_id"] == "accounts_list"
    assert listed["query"] == {"limit": 5}
    assert (listed["environment"], listed["status"], listed["executed"]) == ("development", 200, False)
    assert (nothing["operation_id"], nothing["status"]) == (None, 404)


def test_executions_are_the_executed_requests(sandbox: Sandbox, http: Http) -> None:
    slack = connected(sandbox, "slack")
    body: dict[str, Any] = {"id": "slack-find-message", "external_user_id": "jay"}
    props = {"slack": slack, "query": "x"}
    http.post("~/actions/run", {**body, "configured_props": props})
    http.post("~/actions/run", {**body, "surprise": 1, "external_user_id": ""})
    http.post("~/actions/props", body)
    http.post("~/tokens", {"external_user_id": "jay"})
    http.delete("~/users/jay")
    http.delete("~/users/jay")
    done = [(item.operation_id, item.external_user_id) for item in sandbox.executions]
    operations = ("actions_run", "tokens_create", "users_delete_external_user")
    assert done == [(operation, "jay") for operation in operations]
    assert sandbox.executions[0].body["configured_props"] == props


def test_the_request_log_contains_no_secrets(sandbox: Sandbox) -> None:
    http = sign_in(sandbox)
    sandbox.add_account(app="slack", external_user_id="ada", credentials={"deep": [{"key": "canary-1"}]})
    made = ok(http.post("~/tokens", {"external_user_id": "ada"}))["token"]
    access = http.headers["authorization"].removeprefix("Bearer ")
    props = {"a": "canary-1", "b": f"x {made} y", "c": [access], "d": "sandbox-secret", "canary-1": 1}
    http.post("~/actions/run", {"id": "slack-find-message", "external_user_id": "ada", "configured_props": props})
    http.post("/v1/oauth/token", {**CLIENT, "client_secret": "canary-2"})
    Http(sandbox, made, None).get(f"/v1/connect/tokens/{made}/validate")
    http.delete(f"~/users/{made}")
    text = Http(sandbox, None, None).get("/_sandbox/requests").text + repr(sandbox.request_log)
    for secret in ("canary-1", "canary-2", made, access, "sandbox-secret"):
        assert secret not in text
    assert "***" in text
