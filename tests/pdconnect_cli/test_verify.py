"""`pdconnect verify`: the service's responses are compared with the specification."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from pdconnect.cli import System
from pdconnect.sandbox import Sandbox
from pdconnect_cli.openapi_document import load_packaged
from pdconnect_cli.verify.plan import plan_operations, values_at

from .running import Ended, run

USER = "jay@example.com"
NO_SOURCE = {"proxy_get": "url_64", "file_stash_download_file": "s3_key"}
"""Reading operations with a parameter for which no other operation returns values."""
PLANTED: dict[Any, str] = {
    "unknown_field": "accounts_list",
    "missing_field": "users_list",
    "type": "apps_retrieve",
    "value": "accounts_retrieve",
    "variant": "actions_retrieve",
    "status": "tokens_create",
    "media_type": "triggers_deploy",
    "body": "usage_list",
    "unknown_header": "deployed_triggers_update",
    "missing_header": "projects_list",
    "header_value": "actions_list",
}


@pytest.fixture
def full(sandbox: Sandbox, logged_in: None) -> Sandbox:
    """A sandbox in which every reading operation finds an item."""
    account = sandbox.add_account(app="gitlab", external_user_id=USER)
    with sandbox.client() as client:
        oauth_app = client.oauth_apps.create(app="gitlab", client_id="id", client_secret="secret", name="Own client")
        client.app_overrides.create(app="gitlab", name="Own client", oauth_app_id=oauth_app.id)
    assert account.id
    return sandbox


def states(ended: Ended) -> dict[str, str]:
    return {each["operation"]: each["state"] for each in ended.json["operations"]}


def leftovers(sandbox: Sandbox) -> list[str]:
    """Return the external users of the project."""
    with sandbox.client() as client:
        return [user.external_id for user in client.users.list()]


def test_reading_and_writing_find_nothing_in_the_sandbox(full: Sandbox) -> None:
    ended = run("verify", "--write", "--json").ok()
    found = states(ended)
    reading = {name for name, operation in plan_operations(load_packaged()).items() if operation.reads}
    assert {name for name in reading if found[name] != "ok"} == set(NO_SOURCE)
    assert {name for name in found.keys() - reading if found[name] == "ok"} == {
        "oauth_tokens_create",
        "tokens_create",
        "triggers_deploy",
        "deployed_triggers_update",
        "deployed_triggers_update_webhooks",
        "deployed_triggers_update_workflows",
        "deployed_triggers_regenerate_webhook_signing_key",
        "deployed_triggers_reset_webhook_delivery_state",
        "deployed_triggers_delete",
        "users_delete_external_user",
    }
    assert all(each["reason"] for each in ended.json["operations"] if each["state"] == "not_reached")
    assert leftovers(full) == [USER]


def test_reading_changes_nothing(full: Sandbox) -> None:
    before = len(full.executions)
    run("verify").ok()
    assert len(full.executions) == before


def test_each_planted_deviation_is_found_and_no_other(full: Sandbox) -> None:
    for kind, operation in PLANTED.items():
        full.faults(deviation=kind, operation=operation, times=1 if "header" in kind else None)
    ended = run("verify", "--write", "--json")
    assert ended.code == 12
    found = {(each["kind"], row["operation"]) for row in ended.json["operations"] for each in row["deviations"]}
    assert found == set(PLANTED.items())
    assert leftovers(full) == [USER]


@pytest.mark.parametrize("output", ["--json", "--markdown", "--items=1"])
def test_no_value_is_in_a_report(full: Sandbox, output: str) -> None:
    full.faults(deviation="unknown_field", operation="accounts.list")
    ended = run("verify", output)
    assert ended.code == 12
    text = ended.out + ended.err
    assert "/data/*/app/connect/planted" in text
    with full.client() as client:
        account = next(iter(client.accounts.list()))
    for value in (
        USER,
        account.id,
        full.settings.project_id,
        "GitLab",
        "gitlab",
        "Own client",
        full.settings.client_id,
    ):
        assert str(value) not in text, value


def test_a_report_is_printed_as_markdown(full: Sandbox) -> None:
    full.faults(deviation="missing_field", operation="users.list")
    lines = run("verify", "--markdown").out.splitlines()
    assert lines[0] == "## pdconnect verify"
    assert "| `users_list` | 200 | field missing | `/data/*/id` |  |  |" in lines
    assert "- `proxy_get`: no other operation returns values for url_64" in lines


def test_why_an_operation_is_not_called(sandbox: Sandbox, logged_in: None) -> None:
    reasons = {row[1]: row[2] for row in run("verify").ok().rows if len(row) == 3 and row[0] == "not_reached"}
    assert reasons["tokens_validate"] == "tokens_create returns the values for ctok; use --write"
    assert reasons["deployed_triggers_retrieve"] == "deployed_triggers_list returned no value for trigger_id"
    assert reasons["triggers_deploy"] == "changes data of a test user; use --write"
    assert reasons["projects_update"] == "changes data of the project or of its users"
    assert reasons["actions_configure_prop"] == "takes a body that the specification does not determine"
    assert reasons["file_stash_download_file"] == "no other operation returns values for s3_key"


def test_an_operation_that_fails_is_not_reached(full: Sandbox) -> None:
    full.faults(status=403, operation="usage.list")
    full.faults(drop=True, operation="projects.list")
    rows = {row[1]: row for row in run("verify").ok().rows if len(row) == 3}
    assert rows["usage_list"] == ["not_reached", "usage_list", "responded with 403 only"]
    assert rows["projects_list"] == ["not_reached", "projects_list", "no response: TransportError"]
    assert rows["projects_retrieve"][2] == "projects_list returned no value for project_id"
    assert rows["accounts_list"] == ["ok", "accounts_list", "1 × 200"]


def interrupted(sandbox: Sandbox, operation: str, *arguments: str) -> Ended:
    """Run the command, and interrupt it when it calls an operation."""
    path = plan_paths()[operation]

    def respond(request: httpx.Request) -> httpx.Response:
        response = sandbox.transport.handle_request(request)
        response.read()
        if request.url.path == path:
            raise KeyboardInterrupt
        return response

    with httpx.Client(transport=httpx.MockTransport(respond)) as http_client:
        return run("verify", *arguments, system=System(http_client=http_client))


def plan_paths() -> dict[str, str]:
    """Return the paths of operations without arguments, in the sandbox's project."""
    paths = load_packaged()["paths"]
    return {
        operation["operationId"]: path.replace("{project_id}", "proj_sandbox")
        for path, item in paths.items()
        for operation in item.values()
        if isinstance(operation, dict)
    }


