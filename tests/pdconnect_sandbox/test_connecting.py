"""Connecting accounts over HTTP by the admin endpoint."""

from __future__ import annotations

from typing import Any

import pytest

from pdconnect.sandbox import Sandbox

from .helpers import Http, ok, rejected, sign_in


@pytest.fixture
def anonymous(sandbox: Sandbox) -> Http:
    return Http(sandbox, None, None)


def token(http: Http, **more: Any) -> str:
    text: str = ok(http.post("~/tokens", {"external_user_id": "ada", **more}))["token"]
    return text


def test_an_account_is_connected_for_a_user(sandbox: Sandbox, anonymous: Http) -> None:
    body = {
        "app": "slack",
        "external_user_id": "ada",
        "environment": "production",
        "credentials": {"oauth_access_token": "x"},
        "name": "ada@work",
        "oauth_app_id": "oa_own1",
    }
    made = ok(anonymous.post("/_sandbox/accounts", body))
    shown = ok(sign_in(sandbox, "production").get(f"~/accounts/{made['id']}", include_credentials="true"))
    assert (shown["name"], shown["credentials"]) == ("ada@work", {"oauth_access_token": "x"})


def test_an_account_is_connected_by_a_token_once(http: Http, anonymous: Http) -> None:
    body = {"app": "slack", "connect_token": token(http)}
    made = ok(anonymous.post("/_sandbox/accounts", body))
    assert made["external_id"] == "ada"
    assert [item["id"] for item in ok(http.get("~/accounts"))["data"]] == [made["id"]]
    assert "already" in rejected(anonymous.post("/_sandbox/accounts", body), 400)


def test_errors_of_connecting_have_a_reason(anonymous: Http) -> None:
    def error(body: Any) -> str:
        return rejected(anonymous.post("/_sandbox/accounts", body), 400)

    assert error({}) == "body.app: is missing; body.external_user_id: is missing"
    assert "unknown property" in error({"app": "slack", "external_user_id": "ada", "colour": "red"})
    assert "no app" in error({"app": "unheard-of", "external_user_id": "ada"})
    assert "development or production" in error({"app": "slack", "external_user_id": "ada", "environment": "x"})
    assert "not known" in error({"app": "slack", "connect_token": "ctok_x"})


def test_a_wrong_app_is_a_value_error_in_python(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="no app"):
        sandbox.add_account(app="unheard-of", external_user_id="ada")
