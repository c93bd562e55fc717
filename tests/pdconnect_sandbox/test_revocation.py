"""Expiry of tokens, revoked accounts, simulated time, and reset."""

from __future__ import annotations

from typing import Any

import pytest

import pdconnect
from pdconnect._config import DEFAULT_TIMEOUT
from pdconnect.sandbox import Sandbox

from .helpers import (
    Clock,
    Http,
    browser,
    component_request,
    connect_token,
    connected,
    created,
    ids,
    ok,
    rejected,
    sign_in,
)


def test_an_access_token_expires(sandbox: Sandbox, http: Http) -> None:
    other = sign_in(sandbox)
    sandbox.expire_token(http.headers["authorization"].removeprefix("Bearer "))
    assert "has expired" in rejected(http.get("~/accounts"), 401)
    ok(other.get("~/accounts"))


def test_a_connect_token_expires(sandbox: Sandbox, http: Http) -> None:
    token = connect_token(http)
    sandbox.expire_token(token)
    assert "has expired" in rejected(Http(sandbox, token, None).get("/v1/connect/accounts"), 401)
    assert ok(http.get(f"/v1/connect/tokens/{token}/validate", app_id="slack"))["success"] is False


def test_all_tokens_expire(sandbox: Sandbox, http: Http) -> None:
    page = browser(http)
    sandbox.expire_tokens()
    rejected(http.get("~/accounts"), 401)
    rejected(page.get("/v1/connect/accounts"), 401)
    ok(sign_in(sandbox).get("~/accounts"))


def test_an_expired_token_stays_expired(sandbox: Sandbox, http: Http, clock: Clock) -> None:
    token = http.headers["authorization"].removeprefix("Bearer ")
    sandbox.expire_token(token)
    clock.now += 10
    sandbox.expire_token(token)
    clock.now -= 10
    rejected(http.get("~/accounts"), 401)


def test_an_unknown_token_cannot_be_expired(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="not known") as failure:
        sandbox.expire_token("canary")
    assert "canary" not in str(failure.value)


def test_a_client_renews_its_token(sandbox: Sandbox) -> None:
    client = sandbox.client()
    client.accounts.list()
    sandbox.expire_tokens()
    client.accounts.list()
    assert len(sandbox.calls("oauth_tokens.create")) == 2


def test_a_revoked_account_is_marked(sandbox: Sandbox, http: Http) -> None:
    dead, alive = connected(sandbox, "slack")["authProvisionId"], connected(sandbox, "gitlab")["authProvisionId"]
    sandbox.revoke_account(dead)
    states = {item["id"]: (item["healthy"], item["dead"]) for item in ok(http.get("~/accounts"))["data"]}
    assert states == {dead: (False, True), alive: (True, False)}
    shown = ok(http.get(f"~/accounts/{dead}", include_credentials="true"))
    assert "revoked" in shown["error"]
    assert shown["next_refresh_at"] is None
    sandbox.revoke_account(dead, error="token_expired")
    assert ok(http.get(f"~/accounts/{dead}", include_credentials="true"))["error"] == "token_expired"


def test_every_use_of_a_revoked_account_fails(sandbox: Sandbox, http: Http) -> None:
    slack = connected(sandbox, "slack")
    props = {"slack": slack, "conversation": "C0000000001", "text": "Hi"}
    assert ok(http.post("~/actions/run", component_request("slack-send-message", props)))["os"] == []
    sandbox.revoke_account(slack["authProvisionId"])
    ran = ok(http.post("~/actions/run", component_request("slack-send-message", props)))
    assert "401 Unauthorized: slack" in ran["os"][0]["err"]["message"]
    ask = component_request("slack-send-message", {"slack": slack}, prop_name="conversation")
    assert "401 Unauthorized" in ok(http.post("~/components/configure", ask))["errors"][0]
    query = f"external_user_id=jay&account_id={slack['authProvisionId']}"
    assert rejected(http.get(f"~/proxy/L2FwaS9hdXRoLnRlc3Q?{query}"), 401) == "invalid_token"


