"""Accounts: filters, pages, credentials, and what a deletion includes."""

from __future__ import annotations

from typing import Any

import pytest

from pdconnect.models import Account
from pdconnect.sandbox import Sandbox

from .helpers import Http, ids, ok, rejected, sign_in


@pytest.fixture
def accounts(sandbox: Sandbox) -> list[Account]:
    return [sandbox.add_account(app="slack", external_user_id="ada") for _ in range(25)]


def test_pages_go_forward_to_the_end(http: Http, accounts: list[Account]) -> None:
    seen: list[str] = []
    query: dict[str, Any] = {}
    for count in (10, 10, 5, 0):
        page = ok(http.get("~/accounts", **query))
        assert page["page_info"]["total_count"] == 25
        assert page["page_info"]["count"] == count == len(page["data"])
        seen += ids(page)
        query = {"after": page["page_info"]["end_cursor"]}
    assert seen == [item.id for item in accounts]
    assert query == {"after": None}


def test_the_last_page_has_an_end_cursor_too(http: Http, accounts: list[Account]) -> None:
    page = ok(http.get("~/accounts", limit=100))
    assert page["page_info"]["count"] == page["page_info"]["total_count"]
    assert page["page_info"]["end_cursor"]


def test_pages_go_backward(http: Http, accounts: list[Account]) -> None:
    last = ok(http.get("~/accounts", limit=10, after=cursor(http, 15)))
    assert ids(last) == [item.id for item in accounts[15:]]
    before = ok(http.get("~/accounts", limit=10, before=last["page_info"]["start_cursor"]))
    assert ids(before) == [item.id for item in accounts[5:15]]
    first = ok(http.get("~/accounts", limit=10, before=before["page_info"]["start_cursor"]))
    assert ids(first) == [item.id for item in accounts[:5]]


def cursor(http: Http, count: int) -> str:
    text: str = ok(http.get("~/accounts", limit=count))["page_info"]["end_cursor"]
    assert "=" not in text
    return text


def test_an_iteration_survives_the_deletion_of_seen_accounts(http: Http, accounts: list[Account]) -> None:
    page = ok(http.get("~/accounts", limit=10))
    for item in ids(page):
        http.delete(f"~/accounts/{item}")
    following = ok(http.get("~/accounts", limit=10, after=page["page_info"]["end_cursor"]))
    assert ids(following) == [item.id for item in accounts[10:20]]


@pytest.mark.parametrize("limit", [0, 101, "ten", ""])
def test_limits_out_of_bounds_are_rejected(http: Http, limit: Any) -> None:
    assert rejected(http.get("~/accounts", limit=limit), 400).startswith("query.limit: must be")


def test_invalid_cursors_are_rejected(http: Http, accounts: list[Account]) -> None:
    good = cursor(http, 1)
    for bad in ("nonsense", "YXBuX0JtaEJKSm0", "%%%"):
        assert rejected(http.get("~/accounts", after=bad), 400).startswith("query.after")
    assert "not both" in rejected(http.get("~/accounts", after=good, before=good), 400)


def test_a_list_of_accounts_is_filtered(sandbox: Sandbox, http: Http) -> None:
    slack = sandbox.add_account(app="slack", external_user_id="ada")
    sheets = sandbox.add_account(app="google_sheets", external_user_id="ada", oauth_app_id="oa_own1")
    other = sandbox.add_account(app="app_OkrhR1", external_user_id="bob/1")
    assert ids(ok(http.get("~/accounts", app="slack"))) == [slack.id, other.id]
    assert ids(ok(http.get("~/accounts", app="app_OkrhR1"))) == [slack.id, other.id]
    assert ids(ok(http.get("~/accounts", app="unheard-of"))) == []
    assert ids(ok(http.get("~/accounts", external_user_id="ada"))) == [slack.id, sheets.id]
    assert ids(ok(http.get("~/accounts", external_user_id="ada", app="slack"))) == [slack.id]
    assert ids(ok(http.get("~/accounts", oauth_app_id="oa_own1"))) == [sheets.id]


def test_the_accounts_of_a_user_are_returned_as_a_bare_list(
    sandbox: Sandbox, http: Http, accounts: list[Account]
) -> None:
    sheets = sandbox.add_account(app="google_sheets", external_user_id="ada")
    sandbox.add_account(app="slack", external_user_id="bob/1")
    listed = ok(http.get("~/users/ada/accounts"))
    assert [item["id"] for item in listed] == [*(item.id for item in accounts), sheets.id]
    assert "credentials" not in listed[0]
    [only] = ok(http.get("~/users/ada/accounts", app="google_sheets", include_credentials="true"))
    assert only["credentials"] == sheets.credentials
    assert [item["external_id"] for item in ok(http.get("~/users/bob%2F1/accounts"))] == ["bob/1"]
    assert ok(http.get("~/users/nobody/accounts")) == []


