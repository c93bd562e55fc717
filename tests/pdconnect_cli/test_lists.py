"""Lists: three output formats, limits, progress, and closed pipes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest

from pdconnect.sandbox import Sandbox
from tests import ROOT
from tests.forked import run_command

from .running import run
from .terminals import Terminal


def connect(sandbox: Sandbox, count: int) -> list[str]:
    return [sandbox.add_account(app="slack", external_user_id="user-1").id for _ in range(count)]


def test_tab_separated_values_without_a_terminal(sandbox: Sandbox, logged_in: None) -> None:
    sandbox.add_account(app="slack", external_user_id="user-1", name="a\tb\nc")
    (row,) = run("accounts", "list").ok().rows
    assert row[1:5] == ["slack", "a b c", "user-1", "true"]
    assert row[5].endswith("Z")


def test_a_list_is_printed_as_json_or_json_lines(sandbox: Sandbox, logged_in: None) -> None:
    ids = connect(sandbox, 3)
    assert [each["id"] for each in run("accounts", "list", "--json").ok().json] == ids
    assert [json.loads(line)["id"] for line in run("accounts", "list", "--jsonl").ok().out.splitlines()] == ids
    assert run("accounts", "list", "--json", "--jsonl").code == 2


def test_limits_are_reported(sandbox: Sandbox, logged_in: None) -> None:
    ids = connect(sandbox, 103)
    usual = run("accounts", "list").ok()
    assert [row[0] for row in usual.rows] == ids[:100]
    assert "100 of 103 listed" in usual.err
    few = run("accounts", "list", "-n", "2", "--json").ok()
    assert [each["id"] for each in few.json] == ids[:2]
    assert "2 of 103 listed" in few.err
    everything = run("accounts", "list", "--all").ok()
    assert [row[0] for row in everything.rows] == ids
    assert not everything.err
    assert [row[0] for row in run("accounts", "list", "-n", "101").ok().rows] == ids[:101]


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        (["apps", "list", "-q", "gitlab"], "gitlab"),
        (["apps", "list", "--has-triggers"], "discord"),
        (["components", "list", "--app", "zendesk"], "zendesk-create-ticket"),
        (["actions", "list", "--app", "gitlab", "-q", "commits"], "gitlab-list-commits"),
        (["triggers", "list", "--app", "gitlab"], "gitlab-new-issue"),
        (["users", "list", "-q", "user"], "user-1"),
        (["spec", "list"], "oauth_tokens_create"),
    ],
)
def test_every_list_prints_rows_and_json_lines(
    arguments: list[str], first: str, sandbox: Sandbox, logged_in: None
) -> None:
    connect(sandbox, 1)
    rows = run(*arguments).ok().rows
    assert first in [row[0] for row in rows]
    lines = run(*arguments, "--jsonl").ok().out.splitlines()
    assert len(lines) == len(rows)
    assert all(isinstance(json.loads(line), dict) for line in lines)


def test_a_table_has_a_header_and_no_control_characters(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    sandbox.add_account(app="slack", external_user_id="user-1", name="\x1b[31mred\x07")
    terminal = Terminal("accounts", "list", env=terminal_env)
    assert terminal.ends() == 0
    assert terminal.text.split("\n")[-3].split() == ["ID", "APP", "NAME", "USER", "HEALTHY", "CREATED", "(UTC)"]
    assert "\\x1b[31mred\\x07" in terminal.text, "text from the service cannot control the terminal"


@pytest.mark.parametrize("columns", [40, 80, 160])
def test_a_table_fits_the_terminal(columns: int, sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    account = sandbox.add_account(app="slack", external_user_id="user-" + "x" * 100, name="n" * 100)
    terminal = Terminal("accounts", "list", env=terminal_env, columns=columns)
    assert terminal.ends() == 0
    lines = terminal.text.splitlines()
    assert max(map(len, lines)) <= columns
    assert account.id in terminal.text, "ids are never truncated"


def test_progress_while_pages_are_fetched(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    connect(sandbox, 120)
    terminal = Terminal("accounts", "list", "--all", "--json", env=terminal_env)
    assert terminal.ends() == 0
    assert "Fetching" in terminal.raw
    assert "/120" in terminal.raw
    assert re.search(r"\d/s", terminal.raw), "the rate is shown"
    assert "\x1b[?25h" in terminal.raw.rpartition("\x1b[?25l")[2], "the cursor is shown again"


LIST_COMMANDS = {
    "accounts_list": "accounts list",
    "users_list": "users list",
    "components_list": "components list",
    "actions_list": "actions list",
    "triggers_list": "triggers list",
    "deployed_triggers_list": "triggers deployed --user user-1",
    "apps_list": "apps list",
    "oauth_apps_list": "oauth-apps list",
    "app_overrides_list": "app-overrides list",
    "projects_list": "projects list",
}


@pytest.mark.slow
def test_each_command_that_pages_shows_progress(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    document = json.loads(resources.files("pdconnect_api").joinpath("openapi.json").read_bytes())
    paged = [
        operation["operationId"]
        for path in document["paths"].values()
        for operation in path.values()
        if isinstance(operation, dict)
        and any("after" in str(parameter).lower() for parameter in operation.get("parameters", []))
    ]
    assert sorted(paged) == sorted(LIST_COMMANDS)
    for command in LIST_COMMANDS.values():
        terminal = Terminal(*command.split(), "--all", env=terminal_env)
        assert terminal.ends() == 0, terminal.text
        assert "Fetching" in terminal.raw, command


@pytest.mark.parametrize("command", ["accounts list --all", "accounts list --all --jsonl", "api GET accounts --all"])
def test_progress_while_the_items_go_to_a_file(command: str, sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    connect(sandbox, 120)
    terminal = Terminal(*command.split(), env=terminal_env, output=Path(os.devnull))
    assert terminal.ends() == 0
    assert "/120" in terminal.raw
    assert "apn_" not in terminal.raw


def test_no_color_turns_colours_off(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    connect(sandbox, 1)
    terminal = Terminal("accounts", "list", env={**terminal_env, "NO_COLOR": "1"})
    assert terminal.ends() == 0
    assert "\x1b[3" not in terminal.raw.replace("\x1b[3A", "")


def test_a_closed_pipe_is_no_error(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    connect(sandbox, 120)
    reading, writing = os.pipe()
    os.close(reading)
    for arguments in (["accounts", "list", "--all", "--jsonl"], ["--help"]):
        ended = run_command(arguments, terminal_env, ROOT, {"stdout": writing})
        assert ended.returncode == 141
        assert not ended.stderr
    os.close(writing)


@pytest.mark.slow
@pytest.mark.every_python
def test_characters_that_the_encoding_lacks(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    sandbox.add_account(app="slack", external_user_id="user-1", name="é")
    ended = subprocess.run(
        [sys.executable, "-m", "pdconnect", "accounts", "list"],
        cwd=ROOT,
        env={**terminal_env, "PYTHONIOENCODING": "ascii"},  # which Python reads when it starts
        capture_output=True,
        text=True,
        check=True,
    )
    assert "\\xe9" in ended.stdout


def test_control_characters_in_json_are_escaped(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    sandbox.add_account(app="slack", external_user_id="user-1", name="é\x9b31m\u202e[red]")
    for kind in ("--json", "--jsonl"):
        terminal = Terminal("accounts", "list", kind, env=terminal_env, columns=60)
        assert terminal.ends() == 0
        assert "é\\u009b31m\\u202e[red]" in terminal.text
        found = json.loads(terminal.text)
        account = found[0] if kind == "--json" else found
        assert account["name"] == "é\x9b31m\u202e[red]"
