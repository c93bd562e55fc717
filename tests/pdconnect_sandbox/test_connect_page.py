"""The page behind a connect link, without a browser: what it shows, and the result of its form."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from pdconnect.sandbox import Sandbox

from .helpers import Clock, Http, Receiver, allow, connected, ok, sign_in
from .page_parts import Page

PAGE = "/_static/connect.html"
TARGETS: dict[str, Any] = {
    "success_redirect_uri": "https://example.com/yes?a=1",
    "error_redirect_uri": "https://example.com/no",
}
HOSTILE = "\"'><script>alert(1)</script>&amp;{id}"


@pytest.fixture
def anonymous(sandbox: Sandbox) -> Http:
    return Http(sandbox, None, None)


def link(http: Http, app: str | None = None, query: dict[str, str] | None = None, **more: Any) -> str:
    """Return the link of a new token, with the query that the requester adds."""
    text: str = ok(http.post("~/tokens", {"external_user_id": "ada", **more}))["connect_link_url"]
    added = urlencode({**({"app": app} if app else {}), **(query or {})})
    return f"{text}&{added}" if added else text


def frame(link: str) -> str:
    """Return the URL that the browser SDK sets for a frame."""
    return link.replace("&connectLink=true", "")


def deny(http: Http, link: str) -> httpx.Response:
    return http.request("POST", link, data={"decision": "deny"})


def accounts(http: Http) -> list[Any]:
    found: list[Any] = ok(http.get("~/accounts"))["data"]
    return found


def test_an_oauth_app_asks_for_consent(http: Http, anonymous: Http) -> None:
    page = Page(anonymous.get(link(http, "slack")))
    assert (page.status, page.title) == (200, "Connect Slack")
    assert "Sandbox knows you as ada and wants to use your Slack account." in page.text
    assert "chat:write" in page.text
    assert page.inputs == []
    assert [(item["value"], item["text"]) for item in page.decisions] == [("allow", "Allow"), ("deny", "Deny")]
    assert accounts(http) == []


def test_agreeing_connects_an_account_once(http: Http, anonymous: Http) -> None:
    address = link(http, "slack")
    done = Page(allow(anonymous, address))
    [account] = accounts(http)
    assert (done.status, done.title) == (200, "Connected")
    assert account["id"] in done.text
    assert (account["external_id"], account["app"]["name_slug"]) == ("ada", "slack")
    assert done.messages == [{"type": "success", "authProvisionId": account["id"]}, {"type": "close"}]
    for again in (anonymous.get(address), allow(anonymous, address)):
        assert again.status_code == 410
        assert "An account was connected with this Connect token already." in Page(again).text
    assert len(accounts(http)) == 1


def test_an_app_with_keys_asks_for_its_fields(http: Http, anonymous: Http) -> None:
    page = Page(anonymous.get(link(http, "zendesk")))
    assert [(item["name"], item["type"], item["value"], "required" in item) for item in page.inputs] == [
        ("field.subdomain", "text", "", True),
        ("field.api_token", "password", "", True),
        ("field.locale", "text", "en", False),
    ]
    assert page.labels == ["field.subdomain", "field.api_token", "field.locale"]
    assert "(optional)" in page.text


def test_the_keys_become_the_credentials(http: Http, anonymous: Http) -> None:
    assert allow(anonymous, link(http, "zendesk"), subdomain="acme", api_token="canary-7").status_code == 200
    [account] = ok(http.get("~/accounts", include_credentials="true"))["data"]
    assert account["credentials"] == {"subdomain": "acme", "api_token": "canary-7", "locale": "en"}
    assert "canary-7" not in str(http.sandbox.request_log)


def test_missing_keys_are_requested_again(http: Http, anonymous: Http, receiver: Receiver) -> None:
    address = link(http, "zendesk", webhook_uri="https://events.example.com/")
    page = Page(allow(anonymous, address, subdomain="acme", locale="de"))
    assert page.status == 422
    assert [item["name"] for item in page.inputs if "aria-invalid" in item] == ["field.api_token"]
    assert [item["value"] for item in page.inputs] == ["acme", "", "de"]
    page = Page(allow(anonymous, address, api_token="canary-8"))
    assert "canary-8" not in page.source
    assert (accounts(http), receiver.requests) == ([], [])
    assert allow(anonymous, address, subdomain="acme", api_token="canary-8").status_code == 200


def test_keys_are_tested_if_the_project_requires_it(http: Http, anonymous: Http, receiver: Receiver) -> None:
    ok(http.patch("/v1/connect/projects/proj_sandbox", {"connect_require_key_auth_test": True}))
    address = link(http, "openai", webhook_uri="https://events.example.com/")
    page = Page(allow(anonymous, address, api_key="invalid"))
    assert page.status == 400
    assert "The test request to OpenAI failed." in page.text
    assert json.loads(receiver.requests[-1].content)["error"] == "The test request to OpenAI failed"
    assert allow(anonymous, address, api_key="valid").status_code == 200


def test_an_app_without_accounts_only_requires_a_confirmation(http: Http, anonymous: Http) -> None:
    address = link(http, "http")
    page = Page(anonymous.get(address))
    assert "needs no account of yours." in page.text
    assert [item["text"] for item in page.decisions] == ["Connect", "Cancel"]
    assert allow(anonymous, address).status_code == 200
    assert accounts(http)[0]["app"]["name_slug"] == "http"


def test_declining_is_an_error_and_leaves_the_token_valid(http: Http, anonymous: Http, receiver: Receiver) -> None:
    address = link(http, "slack", webhook_uri="https://events.example.com/")
    page = Page(deny(anonymous, address))
    assert (page.status, page.title) == (200, "Not connected")
    assert page.messages == [{"type": "error", "error": "The user did not allow the connection"}]
    assert "You did not allow the connection. Try again" in page.text
    event = json.loads(receiver.requests[-1].content)
    assert (event["event"], event["error"]) == ("CONNECTION_ERROR", "The user did not allow the connection")
    assert accounts(http) == []
    assert allow(anonymous, address).status_code == 200


BROWSER_HEADERS: list[dict[str, str]] = [
    {"origin": "http://sandbox.test"},
    {"origin": "https://attacker.example"},
    {"origin": "null"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate"},
    {"referer": "https://attacker.example/"},
    {"cookie": "a=b"},
]


@pytest.mark.parametrize("headers", BROWSER_HEADERS)
@pytest.mark.parametrize("key", [None, "", "0" * 64, "\u00e4"])
def test_a_form_of_another_page_connects_nothing(
    http: Http, anonymous: Http, receiver: Receiver, headers: dict[str, str], key: str | None
) -> None:
    address = link(http, "slack", webhook_uri="https://events.example.com/")
    form = {"decision": "allow", **({} if key is None else {"csrf": key})}
    page = Page(anonymous.request("POST", address, data=form, headers=headers))
    assert (page.status, "was not sent by the page of the link" in page.text) == (403, True)
    assert (accounts(http), receiver.requests) == ([], [])
    assert allow(anonymous, address).status_code == 200


def test_a_program_that_sends_fetch_metadata_of_its_own_needs_no_key(http: Http, anonymous: Http) -> None:
    headers = {
        "sec-fetch-mode": "cors",
        "user-agent": "node",
        "accept-language": "*",
    }  # as `fetch` of Node.js sends them
    response = anonymous.request("POST", link(http, "slack"), data={"decision": "allow"}, headers=headers)
    assert (response.status_code, len(accounts(http))) == (200, 1)


def test_the_key_of_one_link_is_not_that_of_another(http: Http, anonymous: Http) -> None:
    first, second = link(http, "slack"), link(http, "slack")
    form = {"decision": "allow", **Page(anonymous.get(first)).hidden}
    for headers in ({}, *BROWSER_HEADERS):
        assert anonymous.request("POST", second, data=form, headers=headers).status_code == 403
    assert anonymous.request("POST", first, data=form, headers=BROWSER_HEADERS[0]).status_code == 200


def test_a_form_that_is_shown_again_has_its_key_again(http: Http, anonymous: Http) -> None:
    address = link(http, "zendesk")
    page = Page(allow(anonymous, address))
    assert page.status == 422
    form = {"decision": "allow", **page.hidden, "field.subdomain": "a", "field.api_token": "b"}
    assert anonymous.request("POST", address, data=form, headers=BROWSER_HEADERS[0]).status_code == 200


def test_a_user_can_grant_a_part_of_the_scopes(http: Http, anonymous: Http) -> None:
    address = link(http, "slack", allow_progressive_scopes=True)
    page = Page(anonymous.get(address))
    boxes = [item["name"] for item in page.inputs if item["type"] == "checkbox"]
    assert len(boxes) == 3
    form = {"decision": "allow", **page.hidden, boxes[0]: "1", boxes[2]: "1"}
    assert anonymous.request("POST", address, data=form, headers=BROWSER_HEADERS[0]).status_code == 200
    assert accounts(http)[0]["authorized_scopes"] == ["chat:write", "users:read"]


@pytest.mark.parametrize("more", [{}, {"allow_progressive_scopes": False}, {"allow_progressive_scopes": True}])
def test_without_a_selection_all_scopes_are_granted(http: Http, anonymous: Http, more: dict[str, Any]) -> None:
    assert allow(anonymous, link(http, "slack", **more)).status_code == 200
    assert accounts(http)[0]["authorized_scopes"] == ["chat:write", "channels:read", "users:read"]


def test_the_page_offers_no_selection_that_the_token_does_not_allow(http: Http, anonymous: Http) -> None:
    address = link(http, "slack")
    assert [item for item in Page(anonymous.get(address)).inputs if item["type"] == "checkbox"] == []
    form = {"decision": "allow", "select_scopes": "1", "scope.0": "1"}
    assert anonymous.request("POST", address, data=form).status_code == 200
    assert len(accounts(http)[0]["authorized_scopes"]) == 3


def test_only_allow_is_consent(http: Http, anonymous: Http) -> None:
    assert anonymous.request("POST", link(http, "slack")).status_code == 400
    assert anonymous.post(link(http, "slack"), {"decision": "allow"}).status_code == 400
    assert accounts(http) == []


def test_a_link_redirects_as_the_token_says(http: Http, anonymous: Http, clock: Clock, receiver: Receiver) -> None:
    def location(response: httpx.Response) -> str:
        assert (response.status_code, response.content) == (303, b"")
        return response.headers["location"]

    yes, no = TARGETS.values()
    address = link(http, "slack", webhook_uri="https://events.example.com/", **TARGETS)
    assert anonymous.get(address).status_code == 200
    assert location(deny(anonymous, address)) == no
    assert location(allow(anonymous, address)) == yes
    assert location(anonymous.get(address)) == no
    events = [json.loads(item.content)["event"] for item in receiver.requests]
    assert events == ["CONNECTION_ERROR", "CONNECTION_SUCCESS", "CONNECTION_ERROR"]
    assert location(anonymous.get(link(http, "unheard-of", **TARGETS))) == no
    late = link(http, "slack", **TARGETS)
    clock.now += 14400
    assert location(anonymous.get(late)) == no


def test_a_redirect_is_sent_in_ascii(http: Http, anonymous: Http) -> None:
    response = allow(anonymous, link(http, "slack", success_redirect_uri="https://example.com/ü?q=a%20b&c=[1]#d"))
    assert response.headers["location"] == "https://example.com/%C3%BC?q=a%20b&c=[1]#d"


def test_a_frame_stays_on_the_page(http: Http, anonymous: Http) -> None:
    address = frame(link(http, "slack", **TARGETS))
    assert Page(deny(anonymous, address)).messages[0]["type"] == "error"
    assert Page(allow(anonymous, address)).messages[0]["type"] == "success"


def test_each_unusable_token_has_its_reason(http: Http, anonymous: Http, clock: Clock) -> None:
    page = Page(anonymous.get(PAGE, token="ctok_x", app="slack"))
    assert page.status == 404
    assert "This Connect token is not known." in page.text
    assert "Ask for a new link." in page.text
    assert anonymous.get(PAGE).status_code == 404
    late = link(http, "slack")
    clock.now += 14400
    page = Page(anonymous.get(late))
    assert page.status == 410
    assert "This Connect token has expired." in page.text
    assert allow(anonymous, late).status_code == 410


def test_a_failure_names_the_support_address(http: Http, anonymous: Http) -> None:
    ok(http.patch("/v1/connect/projects/proj_sandbox", {"support_email": "help@example.com", "app_name": "Acme"}))
    assert "help@example.com" in Page(anonymous.get(link(http, "unheard-of"))).text
    assert "Acme knows you as ada" in Page(anonymous.get(link(http, "slack"))).text


def test_without_an_app_the_user_selects_one(http: Http, anonymous: Http) -> None:
    address = link(http)
    page = Page(anonymous.get(address))
    assert page.status == 200
    assert "This link does not say which app to connect." in page.text
    chosen = next(href for href, text in page.links if text == "Zendesk")
    assert Page(anonymous.get(f"{PAGE}{chosen}")).title == "Connect Zendesk"
    assert "http" not in [text for _, text in page.links]
    assert allow(anonymous, address).status_code == 400


def test_an_app_named_by_the_token_is_the_only_one(http: Http, anonymous: Http) -> None:
    assert Page(anonymous.get(link(http, app_id="slack"))).title == "Connect Slack"
    assert anonymous.get(link(http, "app_zendesk", app_id="slack")).status_code == 400
    page = Page(anonymous.get(link(http, "zendesk", app_id="slack")))
    assert page.status == 400
    assert "Slack and zendesk are named at the same time; name one app" in page.text
    response = allow(anonymous, link(http, oauth_app_id="oa_own1", app_id="slack"))
    assert response.status_code == 200
    assert accounts(http)[0]["app"]["id"] == "oa_own1"


def test_a_client_takes_precedence_over_an_app_and_shows_its_scopes(http: Http, anonymous: Http) -> None:
    body = {"app": "gitlab", "client_id": "c", "client_secret": "s", "scopes": ["read_api"]}
    client = ok(http.post("~/oauth_apps", body))["id"]
    page = Page(anonymous.get(link(http, oauth_app_id=client, app_id="slack")))
    assert page.title == "Connect GitLab"
    assert "read_api" in page.text
    assert Page(anonymous.get(link(http, query={"oauthAppId": client}))).title == "Connect GitLab"
    assert anonymous.get(link(http, "slack", query={"oauthAppId": client})).status_code == 400


def test_fields_with_a_value_in_the_override_are_not_shown(http: Http, anonymous: Http) -> None:
    body = {"app": "zendesk", "name": "Ours", "cfmap": {"subdomain": "acme"}}
    override = ok(http.post("~/app_overrides", body))["id"]
    address = link(http, query={"appOverrideId": override})
    assert [item["name"] for item in Page(anonymous.get(address)).inputs] == ["field.api_token", "field.locale"]
    assert allow(anonymous, address, api_token="t").status_code == 200
    [account] = ok(http.get("~/accounts", include_credentials="true"))["data"]
    assert account["credentials"]["subdomain"] == "acme"
    assert anonymous.get(link(http, "slack", query={"appOverrideId": override})).status_code == 400
    assert anonymous.get(link(http, "slack", query={"appOverrideId": "ao_x"})).status_code == 400


@pytest.mark.parametrize(("app", "keys"), [("slack", {}), ("openai", {"api_key": "new"})])
def test_an_account_is_reconnected(
    sandbox: Sandbox, http: Http, anonymous: Http, clock: Clock, app: str, keys: dict[str, str]
) -> None:
    account = connected(sandbox, app, "ada")["authProvisionId"]
    before = ok(http.get(f"~/accounts/{account}", include_credentials="true"))
    clock.now += 60
    address = link(http, app, {"accountId": account})
    assert Page(anonymous.get(address)).title.startswith("Reconnect ")
    assert account in Page(allow(anonymous, address, **keys)).text
    after = ok(http.get(f"~/accounts/{account}", include_credentials="true"))
    assert before["credentials"] != after["credentials"]
    assert before["updated_at"] != after["updated_at"]
    assert len(accounts(http)) == 1


def test_accounts_of_other_users_cannot_be_reconnected(sandbox: Sandbox, http: Http, anonymous: Http) -> None:
    theirs = connected(sandbox, "slack", "jay")["authProvisionId"]
    page = Page(anonymous.get(link(http, "slack", {"accountId": theirs})))
    assert page.status == 404
    assert "The user has no such account in development." in page.text


def test_a_link_opens_its_own_environment(sandbox: Sandbox, http: Http, anonymous: Http) -> None:
    production = sign_in(sandbox, "production")
    assert allow(anonymous, link(production, "slack")).status_code == 200
    assert (len(accounts(production)), len(accounts(http))) == (1, 0)


@pytest.mark.parametrize("app", ["slack", "zendesk", None])
def test_values_from_outside_are_escaped(http: Http, anonymous: Http, app: str | None) -> None:
    email = f'"\\{HOSTILE}"@x.com'  # a quoted local part may contain nearly everything
    ok(http.patch("/v1/connect/projects/proj_sandbox", {"app_name": HOSTILE, "support_email": email}))
    address = link(http, app, {"note": HOSTILE}, external_user_id=HOSTILE)
    pages = [anonymous.get(address), allow(anonymous, address, subdomain=HOSTILE), anonymous.get(link(http, HOSTILE))]
    for page in map(Page, pages):
        assert page.scripts == 1
        assert not page.unknown_attributes
    assert any(HOSTILE in Page(response).text for response in pages)


def test_the_policy_allows_only_the_script_of_the_page(http: Http, anonymous: Http) -> None:
    response = anonymous.get(link(http, "slack"))
    page = Page(response)
    policy = page.policy
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == [page.hash_of("script")]
    assert policy["style-src"] == [page.hash_of("style")]
    assert policy["base-uri"] == ["'none'"]
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["referrer-policy"] == "same-origin"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert page.outside == []


def test_only_pages_that_the_token_names_can_frame_it(http: Http, anonymous: Http) -> None:
    def ancestors(**more: Any) -> Any:
        return Page(anonymous.get(link(http, "slack", **more))).policy.get("frame-ancestors")

    assert ancestors() is None
    assert ancestors(allowed_origins=[]) == ["'self'"]
    named = ["https://app.example.com", "http://localhost:3000"]
    assert ancestors(allowed_origins=named) == ["'self'", *named]
    assert ancestors(allowed_origins=["https://a.example.com; script-src *", "x y", "*"]) == ["'self'"]


def test_the_close_button_can_be_hidden(http: Http, anonymous: Http) -> None:
    assert "data-close" in anonymous.get(link(http, "slack")).text.partition("<script>")[0]
    assert "data-close" not in anonymous.get(link(http, "slack", {"hideClose": "true"})).text.partition("<script>")[0]


def test_the_page_is_also_served_in_process(sandbox: Sandbox, http: Http) -> None:
    with httpx.Client(transport=sandbox.transport, base_url="https://sandbox.test") as browser:
        address = link(http, "slack").replace("http://", "https://")
        assert Page(browser.get(address)).title == "Connect Slack"
        assert Page(browser.post(address, data={"decision": "allow"})).title == "Connected"
    assert len(accounts(http)) == 1
