"""External users: created when they are first named."""

from __future__ import annotations

from pdconnect.sandbox import Sandbox

from .helpers import Http, browser, component_request, ids, list_all, ok, rejected, sign_in


def test_users_are_created_when_named(sandbox: Sandbox, http: Http) -> None:
    sandbox.add_account(app="slack", external_user_id="ada")
    ok(http.post("~/tokens", {"external_user_id": "bob"}))
    ok(http.post("~/triggers/deploy", {"id": "email-new-email", "external_user_id": "cleo"}))
    ok(http.get("~/accounts", external_user_id="nobody"))
    page = ok(http.get("~/users"))
    assert [item["external_id"] for item in page["data"]] == ["ada", "bob", "cleo"]
    assert page["data"][0]["id"].startswith("exu_")
    assert page["data"][0]["created_at"] == "2023-11-14T22:13:20.000Z"
    assert page["page_info"]["total_count"] == 3
    assert ok(sign_in(sandbox, "production").get("~/users"))["data"] == []


def test_users_are_found_by_a_part_of_their_id_and_paged(sandbox: Sandbox, http: Http) -> None:
    for number in range(12):
        sandbox.add_account(app="slack", external_user_id=f"user-{number}/é")
    found = list_all(http, "~/users", limit=5)
    assert [item["external_id"] for item in found] == [f"user-{number}/é" for number in range(12)]
    assert len(ok(http.get("~/users", q="-1"))["data"]) == 3
    assert ok(http.get("~/users", q="nobody"))["data"] == []


def test_a_deleted_user_is_recreated_with_another_id(sandbox: Sandbox, http: Http) -> None:
    sandbox.add_account(app="slack", external_user_id="ada")
    sandbox.add_account(app="slack", external_user_id="bob")
    [first, bob] = ids(ok(http.get("~/users")))
    assert http.delete("~/users/ada").status_code == 204
    assert ids(ok(http.get("~/users"))) == [bob]
    sandbox.add_account(app="slack", external_user_id="ada")
    [same, again] = ids(ok(http.get("~/users")))
    assert same == bob
    assert again != first


def test_browsers_cannot_list_users(http: Http) -> None:
    rejected(browser(http).get("/v1/connect/users"), 403)


def test_development_is_limited_to_ten_users(sandbox: Sandbox, http: Http) -> None:
    for number in range(10):
        ok(http.post("~/tokens", {"external_user_id": f"user-{number}"}))
    ok(http.post("~/tokens", {"external_user_id": "one-more"}))
    assert ok(http.get("~/users"))["page_info"]["total_count"] == 10
    schedule = component_request("schedule-custom-interval", {"cron": {"intervalSeconds": 900}})
    assert "10 external users" in rejected(http.post("~/triggers/deploy", schedule), 400)
    ok(http.post("~/tokens", {"external_user_id": "user-3"}))
    production = Http(sandbox, http.headers["authorization"].removeprefix("Bearer "), "production")
    for number in range(11):
        ok(production.post("~/tokens", {"external_user_id": f"user-{number}"}))
    http.delete("~/users/user-0")
    ok(http.post("~/triggers/deploy", schedule))


def test_the_number_of_users_can_be_set() -> None:
    few, many = sign_in(Sandbox(development_users=1)), sign_in(Sandbox(development_users=None))
    for http, count in ((few, 1), (many, 20)):
        for number in range(20):
            ok(http.post("~/tokens", {"external_user_id": f"user-{number}"}))
        assert ok(http.get("~/users"))["page_info"]["total_count"] == count


def test_add_account_is_not_limited(sandbox: Sandbox, http: Http) -> None:
    for number in range(20):
        sandbox.add_account(app="slack", external_user_id=f"user-{number}")
    assert ok(http.get("~/users"))["page_info"]["total_count"] == 20
