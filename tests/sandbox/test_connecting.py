"""Connecting accounts over HTTP: the admin endpoint, and the page behind a Connect link."""

from __future__ import annotations

from typing import Any

import pytest

from pdconnect.sandbox import Sandbox

from .helpers import Clock, Http, ok, refused, sign_in


@pytest.fixture
def nobody(sandbox: Sandbox) -> Http:
    return Http(sandbox, None, None)


def token(http: Http, **more: Any) -> str:
    text: str = ok(http.post("~/tokens", {"external_user_id": "ada", **more}))["token"]
    return text


def test_an_account_is_connected_for_a_user(sandbox: Sandbox, nobody: Http) -> None:
    body = {
        "app": "slack",
        "external_user_id": "ada",
        "environment": "production",
        "credentials": {"oauth_access_token": "x"},
        "name": "ada@work",
        "oauth_app_id": "oa_own1",
    }
    made = ok(nobody.post("/_sandbox/accounts", body))
    shown = ok(sign_in(sandbox, "production").get(f"~/accounts/{made['id']}", include_credentials="true"))
    assert (shown["name"], shown["credentials"]) == ("ada@work", {"oauth_access_token": "x"})


def test_an_account_is_connected_by_a_token_once(http: Http, nobody: Http) -> None:
    body = {"app": "slack", "connect_token": token(http)}
    made = ok(nobody.post("/_sandbox/accounts", body))
    assert made["external_id"] == "ada"
    assert [one["id"] for one in ok(http.get("~/accounts"))["data"]] == [made["id"]]
    assert "already" in refused(nobody.post("/_sandbox/accounts", body), 400)


def test_what_cannot_be_connected_is_told(nobody: Http) -> None:
    def error(body: Any) -> str:
        return refused(nobody.post("/_sandbox/accounts", body), 400)

    assert error({}) == "body.app: is missing; body.external_user_id: is missing"
    assert "not known" in error({"app": "slack", "external_user_id": "ada", "colour": "red"})
    assert "no app" in error({"app": "unheard-of", "external_user_id": "ada"})
    assert "development or production" in error({"app": "slack", "external_user_id": "ada", "environment": "x"})
    assert "not known" in error({"app": "slack", "connect_token": "ctok_x"})


def test_a_wrong_app_is_a_value_error_in_python(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="no app"):
        sandbox.connect_account(app="unheard-of", external_user_id="ada")


def test_following_the_link_connects_an_account(http: Http, nobody: Http) -> None:
    link = ok(http.post("~/tokens", {"external_user_id": "ada"}))["connect_link_url"]
    choice = nobody.get(link)
    assert choice.status_code == 200
    assert "app=slack" in choice.text
    done = nobody.get(f"{link}&app=slack")
    [account] = ok(http.get("~/accounts"))["data"]
    assert account["id"] in done.text
    again = nobody.get(f"{link}&app=slack")
    assert (again.status_code, "already" in again.text) == (400, True)


def test_the_app_may_be_named_with_the_token(http: Http, nobody: Http) -> None:
    link = ok(http.post("~/tokens", {"external_user_id": "ada", "oauth_app_id": "oa_own1", "app_id": "slack"}))
    assert nobody.get(link["connect_link_url"]).status_code == 200
    assert ok(http.get("~/accounts", app="slack"))["data"][0]["app"]["id"] == "oa_own1"


def test_the_page_redirects_where_the_token_says(http: Http, nobody: Http, clock: Clock) -> None:
    targets = {"success_redirect_uri": "https://example.com/yes", "error_redirect_uri": "https://example.com/no"}

    def visit(made: str, app: str) -> str | None:
        answer = nobody.get("/_static/connect.html", token=made, connectLink="true", app=app)
        assert answer.status_code == 307
        return answer.headers["location"]

    made = token(http, **targets)
    assert visit(made, "unheard-of") == "https://example.com/no"
    assert visit(made, "slack") == "https://example.com/yes"
    assert visit(made, "slack") == "https://example.com/no"
    late = token(http, **targets)
    clock.now += 14400
    assert visit(late, "slack") == "https://example.com/no"
    assert nobody.get("/_static/connect.html", token="ctok_x").status_code == 400
