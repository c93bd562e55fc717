"""The request log: requests and their outcomes, without secrets."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl

import pytest

import pdconnect
from pdconnect.sandbox import Sandbox
from pdconnect_sandbox.service.request_log import RecordedRequest, RequestLog, Transcript

from ..cases import for_each
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


# ---- refused requests


def log_of(sandbox: Sandbox) -> RequestLog:
    """Return the whole log, with the requests that were rejected before they reached the service."""
    return sandbox._service.request_log  # pyright: ignore[reportPrivateUsage]


REFUSED: list[tuple[str, str, dict[str, Any], int, str]] = [
    ("GET", "~/nothing?a=1", {}, 404, "path: there is no such operation"),
    ("PATCH", "~/accounts?a=1", {}, 405, "method: this path takes GET, POST"),
    ("GET", "~/accounts?limit=x&external_user_id=jay", {}, 400, "query.limit: must be of type integer"),
    ("POST", "~/tokens", {"json": {"external_user_id": ""}}, 400, "body.external_user_id: "),
    ("POST", "~/tokens", {"content": b"{", "headers": {"content-type": "application/json"}}, 400, "body: is not JSON"),
    ("POST", "~/tokens", {"json": {}, "headers": {"content-encoding": "gzip"}}, 415, "header.content-encoding: "),
    ("GET", "~/accounts", {"headers": {"authorization": "Bearer x"}}, 401, "authorization: this token is not known"),
    ("GET", "~/accounts", {"headers": {"x-pd-environment": "test"}}, 400, "header.x-pd-environment: must be "),
    ("GET", "~/accounts/apn_x", {}, 404, "path.account_id: "),
    ("GET", "~/accounts", {"headers": {"host": "attacker.example"}}, 403, "header.host: "),
    (
        "OPTIONS",
        "~/accounts",
        {"headers": {"origin": "https://a.example", "access-control-request-method": "GET"}},
        403,
        "origin: ",
    ),
    ("POST", "/_triggers/nothing", {"json": {}}, 404, "path: "),
    ("POST", "/mcp?app=slack", {"json": {}}, 400, "header."),
    ("GET", "/mcp", {}, 405, "method: this path takes POST"),
    ("POST", "~/tokens", {"content": b"x" * (10 * 1024 * 1024 + 1)}, 413, "body: the sandbox takes at most "),
]


@pytest.mark.parametrize(("method", "path", "sent", "status", "reason"), REFUSED)
def test_a_refused_request_is_recorded_with_its_reason(
    sandbox: Sandbox, http: Http, method: str, path: str, sent: dict[str, Any], status: int, reason: str
) -> None:
    response = http.request(method, path, **sent)
    record = list(log_of(sandbox))[-1]
    assert (response.status_code, record.status, record.is_refused) == (status, status, True)
    assert record.before_service == (record not in sandbox.request_log)
    assert (record.reason or "").startswith(reason)
    assert record.query == dict(parse_qsl(path.partition("?")[2]))
    assert (record.body or None) == (sent.get("json") or ("{" if sent.get("content") == b"{" else None))


GZIP = {"content-encoding": "gzip", "content-type": "application/json"}
OF_THE_SANDBOX: list[tuple[str, str, dict[str, Any], int, str]] = [
    ("GET", "/_sandbox/nothing", {}, 404, "path: "),
    ("GET", "/_sandbox//clock", {}, 404, "path: "),
    ("PUT", "/_sandbox/clock", {}, 405, "method: this path takes GET, HEAD, POST"),
    ("POST", "/_sandbox/faults", {"json": {"status": 99}}, 400, "status: "),
    ("POST", "/_sandbox/clock", {"json": {"seconds": 10**400}}, 400, "seconds: "),
    ("POST", "/_sandbox/clock", {"content": b"x", "headers": GZIP}, 415, "header.content-encoding: "),
    ("POST", "/_sandbox/reset", {"headers": {"origin": "https://a.example"}}, 403, "header.origin: "),
    ("POST", "/_triggers/nothing", {"content": b"x", "headers": GZIP}, 415, "header.content-encoding: "),
    ("POST", "/_workflows/ennothing", {}, 404, "there is no workflow at "),
    ("GET", "/_static/connect.html", {}, 404, "token: "),
    ("POST", "/_static/connect.html", {"headers": GZIP}, 404, "header.content-encoding: "),
]


@for_each(("method", "path", "sent", "status", "reason"), OF_THE_SANDBOX)
def test_a_refused_request_to_another_endpoint_is_recorded_too(
    sandbox: Sandbox, http: Http, method: str, path: str, sent: dict[str, Any], status: int, reason: str
) -> None:
    response = http.request(method, path, **sent)
    record = list(log_of(sandbox))[-1]
    assert (response.status_code, record.status, record.before_service) == (status, status, True), response.text
    assert (record.reason or "").startswith(reason), record.reason
    assert record not in sandbox.request_log


FAULTS: list[dict[str, Any]] = [
    {"status": 503},
    {"status": 503, "executed": True},
    {"drop": True},
    {"truncate": True},
    {"garbage": True},
    {"delay": 0.5},
]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_request_that_a_fault_hit_is_recorded_with_it(sandbox: Sandbox, fault: dict[str, Any]) -> None:
    sandbox.faults(**fault, operation="accounts.list", times=1)
    with suppress(pdconnect.PdconnectError):
        sandbox.client(max_retries=0).accounts.list(external_user_id="jay")
    [record] = sandbox.calls("accounts.list")
    assert (record.faulty, record.query) == (True, {"external_user_id": "jay"})
    assert record.reason is not None
    assert record.reason.startswith("simulated fault: ")


def test_credentials_in_a_refused_request_are_masked(sandbox: Sandbox) -> None:
    anonymous = Http(sandbox, None, None)
    cut = b'{"client_id": "x", "client_secret": "canary-1", "connect_token":  "canary-2'
    anonymous.request("POST", "/v1/oauth/token", content=cut, headers={"content-type": "application/json"})
    anonymous.request("POST", "/v1/nothing", data={"client_secret": "canary-3"})
    anonymous.request("POST", "/v1/nothing?token=canary-4", content=b"a=1&password=canary-5")
    anonymous.post("/v1/nothing", {"deep": [{"oauth_access_token": "canary-6"}]})
    anonymous.get("/v1/oauth/authorize", token="canary-7")
    text = anonymous.get("/_sandbox/requests").text + repr(sandbox.request_log)
    assert [f"canary-{number}" for number in range(1, 8) if f"canary-{number}" in text] == []
    assert [entry.reason for entry in sandbox.request_log][:2] == [
        "body: is not JSON",
        "path: there is no such operation",
    ]


def test_the_memory_of_responses_is_limited() -> None:
    log = RequestLog()
    for _ in range(2000):
        record = RecordedRequest(0.0, "GET", "/")
        log.append(record)
        log.complete(record, Transcript("/", [("a", "b")], [], b"x" * 32_768, 32_768))
    kept = [transcript for record in log if (transcript := log.transcript(record))]
    assert 400 < len(kept) < 520
    assert (log.transcript(record), len(log)) == (kept[-1], 2000)
    log.clear()
    assert (len(log), log.transcript(record)) == (0, None)
