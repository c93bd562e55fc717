"""Error messages begin with what failed, in the words of the user; the request is on a line of its own."""

from __future__ import annotations

import pytest

from pdconnect.sandbox import Sandbox

from .running import run


@pytest.mark.parametrize(
    ("arguments", "message", "operation"),
    [
        (["accounts", "show", "apn_nope"], "account apn_nope not found in development", "accounts_retrieve"),
        (["accounts", "delete", "apn_nope", "-y"], "account apn_nope not found in development", "accounts_delete"),
        (["users", "delete", "no body", "-y"], "user no body not found in development", "users_delete_external_user"),
        (["actions", "show", "nope"], "action nope not found", "actions_retrieve"),
        (["triggers", "show", "nope"], "trigger nope not found", "triggers_retrieve"),
        (["components", "show", "nope"], "component nope not found", "components_retrieve"),
        (["apps", "show", "nope"], "app nope not found", "apps_retrieve"),
        (["projects", "show", "proj_nope"], "project proj_nope not found", "projects_retrieve"),
        (["oauth-apps", "show", "oa_nope"], "OAuth client oa_nope not found", "oauth_apps_retrieve"),
        (["app-overrides", "show", "ao_nope"], "app override ao_nope not found", "app_overrides_retrieve"),
        (
            ["triggers", "status", "dc_nope", "-u", "u"],
            "deployed trigger dc_nope not found in development",
            "deployed_triggers_retrieve",
        ),
        (["accounts", "show", "a/b"], "cannot retrieve an account: 400", "accounts_retrieve"),
        (["files", "download", "x/y"], "cannot download a file: 400", "file_stash_download_file"),
    ],
)
def test_an_error_says_first_what_failed(
    arguments: list[str], message: str, operation: str, sandbox: Sandbox, logged_in: None
) -> None:
    ended = run(*arguments)
    first, second, *_ = ended.err.splitlines()
    assert first.startswith(f"error: {message}")
    assert second.startswith(f"request: {operation} (")
    assert ("try the other --environment" in ended.err) == ("in development" in message)


@pytest.mark.parametrize(
    ("user", "message"),
    [([], "cannot start the workflow: "), (["-u", "user-1"], "cannot start the workflow for this user: ")],
)
def test_a_workflow_that_does_not_exist(user: list[str], message: str, sandbox: Sandbox, logged_in: None) -> None:
    first, second, *_ = run("workflows", "invoke", "eonope1", *user).err.splitlines()
    assert first.startswith(f"error: {message}")
    assert second.startswith("request: workflows_invoke")


def test_a_link_for_an_unknown_app_is_created_with_a_warning(sandbox: Sandbox, logged_in: None) -> None:
    ended = run("tokens", "create", "--user", "user-1", "--app", "nope").ok()
    assert "There is no app nope" in ended.err
    assert "app=nope" in ended.out
    assert "There is no app" not in run("tokens", "create", "--user", "user-1", "--app", "slack").ok().err
