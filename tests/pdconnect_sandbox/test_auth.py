"""OAuth tokens, Connect tokens, scopes, environments and the project."""

from __future__ import annotations

import re

import pytest

from pdconnect.sandbox import Sandbox

from .helpers import CLIENT, Clock, Http, ok, rejected, sign_in


def test_a_token_is_issued_for_json_form_and_basic(sandbox: Sandbox) -> None:
    anonymous = Http(sandbox, None, None)
    by_json = anonymous.post("/v1/oauth/token", CLIENT)
    by_form = anonymous.request("POST", "/v1/oauth/token", data=CLIENT)
    grant = {"grant_type": "client_credentials"}
    by_basic = anonymous.request("POST", "/v1/oauth/token", data=grant, auth=("sandbox-client", "sandbox-secret"))
    for response in (by_json, by_form, by_basic):
        body = ok(response)
        assert body["token_type"] == "Bearer"
        assert body["expires_in"] == 3600
        assert ok(Http(sandbox, body["access_token"], "development").get("~/accounts"))["data"] == []


def test_wrong_credentials_are_an_invalid_client(sandbox: Sandbox) -> None:
    anonymous = Http(sandbox, None, None)
    assert anonymous.post("/v1/oauth/token", {**CLIENT, "client_secret": "x"}).json() == {"error": "invalid_client"}
    assert rejected(anonymous.post("/v1/oauth/token", {**CLIENT, "client_id": "x"}), 401) == "invalid_client"
    without = {key: value for key, value in CLIENT.items() if key != "client_secret"}
    assert rejected(anonymous.post("/v1/oauth/token", without), 401) == "invalid_client"
    basic = anonymous.request("POST", "/v1/oauth/token", data={"grant_type": "client_credentials"}, auth=("a", "b"))
    assert rejected(basic, 401) == "invalid_client"
    broken = anonymous.post("/v1/oauth/token", without, headers={"authorization": "Basic ???"})
    assert rejected(broken, 401) == "invalid_client"


def test_a_wrong_grant_is_an_error(sandbox: Sandbox) -> None:
    response = Http(sandbox, None, None).post("/v1/oauth/token", {**CLIENT, "grant_type": "password"})
    assert rejected(response, 400) == "body.grant_type: must be client_credentials"


def test_the_project_requires_a_valid_token(sandbox: Sandbox, http: Http, clock: Clock) -> None:
    assert "send a bearer token" in rejected(Http(sandbox, None, "development").get("~/accounts"), 401)
    assert "not known" in rejected(Http(sandbox, "fake", "development").get("~/accounts"), 401)
    ok(http.get("~/accounts"))
    clock.now += 3600
    assert "expired" in rejected(http.get("~/accounts"), 401)


def test_the_lifetime_of_access_tokens_can_be_set(clock: Clock) -> None:
    http = sign_in(Sandbox(clock=clock, token_lifetime=60))
    clock.now += 59
    ok(http.get("~/accounts"))
    clock.now += 1
    rejected(http.get("~/accounts"), 401)


def test_a_scope_limits_a_token(sandbox: Sandbox) -> None:
    http = sign_in(sandbox, scope="connect:accounts:read connect:triggers:*")
    ok(http.get("~/accounts"))
    ok(http.get("~/triggers"))
    assert "connect:accounts:write" in rejected(http.delete("~/accounts/apn_1"), 403)
    assert "connect:actions:*" in rejected(http.get("~/actions"), 403)
    body = {**CLIENT, "scope": "connect:everything"}
    assert rejected(Http(sandbox, None, None).post("/v1/oauth/token", body), 400) == "invalid_scope"


def test_the_error_about_an_invalid_environment_names_both(sandbox: Sandbox) -> None:
    for environment in ("staging", "", "Production"):
        error = rejected(sign_in(sandbox, environment).get("~/accounts"), 400)
        assert "development" in error
        assert "production" in error


def test_the_environments_are_isolated(sandbox: Sandbox, http: Http) -> None:
    account = sandbox.add_account(app="slack", external_user_id="ada", environment="production")
    assert ok(http.get("~/accounts"))["data"] == []
    rejected(http.get(f"~/accounts/{account.id}"), 404)
    rejected(http.delete("~/users/ada"), 404)
    assert ok(sign_in(sandbox, "production").get(f"~/accounts/{account.id}"))["id"] == account.id


def test_another_project_is_not_found(http: Http) -> None:
    assert "project" in rejected(http.get("/v1/connect/proj_other/accounts"), 404)
    assert "project" in rejected(http.get("/v1/connect/accounts"), 404)


def test_a_connect_token_has_its_form_and_lifetime(http: Http, clock: Clock) -> None:
    made = ok(http.post("~/tokens", {"external_user_id": "ada"}))
    assert re.fullmatch(r"ctok_[0-9a-f]{32}", made["token"])
    assert made["expires_at"] == "2023-11-15T02:13:20.000Z"
    link = f"http://sandbox.test/_static/connect.html?token={made['token']}&connectLink=true"
    assert made["connect_link_url"] == link
    browser = Http(http.sandbox, made["token"], None)
    ok(browser.get("/v1/connect/accounts"))
    clock.now += 14400
    rejected(browser.get("/v1/connect/accounts"), 401)


@pytest.mark.parametrize("path", ["~/accounts", "/v1/connect/accounts"])
def test_a_connect_token_sees_its_own_user_only(sandbox: Sandbox, http: Http, path: str) -> None:
    own = sandbox.add_account(app="slack", external_user_id="ada")
    other = sandbox.add_account(app="slack", external_user_id="bob")
    token = ok(http.post("~/tokens", {"external_user_id": "ada"}))["token"]
    browser = Http(sandbox, token, None)
    assert [item["id"] for item in ok(browser.get(path))["data"]] == [own.id]
    rejected(browser.get(f"{path}/{other.id}"), 404)
    assert "another user" in rejected(browser.get(path, external_user_id="bob"), 403)
    run = {"id": "slack-find-message", "external_user_id": "bob"}
    assert "another user" in rejected(browser.post("/v1/connect/actions/run", run), 403)


def test_a_connect_token_is_bound_to_environment_and_operations(sandbox: Sandbox, http: Http) -> None:
    token = ok(http.post("~/tokens", {"external_user_id": "ada", "scope": "connect:accounts:read"}))["token"]
    assert "environment" in rejected(Http(sandbox, token, "production").get("~/accounts"), 403)
    browser = Http(sandbox, token, "development")
    ok(browser.get("~/accounts"))
    assert "scope" in rejected(browser.get("~/actions"), 403)
    assert "connectToken" in rejected(browser.post("~/tokens", {"external_user_id": "ada"}), 403)
    assert "scope" in rejected(http.post("~/tokens", {"external_user_id": "ada", "scope": "*"}), 400)
