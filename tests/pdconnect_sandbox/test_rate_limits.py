"""The limits of the reference: who shares them, what the response says, and when they end."""

from __future__ import annotations

from typing import Any

import pytest

from pdconnect.sandbox import Sandbox

from .helpers import Clock, Http, browser, created, ok, rejected, sign_in

READS = ("~/accounts", "~/accounts/apn_x", "~/users/jay/accounts")


@pytest.fixture
def limited(clock: Clock) -> Http:
    return sign_in(Sandbox(clock=clock, rate_limits=True))


def test_limits_are_off_by_default(http: Http) -> None:
    assert {http.get("~/accounts").status_code for _ in range(150)} == {200}


def test_the_limits_of_the_reference_apply(limited: Http) -> None:
    for _ in range(100):
        ok(limited.get("~/accounts"))
    response = limited.get("~/accounts")
    assert rejected(response, 429) == "Throttled"
    headers = {name: value for name, value in response.headers.items() if name.startswith(("retry", "x-ratelimit"))}
    assert headers == {
        "retry-after": "60",
        "x-ratelimit-limit": "100",
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": "1700000060",
    }
    ok(limited.get("~/users"))


def test_the_window_ends(clock: Clock, limited: Http) -> None:
    for _ in range(100):
        ok(limited.get("~/accounts"))
    limited.sandbox.advance(59)
    assert limited.get("~/accounts").headers["retry-after"] == "1"
    limited.sandbox.advance(1)
    ok(limited.get("~/accounts"))


def few(clock: Clock, **limits: Any) -> Http:
    return sign_in(Sandbox(clock=clock, rate_limits=limits))


@pytest.mark.parametrize("path", READS)
def test_all_reads_of_accounts_share_one_budget(clock: Clock, path: str) -> None:
    http = few(clock, account_reads=3)
    for read in READS:
        assert http.get(read).status_code in (200, 404)
    rejected(http.get(path), 429)
    rejected(browser(http).get("/v1/connect/accounts"), 429)


def test_environments_share_it_and_projects_do_not(clock: Clock) -> None:
    http = few(clock, account_reads=1)
    ok(http.get("~/accounts"))
    rejected(Http(http.sandbox, http.headers["authorization"][7:], "production").get("~/accounts"), 429)
    other = created(http.post("/v1/connect/projects", {"name": "Other"}))["id"]
    ok(http.get(f"/v1/connect/{other}/accounts"))


def test_each_user_has_a_budget_of_tokens(clock: Clock) -> None:
    http = few(clock, token_creations=(2, 10.0))
    for _ in range(2):
        ok(http.post("~/tokens", {"external_user_id": "jay"}))
    assert http.post("~/tokens", {"external_user_id": "jay"}).headers["retry-after"] == "10"
    ok(http.post("~/tokens", {"external_user_id": "ada"}))


def test_a_limit_of_zero_rejects_every_request(clock: Clock) -> None:
    rejected(few(clock, account_reads=0).get("~/accounts"), 429)


@pytest.mark.parametrize("wrong", [{"no_such": 1}, {"account_reads": -1}, {"account_reads": (1, 0)}])
def test_an_invalid_limit_is_a_value_error(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="rate_limits"):
        Sandbox(rate_limits=wrong)
