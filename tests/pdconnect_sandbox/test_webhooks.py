"""Webhooks of deployed triggers and of the project environment: keys, precedence, failures."""

from __future__ import annotations

import re
from typing import Any

import pytest

from pdconnect.sandbox import Sandbox

from .helpers import Clock, Http, Receiver, browser, ok, rejected, sign_in

HOOK, OTHER, PROJECTS = (f"https://events.example.com/{name}" for name in ("hook", "other", "project"))


@pytest.fixture
def path(http: Http) -> str:
    """Return the path of a trigger that has a webhook."""
    return deploy(http, webhook_url=HOOK)


def deploy(http: Http, **more: Any) -> str:
    body = {"id": "email-new-email", "external_user_id": "jay", **more}
    return f"~/deployed-triggers/{ok(http.post('~/triggers/deploy', body))['data']['id']}"


def emit(sandbox: Sandbox, path: str) -> list[str]:
    """Emit an event and return the URLs it was delivered to."""
    return [delivery.url for delivery in sandbox.emit(path.rpartition("/")[2], {})]


def webhooks(http: Http, path: str) -> Any:
    return ok(http.get(f"{path}/webhooks", external_user_id="jay"))["webhooks"]


def test_the_list_replaces_the_old_one(sandbox: Sandbox, http: Http, path: str) -> None:
    [first] = webhooks(http, path)
    body = {"webhook_urls": [OTHER, HOOK, OTHER]}
    changed = ok(http.put(f"{path}/webhooks", body, external_user_id="jay"))
    assert changed["webhook_urls"] == [OTHER, HOOK]
    assert changed["webhooks"][1] == first
    assert changed["webhooks"][0]["signing_key"] != first["signing_key"]
    assert emit(sandbox, path) == [OTHER, HOOK]
    assert ok(http.put(f"{path}/webhooks", {"webhook_urls": []}, external_user_id="jay"))["webhooks"] == []
    assert emit(sandbox, path) == []
    bad = {"webhook_urls": ["nowhere"]}
    assert "body.webhook_urls.0" in rejected(http.put(f"{path}/webhooks", bad, external_user_id="jay"), 400)


def test_browsers_see_webhooks_without_keys(http: Http, path: str) -> None:
    [webhook] = webhooks(browser(http), path)
    assert "signing_key" not in webhook
    assert webhook["signing_key_set"] is True
    url = f"{path}/webhooks/{webhook['id']}"
    rejected(browser(http).get(url, external_user_id="jay"), 403)
    assert ok(http.get(url, external_user_id="jay"))["data"]["signing_key"]


def test_the_key_of_a_deployment_is_that_of_its_webhook(sandbox: Sandbox, http: Http) -> None:
    account = sandbox.add_account(app="gitlab", external_user_id="jay")
    props = {"gitlab": {"authProvisionId": account.id}, "projectId": 45672541}
    body = {"id": "gitlab-new-issue", "external_user_id": "jay", "configured_props": props, "webhook_url": HOOK}
    made = ok(http.post("~/triggers/deploy", body))["data"]
    [webhook] = webhooks(http, f"~/deployed-triggers/{made['id']}")
    assert webhook["signing_key"] == made["webhook_signing_key"]


def test_a_new_key_signs_later_deliveries(sandbox: Sandbox, http: Http, path: str) -> None:
    [webhook] = webhooks(http, path)
    url = f"{path}/webhooks/{webhook['id']}"
    before = sandbox.emit(path.rpartition("/")[2], {})[0].headers
    renewed = ok(http.post(f"{url}/regenerate_signing_key", params={"external_user_id": "jay"}))["data"]
    assert re.fullmatch("[0-9a-f]{64}", renewed["signing_key"])
    assert renewed["signing_key"] != webhook["signing_key"]
    assert ok(http.get(url, external_user_id="jay"))["data"] == renewed
    assert sandbox.emit(path.rpartition("/")[2], {})[0].headers != before


@pytest.mark.parametrize("tail", ["", "/regenerate_signing_key", "/reset_delivery_state"])
def test_an_unknown_webhook_is_not_found(http: Http, path: str, tail: str) -> None:
    method = "POST" if tail else "GET"
    response = http.request(method, f"{path}/webhooks/wh_x{tail}", params={"external_user_id": "jay"})
    assert "no such webhook" in rejected(response, 404)


