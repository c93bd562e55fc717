"""The proxy: targets, headers, credentials, and responses passed on unchanged."""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from pdconnect.sandbox import Sandbox

from .helpers import Clock, Http, browser, component_request, ok, rejected, sign_in

SECRET = "canary-1"
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


@pytest.fixture
def gitlab(sandbox: Sandbox) -> str:
    return connect(sandbox, "gitlab", {"oauth_access_token": SECRET})


def connect(sandbox: Sandbox, app: str, credentials: Any, user: str = "jay") -> str:
    return sandbox.add_account(app=app, external_user_id=user, credentials=credentials).id


def url_safe(url: str) -> str:
    return base64.urlsafe_b64encode(url.encode()).rstrip(b"=").decode()


def send(http: Http, account: str, url: str, method: str = "GET", user: str = "jay", **options: Any) -> httpx.Response:
    query = {"external_user_id": user, "account_id": account}
    return http.request(method, f"~/proxy/{url_safe(url)}", params=query, **options)


def echoed(http: Http, account: str, url: str = "https://gitlab.com/anything", **options: Any) -> Any:
    return ok(send(http, account, url, **options))


@pytest.mark.parametrize("method", METHODS)
def test_method_url_and_credentials_reach_the_app(http: Http, gitlab: str, method: str) -> None:
    url = "https://gitlab.com/anything?a=1&b=%2F&b=ü#x"
    result = echoed(http, gitlab, url, method=method)
    assert result["method"] == method
    assert result["url"].startswith("https://gitlab.com/anything?a=1&b=%2F&b=%C3%BC")
    assert result["headers"]["authorization"] == "***"
    assert (result["body"], http.sandbox.request_log[-1].operation_id) == ("", f"proxy_{method.lower()}")


def test_the_app_gets_the_credentials_of_the_account(clock: Clock) -> None:
    seen: list[httpx.Request] = []

    def upstream(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={})

    sandbox = Sandbox(clock=clock, upstreams={"slack": upstream, "zendesk": upstream})
    http = sign_in(sandbox)
    send(http, connect(sandbox, "slack", {"oauth_access_token": SECRET}), "/api/auth.test")
    send(http, connect(sandbox, "zendesk", {"subdomain": "acme", "api_token": SECRET}), "/api/v2/tickets?page=2")
    assert (str(seen[0].url), seen[0].headers["authorization"]) == (
        "https://slack.com/api/auth.test",
        f"Bearer {SECRET}",
    )
    assert str(seen[1].url) == "https://acme.zendesk.com/api/v2/tickets?page=2"
    assert seen[1].headers["x-api-token"] == SECRET


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'{"a": [1.0, 12345678901234567890]}', "application/json"),
        (b"{not json", "application/json"),
        (b"a=1&b=2", "application/x-www-form-urlencoded"),
        (bytes(range(256)), "application/octet-stream"),
        (b"--x\r\n\r\n1\r\n--x--", "multipart/form-data; boundary=x"),
        (b"[" * 5000, "application/json"),
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_bodies_of_any_type_reach_the_app_unchanged(
    http: Http, gitlab: str, method: str, content: bytes, kind: str
) -> None:
    result = echoed(http, gitlab, method=method, content=content, headers={"content-type": kind})
    assert base64.b64decode(result["body"]) == content
    assert result["headers"]["content-type"] == kind


def test_the_target_has_three_formats(http: Http, gitlab: str) -> None:
    url = "https://gitlab.com/anything?q=~~~???>>>"
    standard = base64.b64encode(url.encode()).decode()
    assert set("+/=") & set(standard)
    query = {"external_user_id": "jay", "account_id": gitlab}
    for text in (url_safe(url), quote(base64.urlsafe_b64encode(url.encode()).decode()), quote(standard, safe="")):
        assert ok(http.get(f"~/proxy/{text}", **query))["url"] == str(httpx.URL(url))


@pytest.mark.parametrize(
    "target",
    [
        "http://gitlab.com/x",
        "https://example.com/x",
        "https://evilgitlab.com/x",
        "https://gitlab.com.example.com/",
        "https://gitlab.com@example.com/",
        "https://user:pw@gitlab.com/",
        "https://gitlab.com:8443/",
        "https://gitlab.com\\@example.com/",
        "//gitlab.com/x",
        "gitlab.com/x",
        "/\n",
        "https://[::1",
        " ",
    ],
)
def test_targets_of_other_apps_are_rejected(http: Http, gitlab: str, target: str) -> None:
    error = rejected(send(http, gitlab, target), 400)
    assert error == "path.url_64: must be an https URL at gitlab.com, or a path"


