"""`pdconnect api`: any operation of the API, as the OpenAPI document describes it."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from pdconnect.sandbox import Sandbox
from pdconnect_cli.errors import CommandError
from pdconnect_cli.openapi_document import load_packaged, operations
from pdconnect_cli.operations.calls import check_callable
from pdconnect_cli.operations.paths import find_operation, short_path

from .running import run

SECRET = "client-secret-0a1b2c"


def connect(sandbox: Sandbox, user: str = "user-1") -> str:
    return sandbox.add_account(app="slack", external_user_id=user, credentials={"oauth_access_token": SECRET}).id


def test_every_operation_is_found_by_its_path() -> None:
    every = operations(load_packaged())
    for operation in every:
        paths = (
            {operation.path, short_path(operation)} if operation.path.startswith("/v1/connect/") else {operation.path}
        )
        assert {find_operation(every, operation.method, path).operation for path in paths} == {operation}


def test_every_operation_can_be_called_or_has_another_command() -> None:
    for operation in operations(load_packaged()):
        if find_spec(f"pdconnect_api.api.{operation.resource}") and operation.resource != "oauth_tokens":
            check_callable(operation)
            assert find_spec(f"pdconnect_api.api.{operation.resource}.{operation.id}"), operation.id
        else:
            with pytest.raises(CommandError):
                check_callable(operation)


@pytest.mark.parametrize(
    "path",
    [
        "accounts/{id}",
        "/accounts/{id}",
        "accounts/{id}/",
        "/v1/connect/{{project_id}}/accounts/{id}",
        "v1/connect/{project}/accounts/{id}",
        "accounts/{id}?include_credentials=true",
    ],
)
def test_a_path_can_be_short_or_full(path: str, sandbox: Sandbox, logged_in: None) -> None:
    account = connect(sandbox)
    ended = run("api", "get", path.format(id=account, project=sandbox.settings.project_id)).ok()
    assert ended.json["id"] == account
    assert SECRET not in ended.out


def test_values_have_the_types_of_the_document(sandbox: Sandbox, logged_in: None) -> None:
    connect(sandbox)
    connect(sandbox, "user-2")
    page = run("api", "GET", "accounts", "-f", "limit=1", "-f", "external_user_id=user-2").ok().json
    assert page["page_info"]["count"] == 1
    assert [each["external_id"] for each in page["data"]] == ["user-2"]
    for text in ("one", "1_0", " 1", "\uff11", ""):  # `int` reads more than the document allows
        wrong = run("api", "GET", "accounts", "-f", f"limit={text}")
        assert wrong.code == 2
        assert f"limit must be an integer, not {text!r}" in wrong.err


def test_all_prints_all_pages_as_json_lines(sandbox: Sandbox, logged_in: None) -> None:
    ids = {connect(sandbox) for _ in range(5)}
    lines = run("api", "GET", "accounts", "--all", "-f", "limit=2").ok().out.splitlines()
    assert {json.loads(line)["id"] for line in lines} == ids
    assert run("api", "GET", "webhook", "--all").code == 2


def test_body_query_and_path_from_fields_and_file(sandbox: Sandbox, logged_in: None, tmp_path: Path) -> None:
    client = tmp_path / "client.json"
    client.write_text(json.dumps({"client_id": "c", "client_secret": SECRET, "scopes": ["a", "b"]}))
    created = run("api", "POST", "oauth_apps", "--input", str(client), "-f", "app=slack").ok()
    assert created.json["scopes"] == ["a", "b"]
    assert SECRET not in created.out + created.err
    changed = run("api", "PUT", "oauth_apps/{id}", "-f", f"id={created.json['id']}", "-f", "scopes=c", "-f", "scopes=d")
    assert changed.ok().json["scopes"] == ["c", "d"]
    assert run("api", "PUT", f"oauth_apps/{created.json['id']}", "-f", 'scopes=["e"]').ok().json["scopes"] == ["e"]
    from_stdin = run("api", "PUT", f"oauth_apps/{created.json['id']}", "--input", "-", stdin='{"name": "N"}').ok()
    assert from_stdin.json["client_id"] == "c"
    assert not run("api", "DELETE", f"oauth_apps/{created.json['id']}").ok().out
    assert run("api", "GET", f"oauth_apps/{created.json['id']}").code == 5


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["GTE", "accounts"], "'GTE' is not one of GET, POST, PUT, PATCH, DELETE."),
        (["GET", "acounts"], "did you mean accounts?"),
        (["GET", "nothing/like/this"], "`pdconnect spec list`"),
        (["PATCH", "accounts"], "this path has GET, POST"),
        (["GET", "accounts", "-f", "ap=slack"], "the name 'ap' is unknown; did you mean app?"),
        (["GET", "users/user-1/accounts", "-f", "external_user_id=user-2"], "external_user_id takes one value, not 2"),
        (["POST", "tokens"], "missing: external_user_id"),
        (["POST", "oauth_apps", "-f", f"client_secret={SECRET}", "-f", "app=slack"], "pass it by --input"),
        (["GET", "accounts", "-f", "app"], "--field takes NAME=VALUE"),
        (["GET", "accounts", "--input", "no-such-file.json"], "cannot be read"),
        (["GET", "accounts", "--reveal", "--input", "-"], "is not JSON"),
        (["GET", "proxy/abc"], "`pdconnect proxy`"),
        (["GET", "file_stash/download"], "`pdconnect files download`"),
        (["GET", "accounts/acc_1", "-f", "limit=1"], "the name 'limit' is unknown"),
    ],
)
def test_mistakes_are_named_before_anything_is_sent(
    arguments: list[str], message: str, sandbox: Sandbox, logged_in: None
) -> None:
    ended = run("api", *arguments, stdin="{")
    assert ended.code == 2, ended
    assert message in ended.err
    assert SECRET not in ended.err
    assert not sandbox.executions


def test_secrets_are_masked_unless_revealed_to_a_program(sandbox: Sandbox, logged_in: None) -> None:
    account = connect(sandbox)
    path = f"accounts/{account}?include_credentials=1"
    assert run("api", "GET", path).ok().json["credentials"] == {"oauth_access_token": "***"}
    revealed = run("api", "GET", path, "--reveal").ok()
    assert revealed.json["credentials"]["oauth_access_token"] == SECRET
    assert run("api", "POST", "tokens", "-f", "external_user_id=u").ok().json["token"] == "***"


def test_include_prints_status_and_headers_on_stderr(sandbox: Sandbox, logged_in: None) -> None:
    ended = run("api", "GET", f"accounts/{connect(sandbox)}", "--include").ok()
    assert "200 OK" in ended.err
    assert "content-type: application/json" in ended.err
    assert ended.json


def test_failures_have_the_exit_codes_of_other_commands(sandbox: Sandbox, logged_in: None) -> None:
    assert run("api", "GET", "accounts/apn_0000").code == 5
