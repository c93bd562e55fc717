"""The commands that are made from the OpenAPI document: projects, OAuth clients, app overrides, webhooks, usage."""

from __future__ import annotations

import pytest

from pdconnect.sandbox import Sandbox

from .running import run

SECRET = "client-secret-0a1b2c"


@pytest.mark.parametrize(
    ("group", "created", "changed"),
    [
        ("projects", ["--name", "Billing", "--connect-require-key-auth-test", "true"], ["--app-name", "Changed"]),
        ("oauth-apps", ["--app", "slack", "--name", "Mine", "--scopes", "a", "--scopes", "b"], ["--name", "Changed"]),
        ("app-overrides", ["--app", "gitlab", "--name", "Mine", "--cfmap", "{}"], ["--name", "Changed"]),
    ],
)
def test_create_list_show_update_delete(
    group: str, created: list[str], changed: list[str], sandbox: Sandbox, logged_in: None
) -> None:
    item = run(group, "create", *created, "--json").ok().json["id"]
    assert item in [row[0] for row in run(group, "list").ok().rows]
    assert dict(run(group, "show", item).ok().rows)["ID"] == item
    assert "Changed" in run(group, "update", item, *changed).ok().out
    assert "Changed" in run(group, "list", "--jsonl").ok().out
    refused = run(group, "delete", item)
    assert refused.code == 2
    assert "--yes" in refused.err
    run(group, "delete", item, "--yes").ok()
    assert run(group, "show", item).code == 5


def test_the_secret_of_a_client_comes_from_standard_input(sandbox: Sandbox, logged_in: None) -> None:
    arguments = ["oauth-apps", "create", "--app", "slack", "--client-id", "c", "--client-secret-stdin"]
    ended = run(*arguments, stdin=f"{SECRET}\n").ok()
    assert SECRET not in ended.out + ended.err
    assert sandbox.executions[-1].body == {
        "app": "slack",
        "client_id": "c",
        "client_secret": "***",
    }  # masked by the log
    assert run("oauth-apps", "create", "--app", "slack", "--client-secret", SECRET).code == 2


def test_an_empty_text_is_sent(sandbox: Sandbox, logged_in: None) -> None:
    item = run("oauth-apps", "create", "--app", "slack", "--description", "old", "--json").ok().json["id"]
    run("oauth-apps", "update", item, "--description", "").ok()
    assert sandbox.executions[-1].body == {"description": ""}


def test_the_webhook_of_the_environment(sandbox: Sandbox, logged_in: None) -> None:
    created = run("webhooks", "set", "--url", "https://example.com/hook").ok()
    shown = dict(created.rows)
    assert shown["URL"] == "https://example.com/hook"
    assert shown["SIGNING KEY"] == "***"
    assert "--json --reveal" in created.err
    key = run("webhooks", "new-key", "--yes", "--json", "--reveal").ok().json["signing_key"]
    assert key not in run("webhooks", "show").ok().out
    run("webhooks", "delete", "--yes").ok()
    assert "Nothing found." in run("webhooks", "show").ok().err
    assert run("webhooks", "show", "--json").ok().json is None


def test_the_webhooks_of_a_deployed_trigger(sandbox: Sandbox, logged_in: None) -> None:
    account = sandbox.add_account(app="gitlab", external_user_id="user-1").id
    trigger = run(
        "triggers", "deploy", "gitlab-new-issue", "-u", "user-1", "-s", f"gitlab={account}", "-s", "projectId=1"
    )
    of_trigger = [trigger.ok().out.strip(), "--user", "user-1"]
    run("webhooks", "assign", *of_trigger, "--webhook-urls", "https://example.com/a").ok()
    assert "https://example.com/a" in run("webhooks", "list", *of_trigger).ok().out
    run("webhooks", "assign", *of_trigger, "--webhook-urls", "[]").ok()
    assert "https://example.com/a" not in run("webhooks", "list", *of_trigger).ok().out


def test_usage_is_listed_for_a_period(sandbox: Sandbox, logged_in: None) -> None:
    listed = run("usage", "list", "--start-ts", "1767225600", "--end-ts", "1769904000", "--json").ok().json
    assert isinstance(listed, list)
    assert run("usage", "list", "--start-ts", "1767225600").code == 2
    assert run("usage", "list", "--start-ts", "yesterday", "--end-ts", "1").code == 2
