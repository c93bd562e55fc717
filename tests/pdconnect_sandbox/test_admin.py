"""The endpoints under /_sandbox: what they show and do, and which requests they reject."""

from __future__ import annotations

import json
import re
import shlex
from contextlib import suppress
from html import unescape
from typing import Any

import httpx
import pytest

from pdconnect.sandbox import Sandbox
from pdconnect_sandbox.service.request_log import MAX_RESPONSE, RecordedRequest, Transcript

from .helpers import CLIENT, PROJECT, Http, Receiver, connect_token, connected, created, ok, rejected, sign_in

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


def test_the_overview_shows_all_records(sandbox: Sandbox, http: Http, admin: Http) -> None:
    account, trigger = connected(sandbox, "slack")["authProvisionId"], deployed(http)
    connect_token(http)
    overview = ok(admin.get("/_sandbox/overview"))
    assert [item["id"] for item in overview["projects"]] == ["proj_sandbox"]
    assert [(item["id"], item["dead"]) for item in overview["accounts"]] == [(account, False)]
    assert [(item["id"], item["webhook_urls"]) for item in overview["triggers"]] == [(trigger, [HOOK])]
    assert [item["kind"] for item in overview["tokens"]] == ["access", "connect"]
    assert overview["now"] == "2023-11-14T22:13:20.000Z"


def test_an_account_is_connected_in_any_project(http: Http, admin: Http) -> None:
    other = created(http.post("/v1/connect/projects", {"name": "Other"}))["id"]
    body = {"app": "slack", "external_user_id": "ada", "environment": "production", "project_id": other}
    account = ok(admin.post("/_sandbox/accounts", body))["id"]
    production = Http(http.sandbox, http.headers["authorization"][7:], "production")
    assert ok(production.get(f"/v1/connect/{other}/accounts/{account}"))["external_id"] == "ada"
    rejected(http.get(f"~/accounts/{account}"), 404)
    assert "project_id" in rejected(admin.post("/_sandbox/accounts", {**body, "project_id": "proj_x"}), 400)
    assert "environment" in rejected(admin.post("/_sandbox/accounts", {**body, "environment": "test"}), 400)


def test_an_account_is_revoked(sandbox: Sandbox, http: Http, admin: Http) -> None:
    account = connected(sandbox, "slack")["authProvisionId"]
    assert ok(admin.post(f"/_sandbox/accounts/{account}/revoke", {"error": "gone"}))["dead"] is True
    assert ok(http.get(f"~/accounts/{account}", include_credentials="true"))["error"] == "gone"
    assert "no account apn_x" in rejected(admin.post("/_sandbox/accounts/apn_x/revoke"), 404)


def test_a_token_is_expired_by_value_or_fingerprint(http: Http, admin: Http) -> None:
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


def test_a_fault_is_added_listed_and_ended(http: Http, admin: Http) -> None:
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


def test_the_clock_is_advanced(http: Http, admin: Http) -> None:
    before = ok(admin.get("/_sandbox/clock"))["now"]
    assert ok(admin.post("/_sandbox/clock", {"days": 1, "hours": 1, "minutes": 1, "seconds": 0.5}))["now"] == (
        before + 86400 + 3600 + 60.5
    )
    rejected(http.get("~/accounts"), 401)
    rejected(admin.post("/_sandbox/clock", {"hours": -1}), 400)


def test_a_reset_deletes_everything(sandbox: Sandbox, http: Http, admin: Http) -> None:
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


def test_an_unknown_path_or_method_is_rejected(admin: Http) -> None:
    rejected(admin.get("/_sandbox/nothing"), 404)
    response = admin.get("/_sandbox/reset")
    assert "POST" in rejected(response, 405)
    assert response.headers["allow"] == "POST"


# ---- the page

VIEWS = ("overview", "users", "triggers", "requests", "faults", "time", "settings")


def page_of(admin: Http, view: str = "overview", **query: str) -> str:
    response = admin.get("/_sandbox", view=view, **query)
    assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
    return response.text