@pytest.mark.parametrize("text", ["x", "_w", "%FF", "a.b", "%20"])
def test_invalid_targets_are_rejected(http: Http, gitlab: str, text: str) -> None:
    response = http.get(f"~/proxy/{text}", external_user_id="jay", account_id=gitlab)
    assert "UTF-8" in rejected(response, 400) or "path.url_64" in rejected(response, 400)


def test_subdomains_of_an_allowed_domain_are_allowed(http: Http, sandbox: Sandbox) -> None:
    sheets = connect(sandbox, "google_sheets", {"oauth_access_token": SECRET})
    assert echoed(http, sheets, "https://www.googleapis.com/drive/v3/files")["url"].startswith("https://www.")
    assert echoed(http, sheets, "/v4/spreadsheets")["url"] == "https://sheets.googleapis.com/v4/spreadsheets"


def test_apps_without_proxy_are_rejected(http: Http, sandbox: Sandbox) -> None:
    for app in ("postgresql", "discord"):
        account = connect(sandbox, app, {})
        assert app in rejected(send(http, account, "https://example.com/"), 400)


def test_accounts_of_other_users_are_not_found(http: Http, sandbox: Sandbox, gitlab: str) -> None:
    assert "no such account" in rejected(send(http, gitlab, "/x", user="bob"), 404)
    assert "no such account" in rejected(send(http, "apn_x", "/x"), 404)
    assert "no such account" in rejected(send(sign_in(sandbox, "production"), gitlab, "/x"), 404)
    assert "another user" in rejected(send(browser(http, "bob"), gitlab, "/x"), 403)
    assert echoed(browser(http), gitlab)["method"] == "GET"
    assert "account_id: is missing" in rejected(http.get(f"~/proxy/{url_safe('/x')}", external_user_id="jay"), 400)


def test_only_headers_with_the_prefix_reach_the_app(http: Http, gitlab: str) -> None:
    headers = {
        "x-pd-proxy-Accept": "text/plain",
        "X-PD-Proxy-X-Own": "1",
        "x-pd-proxy-authorization": "mine",
        "x-other": "2",
        "accept": "application/json",
    }
    result = echoed(http, gitlab, headers=headers)["headers"]
    assert result == {"host": "gitlab.com", "accept": "text/plain", "x-own": "1", "authorization": "***"}


@pytest.mark.parametrize(
    "name",
    ["Accept-Encoding", "connection", "cookie", "host", "origin", "sec-fetch-mode", "proxy-authorization", "te", ""],
)
def test_headers_that_must_not_be_sent_are_rejected(http: Http, gitlab: str, name: str) -> None:
    response = send(http, gitlab, "/x", headers={f"x-pd-proxy-{name}": "x", "x-pd-proxy-fine": "1"})
    assert rejected(response, 400) == f"header.x-pd-proxy-{name.lower()}: must not be sent"


@pytest.mark.parametrize("status", [200, 201, 400, 401, 404, 418, 429, 500, 503])
def test_the_status_is_that_of_the_app(http: Http, gitlab: str, status: int) -> None:
    response = send(http, gitlab, f"https://gitlab.com/status/{status}")
    assert response.status_code == status
    assert response.headers["x-upstream"] == "echo"
    assert response.json()["error"] == {"status": status}