def test_reconnecting_restores_a_revoked_account(sandbox: Sandbox, http: Http) -> None:
    account = connected(sandbox, "openai")["authProvisionId"]
    sandbox.revoke_account(account)
    body = {"app_slug": "openai", "cfmap_json": '{"api_key": "new"}', "connect_token": connect_token(http)}
    again = ok(browser(http).post("/v1/connect/accounts", {**body, "account_id": account}))
    assert (again["id"], again["healthy"], again["dead"]) == (account, True, False)


def test_an_unknown_account_cannot_be_revoked(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="no account apn_x"):
        sandbox.revoke_account("apn_x")


def test_credentials_are_refreshed_as_time_passes(sandbox: Sandbox, http: Http, clock: Clock) -> None:
    account = connected(sandbox, "slack")["authProvisionId"]

    def refreshed() -> Any:
        return ok(http.get(f"~/accounts/{account}", include_credentials="true"))["last_refreshed_at"]

    assert refreshed() == "2023-11-14T22:13:20.000Z"
    clock.now += 3500
    assert refreshed() == "2023-11-14T23:10:20.000Z"


def test_time_passes(sandbox: Sandbox, http: Http, clock: Clock) -> None:
    before = sandbox.now
    sandbox.advance(minutes=59)
    ok(http.get("~/accounts"))
    sandbox.advance(30, hours=1, days=1)
    assert sandbox.now - before == 59 * 60 + 30 + 3600 + 86400
    rejected(http.get("~/accounts"), 401)
    clock.now += 5
    assert sandbox.now - before == 59 * 60 + 35 + 3600 + 86400
    for wrong in (-1.0, float("nan")):
        with pytest.raises(ValueError, match="time"):
            sandbox.advance(wrong)


def test_a_reset_restores_the_initial_state(clock: Clock) -> None:
    sandbox = Sandbox(clock=clock)
    first = _used(sandbox)
    sandbox.faults(status=500)
    sandbox.advance(hours=1)
    sandbox.reset()
    assert (sandbox.request_log, sandbox.deliveries) == ([], [])
    assert sandbox.now == clock.now
    assert _used(sandbox) == first


def _used(sandbox: Sandbox) -> Any:
    """Use a sandbox, and return all responses."""
    http = sign_in(sandbox)
    account = sandbox.add_account(app="slack", external_user_id="jay")
    project = created(http.post("/v1/connect/projects", {"name": "Other"}))
    assert ids(ok(http.get("~/accounts"))) == [account.id]
    responses = [http.get("~/accounts"), http.get("~/users"), http.get("/v1/connect/projects")]
    return project, [(item.json(), item.headers["x-request-id"]) for item in responses]


def test_a_request_has_an_id(sandbox: Sandbox, http: Http) -> None:
    seen = [http.get(path).headers["x-request-id"] for path in ("~/accounts", "~/nothing", "~/accounts/apn_x")]
    assert [item.request_id for item in sandbox.request_log[1:]] == seen
    assert len(set(seen)) == 3
    with pytest.raises(pdconnect.NotFoundError) as failure:
        sandbox.client().accounts.retrieve("apn_x")
    assert failure.value.request_id == sandbox.request_log[-1].request_id


def test_the_proxy_keeps_the_request_id_of_an_app(clock: Clock) -> None:
    import httpx

    upstream = {"slack": lambda request: httpx.Response(200, headers={"X-Request-Id": "theirs"}, json={})}
    sandbox = Sandbox(clock=clock, upstreams=upstream)
    account = connected(sandbox, "slack")["authProvisionId"]
    query = f"external_user_id=jay&account_id={account}"
    assert sign_in(sandbox).get(f"~/proxy/L2FwaQ?{query}").headers.get_list("x-request-id") == ["theirs"]


@pytest.mark.parametrize("too_late", [False, True])
def test_clients_in_process_have_the_default_timeout(sandbox: Sandbox, too_late: bool) -> None:
    client = sandbox.client(max_retries=0)
    with sandbox.faults(delay=DEFAULT_TIMEOUT + (0.1 if too_late else -0.1), operation="accounts.list"):
        if too_late:
            with pytest.raises(pdconnect.RequestTimeoutError):
                client.accounts.list()
        else:
            client.accounts.list()