def test_the_page_shows_the_state(sandbox: Sandbox, http: Http, admin: Http) -> None:
    account, trigger = connected(sandbox, "slack", "<b>jay</b>")["authProvisionId"], deployed(http)
    sandbox.emit(trigger, {"odd": "<i>"})
    sandbox.faults(delay=1, operation="users.*")
    expected = {
        "overview": ["triggers_deploy", "2023-11-14 22:13:20", "users_*", "1 s of delay"],
        "users": [account, "&lt;b&gt;jay", "slack", "Revoke"],
        "triggers": [trigger, "trigger_event", "schedule-custom-interval", "2023-11-14 22:28:20", "Emit"],
        "requests": ["triggers_deploy", "oauth_tokens_create", "Fail this operation"],
        "faults": ["users_*", "1 s of delay", "End"],
        "time": ["2023-11-14 22:13:20", trigger, "Advance to it"],
        "settings": ["proj_sandbox", "sandbox-client", "PIPEDREAM_CLIENT_SECRET=&#39;&lt;client secret&gt;&#39;"],
    }
    for view in VIEWS:
        text = page_of(admin, view)
        assert [part for part in expected[view] if part not in text] == []
        for absent in ("<b>jay", "<i>", "http-equiv", http.headers["authorization"][7:], "sandbox-secret"):
            assert absent not in text


def test_the_page_separates_projects() -> None:
    sandbox = Sandbox(projects=["proj_second"])
    admin, second = Http(sandbox, None, None), sandbox.client(project_id="proj_second")
    second.triggers.deploy(id="email-new-email", external_user_id="ada")
    assert "<option>proj_sandbox</option><option>proj_second</option></select>" in page_of(admin, "users")
    assert "proj_second, development" in page_of(admin, "triggers")
    fields = {"app": "slack", "external_user_id": "ada", "project_id": "proj_second", "environment": "development"}
    ok(admin.post("/_sandbox/accounts", fields))
    assert [item.external_id for item in second.accounts.list()] == ["ada"]
    assert list(sandbox.client().accounts.list()) == []


def test_the_page_loads_no_resources_and_cannot_be_framed(admin: Http) -> None:
    policy = admin.get("/_sandbox").headers["content-security-policy"]
    for rule in ("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "connect-src 'self'"):
        assert rule in policy
    assert "unsafe" not in policy


def test_an_unknown_view_is_the_overview(admin: Http) -> None:
    assert page_of(admin, "nothing") == page_of(admin)


@pytest.mark.parametrize("accept", ["text/html,application/xhtml+xml,*/*;q=0.8", "application/json", "*/*"])
def test_the_root_leads_browsers_to_the_page(admin: Http, accept: str) -> None:
    response = admin.request("GET", "/", headers={"accept": accept})
    expected = (302, "/_sandbox") if "html" in accept else (404, None)
    assert (response.status_code, response.headers.get("location")) == expected


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, 5),
        ({"status": "refused"}, 3),
        ({"status": "2"}, 2),
        ({"status": "404"}, 1),
        ({"status": "dropped"}, 1),
        ({"status": "fault"}, 1),
        ({"status": "nothing"}, 5),
        ({"operation": "accounts.list"}, 3),
        ({"operation": "accounts"}, 4),
        ({"user": "jay"}, 2),
        ({"user": "jay", "status": "refused"}, 1),
        ({"text": "LIMIT"}, 1),
        ({"text": "no such account"}, 1),
        ({"text": "apn_x", "status": "2"}, 0),
        ({"limit": "2"}, 2),
        ({"limit": "x"}, 5),
    ],
)
def test_requests_are_filtered(sandbox: Sandbox, http: Http, admin: Http, query: dict[str, str], found: int) -> None:
    http.get("~/accounts", external_user_id="jay")
    http.get("~/accounts", external_user_id="jay", limit="x")
    http.get("~/accounts/apn_x")
    sandbox.faults(drop=True, times=1)
    with suppress(ConnectionError):
        http.get("~/accounts")
    assert page_of(admin, "requests", **query).count('id="open-') == found