def test_an_account_is_returned_bare_and_complete(sandbox: Sandbox, http: Http) -> None:
    account = sandbox.add_account(app="slack", external_user_id="ada", name="ada@work")
    shown = ok(http.get(f"~/accounts/{account.id}"))
    assert shown["id"] == account.id
    assert shown["name"] == "ada@work"
    assert shown["external_id"] == "ada"
    assert shown["app"]["name_slug"] == "slack"
    assert shown["created_at"] == "2023-11-14T22:13:20.000Z"
    assert "credentials" not in shown


def test_credentials_are_returned_only_on_request(sandbox: Sandbox, http: Http) -> None:
    secret = {"oauth_access_token": "canary-1"}
    account = sandbox.add_account(app="slack", external_user_id="ada", credentials=secret)
    with_them = ok(http.get(f"~/accounts/{account.id}", include_credentials="true"))
    assert with_them["credentials"] == secret
    assert with_them["next_refresh_at"] == "2023-11-14T23:10:20.000Z"
    assert "canary-1" not in http.get("~/accounts").text
    assert "canary-1" in http.get("~/accounts", include_credentials="true").text
    assert "canary-1" not in repr(account)


def test_production_shows_credentials_of_own_oauth_clients_only(sandbox: Sandbox) -> None:
    production = sign_in(sandbox, "production")

    def credentials(**more: Any) -> Any:
        account = sandbox.add_account(external_user_id="ada", environment="production", **more)
        shown = ok(production.get(f"~/accounts/{account.id}", include_credentials="true"))
        return shown.get("credentials")

    assert credentials(app="slack") is None
    assert credentials(app="slack", oauth_app_id="oa_own1")["oauth_access_token"]
    assert credentials(app="openai")["api_key"]


def test_a_second_deletion_is_a_404(sandbox: Sandbox, http: Http) -> None:
    account = sandbox.add_account(app="slack", external_user_id="ada")
    gone = http.delete(f"~/accounts/{account.id}")
    assert (gone.status_code, gone.content) == (204, b"")
    rejected(http.delete(f"~/accounts/{account.id}"), 404)
    rejected(http.get(f"~/accounts/{account.id}"), 404)


def test_all_accounts_of_an_app_are_deleted(sandbox: Sandbox, http: Http) -> None:
    for user in ("ada", "bob"):
        sandbox.add_account(app="slack", external_user_id=user)
    sheets = sandbox.add_account(app="google_sheets", external_user_id="ada", oauth_app_id="oa_own1")
    assert http.delete("~/apps/slack/accounts").status_code == 204
    assert ids(ok(http.get("~/accounts"))) == [sheets.id]
    rejected(http.delete("~/apps/slack/accounts"), 404)
    assert http.delete("~/apps/oa_own1/accounts").status_code == 204
    rejected(http.delete("~/apps/unheard-of/accounts"), 404)
    assert ids(ok(http.get("~/accounts"))) == []


def deploy(http: Http, account: Account) -> str:
    props = {"gitlab": {"authProvisionId": account.id}, "projectId": 21208123}
    body = {"id": "gitlab-new-issue", "external_user_id": account.external_id, "configured_props": props}
    text: str = ok(http.post("~/triggers/deploy", body))["data"]["id"]
    return text


def test_deleting_an_account_deletes_its_triggers(sandbox: Sandbox, http: Http) -> None:
    doomed, kept = (sandbox.add_account(app="gitlab", external_user_id="ada") for _ in range(2))
    deploy(http, doomed)
    left = deploy(http, kept)
    http.delete(f"~/accounts/{doomed.id}")
    assert ids(ok(http.get("~/deployed-triggers", external_user_id="ada"))) == [left]


def test_deleting_a_user_deletes_accounts_and_triggers(sandbox: Sandbox, http: Http) -> None:
    user = "a/b?c#d é"
    deploy(http, sandbox.add_account(app="gitlab", external_user_id=user))
    kept = sandbox.add_account(app="gitlab", external_user_id="bob")
    ok(http.post("~/triggers/deploy", {"id": "email-new-email", "external_user_id": user}))
    path = "~/users/a%2Fb%3Fc%23d%20%C3%A9"
    assert http.delete(path).status_code == 204
    assert ids(ok(http.get("~/accounts"))) == [kept.id]
    assert ids(ok(http.get("~/deployed-triggers", external_user_id=user))) == []
    assert ids(ok(http.get("~/deployed-triggers", external_user_id=user, emitter_type="email"))) == []
    rejected(http.delete(path), 404)