def test_responses_of_any_type_are_passed_on(http: Http, gitlab: str) -> None:
    empty = send(http, gitlab, "/empty")
    assert (empty.status_code, empty.content) == (204, b"")
    text = send(http, gitlab, "/text")
    assert (text.headers["content-type"], "naïve" in text.text) == ("text/plain; charset=utf-8", True)
    packed = send(http, gitlab, "/gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.json()["method"] == "GET"
    redirect = send(http, gitlab, "/redirect")
    assert (redirect.status_code, redirect.headers["location"]) == (302, "/anything")
    assert send(http, gitlab, "/cookies").headers.get_list("set-cookie") == ["a=1", "b=2"]
    large = send(http, gitlab, "/bytes/1000000")
    assert (len(large.content), large.content[:3]) == (1_000_000, b"\x00\x01\x02")
    assert ok(send(http, gitlab, "/bytes/999999999"))["url"].endswith("/bytes/999999999")


def test_an_app_that_does_not_respond_is_a_504(http: Http, gitlab: str) -> None:
    assert "30 seconds" in rejected(send(http, gitlab, "/timeout"), 504)


def test_slack_has_users_and_stores_messages(http: Http, sandbox: Sandbox) -> None:
    slack = connect(sandbox, "slack", {"oauth_access_token": SECRET})
    assert [item["name"] for item in ok(send(http, slack, "/api/users.list"))["members"]] == [
        "ada",
        "grace",
        "slackbot",
    ]
    assert ok(send(http, slack, "/api/auth.test"))["ok"] is True
    channel = ok(send(http, slack, "/api/conversations.list"))["channels"][0]["id"]
    url = "https://slack.com/api/chat.postMessage"
    by_json = send(http, slack, url, "POST", json={"channel": channel, "text": "hello one"})
    by_form = send(http, slack, url, "POST", data={"channel": channel, "text": "hello two"})
    assert (ok(by_json)["ok"], ok(by_form)["ok"]) == (True, True)
    failed = ok(send(http, slack, url, "POST", json={"channel": "C1", "text": "x"}))
    assert failed == {"ok": False, "error": "channel_not_found"}
    find = component_request("slack-find-message", {"slack": {"authProvisionId": slack}, "query": "hello"})
    assert len(ok(http.post("~/actions/run", find))["ret"]) == 2


def test_gitlab_and_its_actions_share_their_issues(http: Http, gitlab: str) -> None:
    assert ok(send(http, gitlab, "/api/v4/user"))["username"] == "sandbox"
    assert len(ok(send(http, gitlab, "/api/v4/projects"))) == 7
    issues = "/api/v4/projects/21208123/issues"
    assert send(http, gitlab, issues, "POST", json={"title": "Broken"}).status_code == 201
    assert send(http, gitlab, issues, "POST", content=b"{").status_code == 400
    assert [item["title"] for item in ok(send(http, gitlab, issues))] == ["Broken"]
    assert send(http, gitlab, "/api/v4/projects/1/issues").json() == {"message": "404 Project Not Found"}
    props = {"gitlab": {"authProvisionId": gitlab}, "projectId": 21208123, "issueIid": 1}
    assert ok(http.post("~/actions/run", component_request("gitlab-get-issue", props)))["ret"]["title"] == "Broken"


def test_zendesk_and_its_actions_share_their_tickets(http: Http, sandbox: Sandbox) -> None:
    zendesk = connect(sandbox, "zendesk", {"subdomain": "acme", "api_token": SECRET})
    props = {"zendesk": {"authProvisionId": zendesk}, "subject": "Help", "priority": "high"}
    ok(http.post("~/actions/run", component_request("zendesk-create-ticket", props)))
    made = send(http, zendesk, "/api/v2/tickets", "POST", json={"ticket": {"subject": "Me too"}})
    assert (made.status_code, made.json()["ticket"]["id"]) == (201, 2)
    assert send(http, zendesk, "/api/v2/tickets", "POST", json={"ticket": {}}).status_code == 422
    tickets = ok(send(http, zendesk, "https://acme.zendesk.com/api/v2/tickets"))["tickets"]
    assert [item["subject"] for item in tickets] == ["Help", "Me too"]
    rejected(send(http, zendesk, "https://other.zendesk.com/api/v2/tickets"), 400)


def test_openai_can_stream_its_response(http: Http, sandbox: Sandbox) -> None:
    openai = connect(sandbox, "openai", {"api_key": SECRET})
    assert ok(send(http, openai, "/v1/models"))["data"][0]["id"] == "sandbox-1"
    url = "https://api.openai.com/v1/chat/completions"
    whole = ok(send(http, openai, url, "POST", json={"messages": []}))["choices"][0]["message"]["content"]
    streamed = send(http, openai, url, "POST", json={"messages": [], "stream": True})
    assert streamed.headers["content-type"] == "text/event-stream"
    events = [line.removeprefix("data: ") for line in streamed.text.splitlines() if line]
    assert events.pop() == "[DONE]"
    assert "".join(json.loads(item)["choices"][0]["delta"]["content"] for item in events) == whole
    assert send(http, openai, url, "POST", content=b"{").status_code == 400


def test_the_request_log_shows_the_target_without_secrets(sandbox: Sandbox, http: Http, gitlab: str) -> None:
    send(http, gitlab, f"https://gitlab.com/x?token={SECRET}", "POST", json={"secret": SECRET, "a": 1})
    entry = sandbox.request_log[-1]
    assert entry.path == "/v1/connect/{project_id}/proxy/..."
    assert entry.target == "https://gitlab.com/x?token=***"
    assert entry.body == {"secret": "***", "a": 1}
    assert (entry.executed, entry.status) == (True, 200)
    send(http, gitlab, "/x", "POST", content=b"\xff")
    assert sandbox.request_log[-1].body is None
    send(http, gitlab, "/x")
    assert sandbox.request_log[-1].executed is False
    assert url_safe(SECRET)[:8] not in repr(sandbox.request_log)
