"""Usage, and custom rate limits."""

from __future__ import annotations

from typing import Any

import pytest

from pdconnect.sandbox import Sandbox

from .helpers import Clock, Http, browser, component_request, connected, ok, rejected, sign_in

USAGE = "/v1/connect/usage"
LIMITS = "/v1/connect/rate_limits"
NOW = 1_700_000_000


def used(http: Http, start: int, end: int) -> Any:
    [record] = ok(http.get(USAGE, start_ts=start, end_ts=end))["data"]
    return record


def test_credits_are_counted_where_and_when_they_were_used(sandbox: Sandbox, http: Http, clock: Clock) -> None:
    for _ in range(2):
        ok(http.post("~/actions/run", component_request("sandbox_utils-large-result", {"rows": 1})))
    clock.now += 60
    trigger = ok(http.post("~/triggers/deploy", {"id": "email-new-email", "external_user_id": "jay"}))["data"]["id"]
    sandbox.emit(trigger, {})
    account = connected(sandbox, "slack")["authProvisionId"]
    ok(http.get("~/proxy/L2FwaS91c2Vycy5saXN0", external_user_id="jay", account_id=account))
    assert used(http, NOW, NOW + 61) == {
        "credits_used": 4,
        "action_run_credits_used": 2,
        "proxy_credits_used": 1,
        "source_emit_credits_used": 1,
        "usage_start_ts": NOW,
        "usage_end_ts": NOW + 61,
    }
    assert used(http, NOW, NOW + 60)["credits_used"] == 2
    assert used(http, NOW + 61, NOW + 99)["credits_used"] == 0


def test_an_invalid_time_range_is_rejected(sandbox: Sandbox, http: Http) -> None:
    assert "query.end_ts" in rejected(http.get(USAGE, start_ts=NOW, end_ts=NOW - 1), 400)
    assert "query.start_ts: is missing" in rejected(http.get(USAGE, end_ts=NOW), 400)
    assert "query.start_ts: must be of type integer" in rejected(http.get(USAGE, start_ts="now", end_ts=NOW), 400)
    assert "connect:usage:read" in rejected(sign_in(sandbox, scope="connect:actions:*").get(USAGE), 403)


def test_a_budget_is_shared_by_all_requests_that_name_it(sandbox: Sandbox, http: Http, clock: Clock) -> None:
    body = {"window_size_seconds": 10, "requests_per_window": 2}
    token = ok(http.post(LIMITS, body))["token"]
    within = {"x-pd-rate-limit": token}
    clock.now += 0.5
    ok(http.request("GET", "~/accounts", headers=within))
    ok(sign_in(sandbox, "production").request("GET", "~/accounts", headers=within))
    throttled = http.request("GET", "~/accounts", headers=within)
    assert rejected(throttled, 429) == "Throttled"
    assert throttled.headers["retry-after"] == "10"
    assert throttled.headers["x-ratelimit-limit"] == "2"
    assert throttled.headers["x-ratelimit-remaining"] == "0"
    assert throttled.headers["x-ratelimit-reset"] == str(NOW + 11)
    ok(http.get("~/accounts"))
    clock.now += 10
    ok(http.request("GET", "~/accounts", headers=within))
    text = repr(sandbox.request_log)
    assert token not in text


@pytest.mark.parametrize("token", ["", "fake"])
def test_a_budget_must_be_known(http: Http, token: str) -> None:
    response = http.request("GET", "~/accounts", headers={"x-pd-rate-limit": token})
    assert "x-pd-rate-limit" in rejected(response, 400)


def test_invalid_budgets_are_rejected(http: Http) -> None:
    body = {"window_size_seconds": 0, "requests_per_window": 2}
    assert "body.window_size_seconds: must be at least 1" in rejected(http.post(LIMITS, body), 400)
    rejected(browser(http).post(LIMITS, {"window_size_seconds": 1, "requests_per_window": 1}), 403)
