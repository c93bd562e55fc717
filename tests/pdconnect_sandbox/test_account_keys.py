"""Connecting accounts of apps with keys."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from pdconnect.sandbox import Sandbox

from .helpers import Clock, Http, Receiver, browser, connect_token, ok, rejected, sign_in

KEYS = {"subdomain": "acme", "api_token": "canary-1"}


def filled_in(http: Http, values: Any = KEYS, **more: Any) -> dict[str, Any]:
    """Return the body of a request that connects a Zendesk account for jay."""
    text = values if isinstance(values, str) else json.dumps(values)
    return {"app_slug": "zendesk", "cfmap_json": text, "connect_token": connect_token(http), **more}


def connect(http: Http, body: dict[str, Any]) -> httpx.Response:
    """Send the request as the user's browser does: with the Connect token of the body."""
    return Http(http.sandbox, body["connect_token"], None).post("/v1/connect/accounts", body)


def test_an_account_is_connected_and_its_token_used_up(http: Http) -> None:
    body = filled_in(http, name="Help desk")
    made = ok(connect(http, body))
    assert (made["name"], made["external_id"], made["app"]["name_slug"]) == ("Help desk", "jay", "zendesk")
    shown = ok(http.get(f"~/accounts/{made['id']}", include_credentials="true"))
    assert shown["credentials"] == {**KEYS, "locale": "en"}
    assert "already" in rejected(connect(http, body), 400)


def test_a_browser_connects_with_its_own_token(http: Http) -> None:
    ada = browser(http, "jay")
    body = filled_in(http)
    made = ok(ada.post("/v1/connect/accounts", body, params={"external_user_id": "jay"}))
    assert made["external_id"] == "jay"
    bob = browser(http, "bob")
    assert "another user" in rejected(bob.post("/v1/connect/accounts", filled_in(http)), 400)


def test_an_access_token_cannot_connect_accounts(http: Http) -> None:
    assert "a token of the kind oauth" in rejected(http.post("~/accounts", filled_in(http)), 403)


def test_a_connect_token_needs_the_scope(http: Http) -> None:
    reader = browser(http, scope="connect:accounts:read")
    assert "connect:accounts:write" in rejected(reader.post("/v1/connect/accounts", filled_in(http)), 403)


def test_an_account_gets_new_keys(http: Http, clock: Clock) -> None:
    made = ok(connect(http, filled_in(http, name="Help desk")))
    clock.now += 60
    again = ok(connect(http, filled_in(http, {**KEYS, "locale": "de"}, account_id=made["id"])))
    assert (again["id"], again["name"], again["created_at"]) == (made["id"], "Help desk", made["created_at"])
    assert again["updated_at"] > made["updated_at"]
    [only] = ok(http.get("~/accounts", include_credentials="true"))["data"]
    assert only["credentials"]["locale"] == "de"


def test_only_accounts_of_the_same_user_and_app_get_new_keys(sandbox: Sandbox, http: Http) -> None:
    foreign = sandbox.add_account(app="zendesk", external_user_id="bob")
    other_app = sandbox.add_account(app="openai", external_user_id="jay")
    assert "no such account" in rejected(connect(http, filled_in(http, account_id=foreign.id)), 404)
    assert "openai" in rejected(connect(http, filled_in(http, account_id=other_app.id)), 400)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ("{", "is not the JSON text of an object"),
        ("[]", "is not the JSON text of an object"),
        ({"subdomain": "acme"}, "body.cfmap_json.api_token: is missing"),
        ({**KEYS, "subdomain": ""}, "body.cfmap_json.subdomain: is missing"),
        ({**KEYS, "colour": "red"}, "body.cfmap_json.colour: is not a field of zendesk"),
    ],
)
def test_invalid_values_are_errors(http: Http, values: Any, reason: str) -> None:
    response = connect(http, filled_in(http, values))
    assert reason in rejected(response, 400)
    assert "canary" not in response.text


def test_other_apps_cannot_be_connected_with_keys(http: Http) -> None:
    assert "not connected with keys" in rejected(connect(http, filled_in(http, app_slug="slack")), 400)
    assert "no app" in rejected(connect(http, filled_in(http, app_slug="unheard-of")), 400)
    assert "not known" in rejected(
        browser(http).post("~/accounts", {**filled_in(http), "connect_token": "ctok_x"}), 400
    )
    production = sign_in(http.sandbox, "production")
    assert "environment" in rejected(browser(production).post("~/accounts", filled_in(http)), 400)
    response = browser(http).post("~/accounts", filled_in(http), params={"external_user_id": "bob"})
    assert "another user" in rejected(response, 403)


def test_an_app_override_fills_in_fields(http: Http) -> None:
    override = ok(http.post("~/app_overrides", {"app": "zendesk", "name": "acme", "cfmap": {"subdomain": "acme"}}))
    body = filled_in(http, {"api_token": "t"}, app_override_id=override["id"])
    made = ok(connect(http, body))
    shown = ok(http.get(f"~/accounts/{made['id']}", include_credentials="true"))
    assert shown["credentials"] == {"subdomain": "acme", "api_token": "t", "locale": "en"}
    assert "no app override" in rejected(connect(http, filled_in(http, app_override_id="ao_x")), 400)


def test_a_project_can_require_a_test_of_the_keys(http: Http, receiver: Receiver) -> None:
    ok(http.patch("/v1/connect/projects/proj_sandbox", {"connect_require_key_auth_test": True}))
    body = filled_in(http, {**KEYS, "api_token": "invalid"})
    body["connect_token"] = connect_token(http, webhook_uri="https://events.example.com/connections")
    assert "test request" in rejected(connect(http, body), 400)
    [webhook] = receiver.requests
    assert json.loads(webhook.content)["error"] == "The test request to Zendesk failed"
    ok(connect(http, filled_in(http)))


def test_the_keys_do_not_show_in_the_request_log(sandbox: Sandbox, http: Http) -> None:
    body = filled_in(http)
    ok(connect(http, body))
    http.get("~/accounts", app="canary-1")
    text = repr(sandbox.request_log)
    assert "canary-1" not in text
    assert body["connect_token"] not in text
    assert sandbox.executions[-1].operation_id == "accounts_create"
