"""Changing deployed triggers, and the workflows they feed."""

from __future__ import annotations

from typing import Any

import pytest

from pdconnect.sandbox import Sandbox

from .helpers import Clock, Http, browser, connected, ids, ok, rejected


@pytest.fixture
def trigger(sandbox: Sandbox, http: Http) -> Any:
    props = {"gitlab": connected(sandbox, "gitlab"), "projectId": 45672541}
    return deploy(http, "gitlab-new-issue", props)


def deploy(http: Http, key: str, props: Any = None, **more: Any) -> Any:
    body = {"id": key, "external_user_id": "jay", "configured_props": props or {}, **more}
    return ok(http.post("~/triggers/deploy", body))["data"]


def update(http: Http, trigger: Any, body: Any, user: str = "jay") -> Any:
    return http.put(f"~/deployed-triggers/{trigger['id']}", body, external_user_id=user)


def test_only_the_fields_of_the_request_change(http: Http, trigger: Any, clock: Clock) -> None:
    clock.now += 60
    changed = ok(update(http, trigger, {"active": False, "name": "Issues", "emit_on_deploy": False}))["data"]
    now = trigger["updated_at"] + 60
    expected = {**trigger, "active": False, "name": "Issues", "emit_on_deploy": False, "updated_at": now}
    assert changed == expected
    assert ok(http.get(f"~/deployed-triggers/{trigger['id']}", external_user_id="jay"))["data"] == changed
    assert ok(update(http, trigger, {}))["data"]["active"] is False


def test_new_props_replace_all_old_ones_but_urls_stay(sandbox: Sandbox, http: Http, trigger: Any) -> None:
    props = {"gitlab": connected(sandbox, "gitlab"), "projectId": 21208123}
    stored = ok(update(http, trigger, {"configured_props": props}))["data"]["configured_props"]
    old = trigger["configured_props"]
    assert stored == {**props, "db": {"type": "$.service.db"}, "http": old["http"]}


def test_new_props_are_checked_like_those_of_a_deployment(sandbox: Sandbox, http: Http, trigger: Any) -> None:
    def error(props: Any) -> str:
        return rejected(update(http, trigger, {"configured_props": props}), 400)

    assert "projectId: is missing" in error({"gitlab": connected(sandbox, "gitlab")})
    assert "gitlab account" in error({"gitlab": connected(sandbox, "gitlab", "bob"), "projectId": 1})
    shown = ok(http.get(f"~/deployed-triggers/{trigger['id']}", external_user_id="jay"))["data"]
    assert shown == trigger


def test_a_trigger_is_deleted_with_its_new_account(sandbox: Sandbox, http: Http, trigger: Any) -> None:
    account = connected(sandbox, "gitlab")
    ok(update(http, trigger, {"configured_props": {"gitlab": account, "projectId": 21208123}}))
    http.delete(f"~/accounts/{trigger['configured_props']['gitlab']['authProvisionId']}")
    assert ids(ok(http.get("~/deployed-triggers", external_user_id="jay"))) == [trigger["id"]]
    http.delete(f"~/accounts/{account['authProvisionId']}")
    assert ids(ok(http.get("~/deployed-triggers", external_user_id="jay"))) == []


def test_a_native_timer_gets_another_schedule(http: Http, clock: Clock) -> None:
    timer = deploy(http, "schedule-custom-interval", {"cron": {"intervalSeconds": 900}})
    clock.now += 60
    body = {"configured_props": {"cron": {"cron": "0 9 * * 1"}}, "name": "Mondays"}
    changed = ok(update(http, timer, body))["data"]
    assert (changed["interval_seconds"], changed["cron"]) == (None, "0 9 * * 1")
    assert changed["schedule_changed_at"] == timer["created_at"] + 60
    assert "name" not in changed
    assert "intervalSeconds or cron" in rejected(update(http, timer, {"configured_props": {"cron": {}}}), 400)
    mail = deploy(http, "email-new-email")
    assert ok(update(http, mail, {"configured_props": {}}))["data"]["email_address"] == mail["email_address"]


def test_a_timer_that_cannot_be_set_is_stored_as_it_is(sandbox: Sandbox, http: Http) -> None:
    made = deploy(http, "zendesk-new-ticket", {"zendesk": connected(sandbox, "zendesk")})
    assert made["configured_props"]["timer"] == {"cron": None, "interval_seconds": 300}


def test_triggers_of_other_users_are_not_found(http: Http, trigger: Any) -> None:
    assert "no such deployed trigger" in rejected(update(http, trigger, {"active": False}, "bob"), 404)
    response = browser(http, "bob").put(f"~/deployed-triggers/{trigger['id']}", {}, external_user_id="jay")
    assert "another user" in rejected(response, 403)
    assert ok(update(browser(http), trigger, {"active": False}))["data"]["active"] is False


def test_workflows_are_replaced_as_a_whole(http: Http, trigger: Any) -> None:
    path = f"~/deployed-triggers/{trigger['id']}/pipelines"
    assert ok(http.get(path, external_user_id="jay")) == {"workflow_ids": []}
    for given, kept in ((["p_1", "p_2", "p_1"], ["p_1", "p_2"]), (["p_3"], ["p_3"]), ([], [])):
        assert ok(http.put(path, {"workflow_ids": given}, external_user_id="jay")) == {"workflow_ids": kept}
        assert ok(http.get(path, external_user_id="jay")) == {"workflow_ids": kept}
    assert "body.workflow_ids.0" in rejected(http.put(path, {"workflow_ids": [""]}, external_user_id="jay"), 400)
    rejected(http.get(path, external_user_id="bob"), 404)


def test_a_workflow_can_be_named_with_the_deployment(http: Http) -> None:
    made = deploy(http, "email-new-email", workflow_id="p_1")
    listed = ok(http.get(f"~/deployed-triggers/{made['id']}/pipelines", external_user_id="jay"))
    assert listed == {"workflow_ids": ["p_1"]}