@pytest.mark.parametrize(
    ("status", "reason"), [(500, "The receiver returned 500"), (0, "ConnectError: connection refused")]
)
def test_a_webhook_is_disabled_after_failures(
    sandbox: Sandbox, http: Http, path: str, receiver: Receiver, clock: Clock, status: int, reason: str
) -> None:
    receiver.status, stages = status, list[str]()
    for _ in range(12):
        clock.now += 1
        emit(sandbox, path)
        stages.append(webhooks(http, path)[0]["delivery_state"]["state"])
    assert list(dict.fromkeys(stages)) == ["happy", "penalty", "life_support", "deactivated"]
    [webhook] = webhooks(http, path)
    assert webhook["active"] is False
    state = webhook["delivery_state"]
    assert (state["consecutive_failures"], state["sheds"], state["last_error"]) == (10, 2, reason)
    assert state["since"] == 1_700_000_010
    assert len(receiver.requests) == 10
    assert [delivery.error for delivery in sandbox.deliveries] == [reason] * 10

    receiver.status = 204
    tail = f"{path}/webhooks/{webhook['id']}/reset_delivery_state"
    reset = ok(http.post(tail, params={"external_user_id": "jay"}))["data"]
    assert (reset["active"], reset["delivery_state"]["state"]) == (True, "happy")
    assert emit(sandbox, path) == [HOOK]


def test_a_success_resets_the_count_of_failures(sandbox: Sandbox, http: Http, path: str, receiver: Receiver) -> None:
    for status in (500, 500, 500, 200):
        receiver.status = status
        emit(sandbox, path)
    state = webhooks(http, path)[0]["delivery_state"]
    assert (state["state"], state["consecutive_failures"], state["last_error"]) == ("happy", 0, None)


def test_the_project_has_its_own_webhook(http: Http, clock: Clock) -> None:
    assert ok(http.get("~/webhook")) == {"data": None}
    rejected(http.delete("~/webhook"), 404)
    rejected(http.post("~/webhook/regenerate_signing_key"), 404)
    made = ok(http.put("~/webhook", {"url": PROJECTS}))["data"]
    assert re.fullmatch("[0-9a-f]{64}", made["signing_key"])
    clock.now += 60
    changed = ok(http.put("~/webhook", {"url": OTHER}))["data"]
    assert "signing_key" not in changed
    assert (changed["id"], changed["updated_at"] - changed["created_at"]) == (made["id"], 60)
    assert ok(http.get("~/webhook"))["data"] == changed
    renewed = ok(http.post("~/webhook/regenerate_signing_key"))["data"]
    assert renewed["signing_key"] != made["signing_key"]
    assert http.delete("~/webhook").status_code == 204
    assert ok(http.get("~/webhook")) == {"data": None}


def test_a_trigger_without_a_webhook_uses_that_of_its_environment(sandbox: Sandbox, http: Http, path: str) -> None:
    ok(http.put("~/webhook", {"url": PROJECTS}))
    bare = deploy(http)
    in_production = deploy(sign_in(sandbox, "production"))
    assert emit(sandbox, path) == [HOOK]
    assert emit(sandbox, bare) == [PROJECTS]
    assert emit(sandbox, in_production) == []
    http.delete("~/webhook")
    assert emit(sandbox, bare) == []


def test_another_url_starts_without_failures(sandbox: Sandbox, http: Http, receiver: Receiver) -> None:
    receiver.status = 500
    ok(http.put("~/webhook", {"url": PROJECTS}))
    trigger = deploy(http)
    for _ in range(11):
        emit(sandbox, trigger)
    assert ok(http.put("~/webhook", {"url": PROJECTS}))["data"]["active"] is False
    assert ok(http.put("~/webhook", {"url": OTHER}))["data"]["delivery_state"]["sheds"] == 0
    assert emit(sandbox, trigger) == [OTHER]


def test_browsers_do_not_see_the_webhook_of_the_project(http: Http) -> None:
    rejected(browser(http).get("/v1/connect/webhook"), 403)


def test_deliveries_can_be_seen_over_http(sandbox: Sandbox, http: Http, path: str) -> None:
    emit(sandbox, path)
    anonymous = Http(sandbox, None, None)
    [delivery] = ok(anonymous.get("/_sandbox/deliveries"))["data"]
    assert (delivery["kind"], delivery["url"], delivery["status"]) == ("trigger_event", HOOK, 200)
    assert delivery["headers"]["x-pd-emitter-id"] == path.rpartition("/")[2]
