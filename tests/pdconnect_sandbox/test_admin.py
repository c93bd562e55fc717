"""The endpoints under /_sandbox: what they show and do, and which requests they reject."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest

from pdconnect.sandbox import Sandbox

from .helpers import Http, Receiver, connect_token, connected, created, ok, rejected, sign_in

HOOK = "https://hooks.example.com/"


@pytest.fixture
def admin(sandbox: Sandbox) -> Http:
    """A client without a token."""
    return Http(sandbox, None, None)


def deployed(http: Http) -> str:
    body = {"id": "schedule-custom-interval", "external_user_id": "jay", "webhook_url": HOOK}
    props = {"configured_props": {"cron": {"intervalSeconds": 900}}}
    trigger_id: str = ok(http.post("~/triggers/deploy", {**body, **props}))["data"]["id"]
    return trigger_id


def test_the_overview(sandbox: Sandbox, http: Http, admin: Http) -> None:
    account, trigger = connected(sandbox, "slack")["authProvisionId"], deployed(http)
    connect_token(http)
    overview = ok(admin.get("/_sandbox/overview"))
    assert [item["id"] for item in overview["projects"]] == ["proj_sandbox"]
    assert [(item["id"], item["dead"]) for item in overview["accounts"]] == [(account, False)]
    assert [(item["id"], item["webhook_urls"]) for item in overview["triggers"]] == [(trigger, [HOOK])]
    assert [item["kind"] for item in overview["tokens"]] == ["access", "connect"]
    assert overview["now"] == "2023-11-14T22:13:20.000Z"


def test_an_account_in_any_project(http: Http, admin: Http) -> None:
    other = created(http.post("/v1/connect/projects", {"name": "Other"}))["id"]
    body = {"app": "slack", "external_user_id": "ada", "environment": "production", "project_id": other}
    account = ok(admin.post("/_sandbox/accounts", body))["id"]
    production = Http(http.sandbox, http.headers["authorization"][7:], "production")
    assert ok(production.get(f"/v1/connect/{other}/accounts/{account}"))["external_id"] == "ada"
    rejected(http.get(f"~/accounts/{account}"), 404)
    assert "project_id" in rejected(admin.post("/_sandbox/accounts", {**body, "project_id": "proj_x"}), 400)
    assert "environment" in rejected(admin.post("/_sandbox/accounts", {**body, "environment": "test"}), 400)


def test_revoking_an_account(sandbox: Sandbox, http: Http, admin: Http) -> None:
    account = connected(sandbox, "slack")["authProvisionId"]
    assert ok(admin.post(f"/_sandbox/accounts/{account}/revoke", {"error": "gone"}))["dead"] is True
    assert ok(http.get(f"~/accounts/{account}", include_credentials="true"))["error"] == "gone"
    assert "no account apn_x" in rejected(admin.post("/_sandbox/accounts/apn_x/revoke"), 404)


def test_expiring_tokens(http: Http, admin: Http) -> None:
    token = http.headers["authorization"].removeprefix("Bearer ")
    assert admin.post("/_sandbox/tokens/expire", {"token": token}).status_code == 204
    rejected(http.get("~/accounts"), 401)
    other = sign_in(http.sandbox)
    [_, listed] = ok(admin.get("/_sandbox/overview"))["tokens"]
    assert admin.post("/_sandbox/tokens/expire", {"fingerprint": listed["fingerprint"]}).status_code == 204
    rejected(other.get("~/accounts"), 401)
    third = sign_in(http.sandbox)
    assert admin.post("/_sandbox/tokens/expire", {"all": True}).status_code == 204
    rejected(third.get("~/accounts"), 401)
    for wrong in ({}, {"all": False}, {"all": True, "token": token}):
        assert "one of token" in rejected(admin.post("/_sandbox/tokens/expire", wrong), 400)
    for unknown in ({"token": "x"}, {"fingerprint": "x"}):
        assert "not known" in rejected(admin.post("/_sandbox/tokens/expire", unknown), 404)


def test_faults(http: Http, admin: Http) -> None:
    made = ok(admin.post("/_sandbox/faults", {"status": 503, "times": 2, "operation": "accounts.list"}))
    assert (made["hits"], made["left"]) == (0, 2)
    rejected(http.get("~/accounts"), 503)
    assert [(item["hits"], item["left"]) for item in ok(admin.get("/_sandbox/faults"))["data"]] == [(1, 1)]
    assert admin.delete(f"/_sandbox/faults/{made['id']}").status_code == 204
    rejected(admin.delete(f"/_sandbox/faults/{made['id']}"), 404)
    ok(http.get("~/accounts"))
    ok(admin.post("/_sandbox/throttle"))
    assert http.get("~/accounts").headers["retry-after"] == "1"
    ok(admin.post("/_sandbox/throttle", {"times": None, "retry_after": 9}))
    assert admin.delete("/_sandbox/faults").status_code == 204
    ok(http.get("~/accounts"))
    assert "status" in rejected(admin.post("/_sandbox/faults", {"status": 200}), 400)
    assert "type" in rejected(admin.post("/_sandbox/faults", {"status": "503"}), 400)


def test_time(http: Http, admin: Http) -> None:
    before = ok(admin.get("/_sandbox/clock"))["now"]
    assert ok(admin.post("/_sandbox/clock", {"days": 1, "hours": 1, "minutes": 1, "seconds": 0.5}))["now"] == (
        before + 86400 + 3600 + 60.5
    )
    rejected(http.get("~/accounts"), 401)
    rejected(admin.post("/_sandbox/clock", {"hours": -1}), 400)


def test_reset(sandbox: Sandbox, http: Http, admin: Http) -> None:
    connected(sandbox, "slack")
    assert admin.post("/_sandbox/reset").status_code == 204
    assert ok(admin.get("/_sandbox/overview"))["accounts"] == []
    assert sandbox.request_log == []


def test_a_request_is_found_by_its_id(http: Http, admin: Http) -> None:
    http.get("~/users")
    quoted = http.get("~/accounts").headers["x-request-id"]
    [entry] = ok(admin.get("/_sandbox/requests", request_id=quoted))["data"]
    assert entry["operation_id"] == "accounts_list"
    assert ok(admin.get("/_sandbox/requests", request_id="x"))["data"] == []


def test_unknown_paths(admin: Http) -> None:
    rejected(admin.get("/_sandbox/nothing"), 404)
    response = admin.get("/_sandbox/reset")
    assert "POST" in rejected(response, 405)
    assert response.headers["allow"] == "POST"


# ---- the page


def test_the_page_shows_the_state(sandbox: Sandbox, http: Http, admin: Http) -> None:
    account, trigger = connected(sandbox, "slack", "<b>jay</b>")["authProvisionId"], deployed(http)
    sandbox.emit(trigger, {"odd": "<script>"})
    sandbox.faults(delay=1, operation="users.*")
    response = admin.get("/_sandbox")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    for expected in (
        account,
        trigger,
        "accounts_list",
        "&lt;b&gt;jay",
        "users_*",
        "trigger_event",
        "2023-11-14T22:13:20",
    ):
        assert expected in response.text
    for absent in ("<b>jay", "<script", "http-equiv", http.headers["authorization"][7:], "sandbox-secret"):
        assert absent not in response.text


def test_the_page_separates_projects() -> None:
    sandbox = Sandbox(projects=["proj_second"])
    admin, second = Http(sandbox, None, None), sandbox.client(project_id="proj_second")
    second.triggers.deploy(id="email-new-email", external_user_id="ada")
    page = admin.get("/_sandbox").text
    assert "<option>proj_sandbox<option>proj_second</select>" in page
    assert "<td>ada</td><td>proj_second</td><td>development</td>" in page
    fields = {"app": "slack", "external_user_id": "ada", "project_id": "proj_second", "environment": "development"}
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert admin.request("POST", "/_sandbox/accounts", content=urlencode(fields), headers=headers).status_code == 303
    assert [item.external_id for item in second.accounts.list()] == ["ada"]
    assert list(sandbox.client().accounts.list()) == []


def test_the_page_loads_no_resources_and_cannot_be_framed(admin: Http) -> None:
    policy = admin.get("/_sandbox").headers["content-security-policy"]
    for rule in ("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'"):
        assert rule in policy


def test_the_forms_of_the_page_do_what_the_endpoints_do(sandbox: Sandbox, http: Http, admin: Http) -> None:
    trigger = deployed(http)

    def send(path: str, **fields: str) -> None:
        headers = {"origin": "http://sandbox.test", "content-type": "application/x-www-form-urlencoded"}
        response = admin.request("POST", f"/_sandbox/{path}", content=urlencode(fields), headers=headers)
        assert (response.status_code, response.headers["location"]) == (303, "/_sandbox"), response.text

    send("accounts", app="slack", external_user_id="ada", environment="development")
    [account] = ok(http.get("~/accounts"))["data"]
    send(f"accounts/{account['id']}/revoke")
    assert ok(http.get(f"~/accounts/{account['id']}"))["dead"] is True
    send(f"triggers/{trigger}/emit", event='{"a": [1]}')
    assert sandbox.deliveries[-1].json() == {"a": [1]}
    send("faults", operation="", times="1", status="503", delay="")
    rejected(http.get("~/accounts"), 503)
    send("throttle", operation="users.*", times="1", retry_after="2.5")
    assert http.get("~/users").headers["retry-after"] == "3"
    send("faults", status="", times="", truncate="true", operation="")
    [rule] = ok(admin.get("/_sandbox/faults"))["data"]
    send(f"faults/{rule['id']}/end")
    send("clock", days="", hours="1", minutes="", seconds="")
    rejected(http.get("~/accounts"), 401)
    send("tokens/expire", all="true")
    send("reset")
    assert ok(admin.get("/_sandbox/overview"))["triggers"] == []


def test_an_invalid_form_is_reported_on_a_page(http: Http, admin: Http) -> None:
    response = admin.request("POST", "/_sandbox/faults", data={"status": "<b>"})
    assert response.status_code == 400
    assert "body.status: must be of type integer" in response.text
    response = admin.request("POST", f"/_sandbox/triggers/{deployed(http)}/emit", data={"event": "{"})
    assert (response.status_code, "is not JSON" in response.text) == (400, True)


# ---- rejected requests


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://sandbox.test:81"},
        {"origin": "http://sandbox.test.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"host": "evil.example", "origin": "http://evil.example"},
        {"host": "[evil"},
    ],
)
def test_pages_of_other_sites_are_rejected(sandbox: Sandbox, admin: Http, headers: dict[str, str]) -> None:
    for kind in ({"json": {"status": 500}}, {"data": {"status": "500"}}):
        response = admin.request("POST", "/_sandbox/faults", headers=headers, **kind)
        assert response.status_code == 403
    assert admin.request("POST", "/_sandbox/reset", headers=headers).status_code == 403
    assert ok(admin.get("/_sandbox/faults"))["data"] == []


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "127.0.0.1:8080", "origin": "http://127.0.0.1:8080", "sec-fetch-site": "same-origin"},
        {"host": "[::1]:8080", "origin": "http://[::1]:8080"},
        {"host": "localhost"},
        {"host": "api.localhost:8080", "sec-fetch-site": "none"},
        {"host": "Sandbox.Test"},
    ],
)
def test_its_own_page_and_programs_are_allowed(admin: Http, headers: dict[str, Any]) -> None:
    ok(admin.request("POST", "/_sandbox/throttle", json={}, headers=headers))


def test_requests_with_a_public_host_name_are_rejected(admin: Http) -> None:
    for path in ("/_sandbox", "/_sandbox/requests", "/_sandbox/overview"):
        assert admin.request("GET", path, headers={"host": "evil.example"}).status_code == 403


def test_emitting_over_http_delivers(http: Http, admin: Http, receiver: Receiver) -> None:
    ok(admin.post(f"/_sandbox/triggers/{deployed(http)}/emit", {"a": 1}))
    assert len(receiver.requests) == 1