def test_a_request_is_shown_with_its_response_and_its_reason(sandbox: Sandbox, http: Http, admin: Http) -> None:
    response = http.post("~/tokens", {"external_user_id": "", "note": "it's <b>"})
    for text in (
        page_of(admin, "requests", open="2"),
        page_of(admin, "requests", text=response.headers["x-request-id"], open="2"),
    ):
        assert "<strong>Refused:</strong> body.external_user_id: " in text
        assert "authorization: Bearer ***" in text
        assert "400 Bad Request" in text
        assert "it&#39;s &lt;b&gt;" in text
        assert "$PIPEDREAM_ACCESS_TOKEN" in text
    by_id = admin.get("/_sandbox", request_id=response.headers["x-request-id"]).text
    assert "<strong>Refused:</strong> body.external_user_id: " in by_id


def test_a_response_is_shown_without_credentials(sandbox: Sandbox, http: Http, admin: Http) -> None:
    sandbox.add_account(
        app="zendesk", external_user_id="jay", credentials={"api_token": "canary-1", "subdomain": "canary-2"}
    )
    made = ok(http.post("~/tokens", {"external_user_id": "jay"}))["token"]
    ok(http.get("~/accounts", include_credentials="true"))
    for number, shown in ((1, "expires_in"), (2, "expires_at"), (3, "zendesk")):
        text = page_of(admin, "requests", open=str(number))
        assert shown in text
        for secret in (http.headers["authorization"][7:], "sandbox-secret", made, "canary-1", "canary-2"):
            assert secret not in text


@pytest.mark.parametrize("content", [b"x" * 70_000, b'{"client_secret": "canary-1"' + b" " * 70_000])
def test_a_long_response_is_shown_in_part(sandbox: Sandbox, admin: Http, content: bytes) -> None:
    record = RecordedRequest(0.0, "GET", "/x", status=400)
    log = sandbox._service.request_log  # pyright: ignore[reportPrivateUsage]
    log.append(record)
    log.complete(record, Transcript("/x", [], [], content[:MAX_RESPONSE], len(content)))
    text = page_of(admin, "requests", open="1")
    assert f"({len(content)} bytes in all)" in text
    assert "canary-1" not in text


# ---- live updates


@pytest.mark.slow
@pytest.mark.every_python
def test_a_change_is_reported_to_the_page(sandbox: Sandbox) -> None:
    with sandbox.serve() as served, httpx.Client(base_url=served.base_url, trust_env=False) as client:
        with client.stream("GET", "/_sandbox/live") as stream:
            assert stream.headers["content-type"].startswith("text/event-stream")
            lines = stream.iter_lines()
            assert next(lines) == "retry: 1000"
            for change in (
                lambda: client.get("/v1/nothing"),
                lambda: sandbox.faults(drop=True),
                lambda: sandbox.advance(1),
            ):
                change()
                assert next(line for line in lines if line.startswith("event")) == "event: changed"
        for headers in ({"origin": "https://evil.example"}, {"host": "evil.example"}):
            assert client.get("/_sandbox/live", headers=headers).status_code == 403


# ---- as curl


def curl_of(sandbox: Sandbox) -> list[str]:
    """Return the words of the curl command of the last request."""
    text = page_of(Http(sandbox, None, None), "requests", open=str(len(sandbox.request_log)))
    [command] = re.findall(r'<pre tabindex="0" id="curl"[^>]*>(.*?)</pre>', text, re.DOTALL)
    return shlex.split(unescape(command))


def test_curl_repeats_a_request(sandbox: Sandbox, http: Http) -> None:
    body = {"external_user_id": "it's $HOME", "allowed_origins": ["https://a.example"]}
    http.post("~/tokens", body)
    words = curl_of(sandbox)
    assert words[:4] == ["curl", "-X", "POST", "http://sandbox.test/v1/connect/proj_sandbox/tokens"]
    assert json.loads(words[words.index("--data-raw") + 1]) == body
    headers = [words[at + 1] for at, word in enumerate(words) if word == "-H"]
    assert headers == [
        "Authorization: Bearer $PIPEDREAM_ACCESS_TOKEN",
        "x-pd-environment: development",
        "content-type: application/json",
    ]


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("~/accounts?limit=5&app=slack", "~/accounts?app=slack&limit=5"),
        ("~/accounts?limit=x&app=a%26b", "~/accounts?limit=x&app=a%26b"),
        ("~/accounts?include_credentials=1", "~/accounts?include_credentials=true"),
        ("~/proxy/aHR0cHM6Ly9zbGFjay5jb20vYT9i", "~/proxy/aHR0cHM6Ly9zbGFjay5jb20vYT9i"),
        ("/v1/connect/tokens/ctok_1/validate?app_id=slack", "/v1/connect/tokens/<token>/validate?app_id=slack"),
        ("~/nothing?a=1&a=2", "~/nothing?a=1&a=2"),
    ],
)
def test_curl_has_the_whole_url(sandbox: Sandbox, http: Http, path: str, url: str) -> None:
    http.get(path)
    assert curl_of(sandbox)[3] == f"http://sandbox.test{url.replace('~', PROJECT)}"


