"""The proxy, workflows and files."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from pdconnect.cli import System
from pdconnect.sandbox import Sandbox, Served

from .running import Ended, run
from .terminals import Terminal

SLACK = "https://slack.com/api"


@pytest.fixture(autouse=True)
def credentials(logged_in: None) -> None:
    """All tests in this module have credentials."""


@pytest.fixture
def account(sandbox: Sandbox) -> str:
    return sandbox.add_account(app="slack", external_user_id="user-1").id


def proxy(account: str, *arguments: str, stdin: str = "") -> Ended:
    return run("proxy", *arguments, "--user", "user-1", "--account", account, stdin=stdin)


def test_the_proxy_prints_the_response_of_the_app(account: str) -> None:
    found = proxy(account, "get", f"{SLACK}/users.list", "--param", "limit=2").ok()
    assert found.json["members"][0]["name"] == "ada"
    with_head = proxy(account, "GET", f"{SLACK}/users.list", "--include").ok()
    assert "200" in with_head.err
    assert with_head.json["ok"] is True


def test_a_body_from_the_command_line_a_file_or_standard_input(account: str, tmp_path: Path) -> None:
    message = json.dumps({"channel": "C0000000001", "text": "hello"})
    file = tmp_path / "message.json"
    file.write_text(message)
    for data, stdin in ((message, ""), (f"@{file}", ""), ("@-", message)):
        response = proxy(account, "POST", f"{SLACK}/chat.postMessage", "--data", data, stdin=stdin).ok()
        assert "message" in response.json or response.json["error"] == "channel_not_found"


def test_the_status_of_the_app_sets_the_exit_code(account: str, sandbox: Sandbox) -> None:
    for status, code in ((404, 5), (401, 4), (403, 4), (429, 7), (400, 6), (500, 9)):
        sandbox.add_upstream("slack", lambda request, status=status: httpx.Response(status, json={"why": status}))
        ended = proxy(account, "GET", f"{SLACK}/anything?token=abc")
        assert (ended.code, ended.json) == (code, {"why": status})
        assert f"the response is {status}" in ended.err
        assert ended.err.startswith(f"error: GET {SLACK}/anything with account {account} failed: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["FETCH", f"{SLACK}/users.list"],
        ["GET", "not a url"],
        ["GET", f"{SLACK}/users.list", "--header", "nonsense-secret"],
        ["GET", f"{SLACK}/users.list", "--param", "nonsense"],
        ["GET", f"{SLACK}/users.list", "-H", "Host: x"],
        ["POST", f"{SLACK}/chat.postMessage", "--data", "@/nowhere/message.json"],
    ],
)
def test_invalid_arguments_send_nothing(arguments: list[str], account: str, sandbox: Sandbox) -> None:
    ended = proxy(account, *arguments)
    assert ended.code == 2
    assert "nonsense-secret" not in ended.err
    assert not sandbox.request_log


def test_cookies_are_not_shown(account: str, sandbox: Sandbox) -> None:
    sandbox.add_upstream(
        "slack", lambda request: httpx.Response(200, text="x", headers={"set-cookie": "session=s3cr3t"})
    )
    assert "s3cr3t" not in proxy(account, "GET", f"{SLACK}/x", "--include").ok().err


def test_bytes_are_written_unchanged(account: str, sandbox: Sandbox, tmp_path: Path) -> None:
    content = bytes(range(256)) * 1000
    sandbox.add_upstream("slack", lambda request: httpx.Response(200, content=content))
    file = tmp_path / "picture.png"
    assert f"Wrote {file}" in proxy(account, "GET", f"{SLACK}/picture", "-o", str(file)).ok().err
    assert file.read_bytes() == content


def test_a_truncated_download_keeps_the_existing_file(account: str, sandbox: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "picture.png"
    file.write_bytes(b"as it was")
    sandbox.add_upstream("slack", lambda request: httpx.Response(200, content=b"x" * 100_000))
    with sandbox.faults(truncate=True):
        assert proxy(account, "GET", f"{SLACK}/picture", "-o", str(file)).code == 8
    assert file.read_bytes() == b"as it was"
    assert list(tmp_path.glob(".*")) == []


def test_binary_data_is_not_printed_on_a_terminal(account: str, sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    sandbox.add_upstream(
        "slack", lambda request: httpx.Response(200, content=b"\x00\x1b[31m\xff", headers={"content-type": "image/png"})
    )
    where = ["--user", "user-1", "--account", account]
    refused = Terminal("proxy", "GET", f"{SLACK}/picture", *where, env=terminal_env)
    assert refused.ends() == 1
    assert "--output" in refused.text
    sandbox.add_upstream(
        "slack", lambda request: httpx.Response(200, content=b"a\x1b[31mb", headers={"content-type": "text/plain"})
    )
    text = Terminal("proxy", "GET", f"{SLACK}/text", *where, env=terminal_env)
    assert text.ends() == 0
    assert "a\\x1b[31mb" in text.text


@pytest.mark.slow
@pytest.mark.every_python
def test_progress_while_receiving_a_response(account: str, sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    sandbox.add_upstream("slack", lambda request: httpx.Response(200, json={"members": ["ada"] * 50_000}))
    where = ["--user", "user-1", "--account", account]
    terminal = Terminal("proxy", "GET", f"{SLACK}/users.list", *where, env=terminal_env)
    assert terminal.ends() == 0
    assert "Receiving" in terminal.raw
    assert "Receiving" not in terminal.text


def test_a_workflow_is_invoked(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    requests: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(200, json={"got": request.read().decode()})

    sandbox.add_workflow("en123", respond)
    invoke = ["workflows", "invoke", "en123"]
    assert run(*invoke, "--data", '{"a": 1}').ok().json == {"got": '{"a": 1}'}
    assert requests[-1].headers["content-type"] == "application/json"
    assert "authorization" not in requests[-1].headers
    run(*invoke, "--auth", "oauth").ok()
    assert requests[-1].headers["authorization"].startswith("Bearer ")
    run(*invoke, "--user", "user-1").ok()
    assert requests[-1].headers["x-pd-external-user-id"] == "user-1"
    assert run(*invoke, "--auth", "bearer").code == 2
    monkeypatch.setenv("PDCONNECT_WORKFLOW_TOKEN", "the-token-9")
    ended = run(*invoke, "--auth", "bearer", "-X", "PUT", "--include").ok()
    assert (requests[-1].method, requests[-1].headers["authorization"]) == ("PUT", "Bearer the-token-9")
    assert "the-token-9" not in ended.out + ended.err
    assert run("workflows", "invoke", "https://elsewhere.example.com").code == 2
    assert run("workflows", "invoke", "en999").code == 8


@pytest.mark.usefixtures("logged_in_to_server")
def test_a_workflow_of_a_served_sandbox_is_invoked(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIPEDREAM_WORKFLOW_DOMAIN", f"{served.base_url}/_workflows")
    printed = run("workflows", "invoke", "eoecho", "--data", '{"a": 1}', "--auth", "oauth", system=System()).ok().json
    assert printed["body"] == {"a": 1}
    assert run("workflows", "invoke", f"{served.base_url}/v1/accounts", "--auth", "oauth", system=System()).code == 2


def test_download_a_file_of_the_file_stash(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal_env: dict[str, str]
) -> None:
    with sandbox.client() as client:
        result = client.actions.run(
            id="sandbox_utils-write-report",
            external_user_id="user-1",
            configured_props={"lines": ["a", "b"]},
            stash_id=True,
        )
    key = result.exports["$filestash_uploads"][0]["s3Key"]
    monkeypatch.chdir(tmp_path)
    assert "Wrote report.csv" in run("files", "download", key).ok().err
    other = Terminal("files", "download", key, "-o", str(tmp_path / "other.csv"), env=terminal_env)
    assert other.ends() == 0
    assert (tmp_path / "report.csv").read_bytes() == (tmp_path / "other.csv").read_bytes()
    assert run("files", "download", key.replace("report", "nothing")).code == 5