@pytest.mark.parametrize("operation", ["tokens_create", "triggers_deploy", "apps_list"])
def test_ctrl_c_deletes_the_test_user_and_prints_the_report(full: Sandbox, operation: str) -> None:
    ended = interrupted(full, operation, "--write", "--json")
    assert ended.code == 130
    assert states(ended)["users_delete_external_user"] == "ok"
    assert leftovers(full) == [USER]


def test_a_test_user_that_cannot_be_deleted_is_named(full: Sandbox) -> None:
    full.faults(status=500, operation="users.delete_external_user")
    ended = run("verify", "--write")
    assert "The test user was not deleted: pdconnect users delete pdconnect-verify-" in ended.err


def test_a_second_ctrl_c_while_the_test_user_is_deleted(full: Sandbox) -> None:
    def respond(request: httpx.Request) -> httpx.Response:
        if request.method == "DELETE" and "/users/" in request.url.path:
            raise KeyboardInterrupt
        return full.transport.handle_request(request)

    with httpx.Client(transport=httpx.MockTransport(respond)) as http_client:
        ended = run("verify", "--write", system=System(http_client=http_client))
    assert ended.code == 130
    assert "The test user was not deleted: pdconnect users delete pdconnect-verify-" in ended.err


def test_production_is_refused_unless_it_is_allowed(full: Sandbox) -> None:
    refused = run("verify", "--environment", "production")
    assert (refused.code, full.calls("users.list")) == (2, [])
    assert "--allow-production" in refused.err
    assert run("verify", "--environment", "production", "--allow-production", "--write").code == 2
    assert full.calls("users.list") == []
    run("verify", "--environment", "production", "--allow-production").ok()
    assert {record.environment for record in full.calls("users.list")} == {"production"}


def test_wrong_credentials_deny_access(sandbox: Sandbox, logged_in: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIPEDREAM_CLIENT_SECRET", "wrong")
    assert run("verify").code == 4


def test_nothing_is_reached(sandbox: Sandbox, logged_in: None) -> None:
    for operation in plan_operations(load_packaged()).values():
        if operation.reads:
            sandbox.faults(status=403, operation=operation.id)
    ended = run("verify")
    assert (ended.code, "error: " in ended.err) == (4, True)


def test_the_trigger_to_deploy_can_be_chosen(full: Sandbox) -> None:
    ended = run("verify", "--write", "--trigger", "gitlab-new-issue")
    assert (ended.code, "the trigger gitlab-new-issue needs values for gitlab, projectId" in ended.err) == (2, True)
    assert leftovers(full) == [USER]
    run("verify", "--write", "--trigger", "http-new-requests").ok()
    assert json.dumps(full.calls("triggers.deploy")[-1].body).count("http-new-requests") == 1


def test_json_and_markdown_exclude_each_other(logged_in: None) -> None:
    assert run("verify", "--json", "--markdown").code == 2


def test_every_argument_of_a_reading_operation_has_values() -> None:
    plan = plan_operations(load_packaged())
    without: dict[str, str] = {}
    for operation in plan.values():
        for argument in operation.arguments if operation.reads else ():
            if argument.source is None and argument.example is None:
                without.setdefault(operation.id, argument.name)
    assert without == NO_SOURCE


def test_values_at_a_path_skip_odd_values() -> None:
    page = {"data": [{"id": "a"}, {"id": None}, {"id": {"odd": 1}}, None, {"id": "b"}]}
    assert list(values_at(page, ("data", "id"))) == ["a", "b"]
    assert list(values_at([{"id": 1}], ("id",))) == [1]
    assert list(values_at({"data": "odd"}, ("data", "id"))) == []