def test_curl_contains_no_secret(sandbox: Sandbox) -> None:
    client = Http(sandbox, None, None)
    client.post("/v1/oauth/token", CLIENT)
    assert json.loads(curl_of(sandbox)[-1]) == {**CLIENT, "client_secret": "<client_secret>"}
    client.request("POST", "/v1/oauth/token", data=CLIENT)
    assert "client_secret=<client_secret>" in curl_of(sandbox)[-1]
    client.request("POST", "/v1/oauth/token", auth=("sandbox-client", "sandbox-secret"), data={"grant_type": "x"})
    words = curl_of(sandbox)
    assert "$PIPEDREAM_CLIENT_ID:$PIPEDREAM_CLIENT_SECRET" in words
    assert words[-1] == "grant_type=x"
    client.request("GET", "/v1/nothing", headers={"x-pd-proxy-api-key": "canary-1"})
    assert "x-pd-proxy-api-key: <x-pd-proxy-api-key>" in curl_of(sandbox)


# ---- actions of the page


def key_of(admin: Http) -> str:
    [key] = re.findall('<meta name="csrf" content="([0-9a-f]{64})">', page_of(admin))
    return str(key)


def test_the_page_acts_with_its_key(sandbox: Sandbox, admin: Http) -> None:
    headers = {"origin": "http://sandbox.test", "sec-fetch-site": "same-origin", "x-csrf-token": key_of(admin)}
    ok(admin.post("/_sandbox/throttle", {}, headers=headers))
    assert len(ok(admin.get("/_sandbox/faults"))["data"]) == 1


@pytest.mark.parametrize("key", [None, "", "0" * 64, "\u00e4"])
@pytest.mark.parametrize(
    "sent",
    [
        {"origin": "http://sandbox.test"},
        {"sec-fetch-site": "same-origin"},
        {"referer": "http://sandbox.test/"},
        {"cookie": "a=b"},
    ],
)
def test_an_action_of_a_browser_needs_the_key_of_the_page(admin: Http, sent: dict[str, str], key: str | None) -> None:
    headers: Any = {**sent, **({} if key is None else {"x-csrf-token": key.encode()})}
    for method, path in (("POST", "faults"), ("POST", "reset"), ("POST", "clock"), ("DELETE", "faults")):
        error = rejected(admin.request(method, f"/_sandbox/{path}", json={}, headers=headers), 403)
        assert "Reload the page" in error


def test_a_form_is_not_read(admin: Http) -> None:
    response = admin.request("POST", "/_sandbox/faults", data={"status": "503"})
    assert "application/json" in rejected(response, 400)


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
    key = {} if headers.keys() == {"host"} else {"x-csrf-token": key_of(admin)}
    ok(admin.request("POST", "/_sandbox/throttle", json={}, headers={**headers, **key}))


def test_requests_with_a_public_host_name_are_rejected(admin: Http) -> None:
    for path in ("/_sandbox", "/_sandbox/requests", "/_sandbox/overview"):
        assert admin.request("GET", path, headers={"host": "evil.example"}).status_code == 403


def test_emitting_over_http_delivers(http: Http, admin: Http, receiver: Receiver) -> None:
    ok(admin.post(f"/_sandbox/triggers/{deployed(http)}/emit", {"a": 1}))
    assert len(receiver.requests) == 1
