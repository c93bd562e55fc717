"""Custom OAuth clients."""

from __future__ import annotations

from typing import Any

import pytest

from pdconnect.sandbox import Sandbox

from .helpers import Clock, Http, allow, browser, ids, list_all, ok, rejected, sign_in

SECRET = "canary-1"
BODY = {"app": "gitlab", "client_id": "cid", "client_secret": SECRET, "name": "Ours", "scopes": ["api"]}


@pytest.fixture
def client(http: Http) -> Any:
    return ok(http.post("~/oauth_apps", BODY))


def test_a_client_is_created_and_its_secret_never_returned(sandbox: Sandbox, http: Http, client: Any) -> None:
    assert client["id"].startswith("oa_")
    assert (client["client_id"], client["name"], client["name_slug"]) == ("cid", "Ours", "gitlab")
    assert (client["scopes"], client["additional_scopes"]) == (["api"], None)
    assert client["owner_id"] == "proj_sandbox"
    assert client["id"] in client["redirect_uri"]
    path = f"~/oauth_apps/{client['id']}"
    assert ok(http.get(path)) == client
    http.get("~/accounts", app=SECRET)
    for text in (http.get(path).text, http.get("~/oauth_apps").text, repr(client), repr(sandbox.request_log)):
        assert SECRET not in text


def test_a_client_without_credentials_has_the_name_of_its_app(http: Http) -> None:
    made = ok(http.post("~/oauth_apps", {"app": "app_OkrhR1"}))
    assert (made["name"], made["client_id"]) == ("Slack", None)
    for app in ("openai", "http", "unheard-of"):
        assert "body.app" in rejected(http.post("~/oauth_apps", {"app": app}), 400)


def test_only_the_fields_of_the_request_change(http: Http, client: Any, clock: Clock) -> None:
    clock.now += 60
    path = f"~/oauth_apps/{client['id']}"
    changed = ok(http.put(path, {"client_secret": "", "additional_scopes": ["read_user"]}))
    expected = {**client, "additional_scopes": ["read_user"], "updated_at": changed["updated_at"]}
    assert changed == ok(http.get(path)) == expected
    assert changed["updated_at"] > client["updated_at"]


def test_clients_are_filtered_and_paged(http: Http, client: Any) -> None:
    made = [ok(http.post("~/oauth_apps", {"app": "slack", "name": f"No. {n}"}))["id"] for n in range(4)]
    assert [item["id"] for item in list_all(http, "~/oauth_apps", limit=2)] == [client["id"], *made]
    assert ids(ok(http.get("~/oauth_apps", app="app_1Z2hw1"))) == [client["id"]]
    assert ids(ok(http.get("~/oauth_apps", app="unheard-of"))) == []
    assert ids(ok(http.get("~/oauth_apps", q="no. 2"))) == [made[2]]
    assert len(ids(ok(sign_in(http.sandbox, "production").get("~/oauth_apps")))) == 5


def test_clients_of_the_service_are_read_only(http: Http) -> None:
    official = ok(http.get("/v1/connect/apps/slack"))["data"]["oauth_app_id"]
    shown = ok(http.get(f"~/oauth_apps/{official}"))
    assert (shown["id"], shown["client_id"], shown["owner_id"], shown["name"]) == (official, None, None, "Slack")
    rejected(http.put(f"~/oauth_apps/{official}", {"name": "Mine"}), 404)
    rejected(http.delete(f"~/oauth_apps/{official}"), 404)


def test_a_client_in_use_cannot_be_deleted(sandbox: Sandbox, http: Http, client: Any) -> None:
    path = f"~/oauth_apps/{client['id']}"
    override = ok(http.post("~/app_overrides", {"app": "gitlab", "name": "x", "oauth_app_id": client["id"]}))
    account = sandbox.add_account(
        app="gitlab", external_user_id="ada", environment="production", oauth_app_id=client["id"]
    )
    assert "still use" in rejected(http.delete(path), 400)
    sign_in(sandbox, "production").delete(f"~/accounts/{account.id}")
    assert "still use" in rejected(http.delete(path), 400)
    http.delete(f"~/app_overrides/{override['id']}")
    assert http.delete(path).status_code == 204
    rejected(http.delete(path), 404)
    rejected(http.get(path), 404)


def test_a_client_connects_accounts_of_its_own_app(sandbox: Sandbox, http: Http, client: Any) -> None:
    with pytest.raises(ValueError, match="one of gitlab"):
        sandbox.add_account(app="slack", external_user_id="ada", oauth_app_id=client["id"])
    link = ok(http.post("~/tokens", {"external_user_id": "ada", "oauth_app_id": client["id"], "app_id": "slack"}))
    assert allow(Http(sandbox, None, None), link["connect_link_url"]).status_code == 200
    [account] = ok(http.get("~/accounts"))["data"]
    assert (account["app"]["id"], account["app"]["name_slug"]) == (client["id"], "gitlab")


def test_browsers_cannot_read_clients(http: Http, client: Any) -> None:
    rejected(browser(http).get("/v1/connect/oauth_apps"), 403)
