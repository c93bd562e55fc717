"""Validating Connect tokens: the status is always 200."""

from __future__ import annotations

from typing import Any

import pytest

from pdconnect.sandbox import Sandbox

from .helpers import Clock, Http, connect_token, connected, ok, rejected


@pytest.fixture
def anonymous(sandbox: Sandbox) -> Http:
    return Http(sandbox, None, None)


def validate(anonymous: Http, token: str, **query: Any) -> Any:
    return ok(anonymous.get(f"/v1/connect/tokens/{token}/validate", **query))


def test_a_valid_token_returns_the_data_for_the_page(http: Http, anonymous: Http) -> None:
    ok(http.patch("/v1/connect/projects/proj_sandbox", {"app_name": "Shop", "support_email": "help@example.com"}))
    token = connect_token(http, success_redirect_uri="https://example.com/yes")
    result = validate(anonymous, token, app_id="slack")
    assert (result["success"], result["error"], result["app"]["id"]) == (True, None, "app_OkrhR1")
    assert (result["project_id"], result["project_environment"]) == ("proj_sandbox", "development")
    assert (result["project_app_name"], result["project_support_email"]) == ("Shop", "help@example.com")
    assert (result["success_redirect_uri"], result["error_redirect_uri"]) == ("https://example.com/yes", None)


def test_the_app_can_be_named_by_several_parameters(sandbox: Sandbox, http: Http, anonymous: Http) -> None:
    client = ok(http.post("~/oauth_apps", {"app": "gitlab"}))["id"]
    cfmap = {"subdomain": "acme"}
    override = ok(http.post("~/app_overrides", {"app": "zendesk", "name": "acme", "cfmap": cfmap}))["id"]
    account = connected(sandbox, "github")["authProvisionId"]
    for query, slug in (
        ({"app_id": "app_OkrhR1"}, "slack"),
        ({"account_id": account}, "github"),
        ({"oauth_app_id": client}, "gitlab"),
        ({"app_override_id": override}, "zendesk"),
        ({"app_override_id": override, "app_id": "zendesk"}, "zendesk"),
    ):
        assert validate(anonymous, connect_token(http), **query)["app"]["name_slug"] == slug
    assert validate(anonymous, connect_token(http, app_id="slack"))["app"]["name_slug"] == "slack"
    result = validate(anonymous, connect_token(http), app_override_id=override)
    assert (result["app_override_id"], result["app_override_field_names"]) == (override, ["subdomain"])
    assert validate(anonymous, connect_token(http, oauth_app_id=client))["oauth_app_id"] == client


def test_errors_have_status_200(sandbox: Sandbox, http: Http, anonymous: Http, clock: Clock) -> None:
    def error(token: str, **query: Any) -> str:
        result = validate(anonymous, token, **query)
        assert result["success"] is False
        text: str = result["error"]
        return text

    token = connect_token(http)
    foreign = connected(sandbox, "slack", "bob")["authProvisionId"]
    assert "nothing names" in error(token)
    assert "no app" in error(token, app_id="unheard-of")
    assert "no such account" in error(token, account_id=foreign)
    assert "no such app override" in error(token, app_override_id="ao_x")
    own = connected(sandbox, "slack")["authProvisionId"]
    assert "gitlab and slack" in error(token, account_id=own, app_id="gitlab")
    assert "not known" in error(f"ctok_{'0' * 32}", app_id="slack")
    ok(anonymous.post("/_sandbox/accounts", {"app": "slack", "connect_token": token}))
    assert "already" in error(token, app_id="slack")
    late = connect_token(http)
    clock.now += 14400
    assert "expired" in error(late, app_id="slack")


def test_invalid_tokens_are_rejected(anonymous: Http) -> None:
    assert "path.ctok" in rejected(anonymous.get("/v1/connect/tokens/x/validate"), 400)


def test_the_request_log_redacts_the_token_in_every_encoding(sandbox: Sandbox, http: Http, anonymous: Http) -> None:
    token = connect_token(http)
    ok(anonymous.get(f"/v1/connect/tokens/%63tok_{token[5:]}/validate", app_id="slack"))
    assert sandbox.request_log[-1].path == "/v1/connect/tokens/***/validate"
