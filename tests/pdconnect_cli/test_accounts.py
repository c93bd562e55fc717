"""Accounts and users: secrets are masked, and deleting needs a confirmation."""

from __future__ import annotations

import pytest

from pdconnect.sandbox import Sandbox

from .running import run
from .terminals import Terminal

TOKEN = "oauth-access-token-1234"


def connect(sandbox: Sandbox) -> str:
    return sandbox.add_account(
        app="slack", external_user_id="user-1", credentials={"oauth_access_token": TOKEN, "nested": {"a": TOKEN}}
    ).id


def test_show_an_account(sandbox: Sandbox, logged_in: None) -> None:
    account = connect(sandbox)
    shown = dict(run("accounts", "show", account).ok().rows)
    assert shown["ID"] == account
    assert shown["APP"] == "slack"
    assert run("accounts", "show", account, "--json").ok().json["id"] == account


def test_credentials_are_masked_unless_revealed_to_a_program(sandbox: Sandbox, logged_in: None) -> None:
    account = connect(sandbox)
    table = run("accounts", "show", account, "--include-credentials").ok()
    assert "oauth_access_token=***" in table.out
    masked = run("accounts", "show", account, "--include-credentials", "--json").ok()
    assert masked.json["credentials"] == {"oauth_access_token": "***", "nested": {"a": "***"}}
    assert TOKEN not in table.out + masked.out
    revealed = run("accounts", "show", account, "--include-credentials", "--json", "--reveal").ok()
    assert revealed.json["credentials"]["oauth_access_token"] == TOKEN
    assert run("accounts", "show", account, "--include-credentials", "--reveal").code == 2


def test_nothing_reveals_secrets_on_a_terminal(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    account = connect(sandbox)
    arguments = ["accounts", "show", account, "--include-credentials"]
    for more in ([], ["--json"], ["--json", "--reveal"]):
        terminal = Terminal(*arguments, *more, env=terminal_env)
        assert terminal.ends() == (2 if "--reveal" in more else 0)
        assert TOKEN not in terminal.text


@pytest.mark.parametrize("what", ["accounts", "users"])
def test_deleting_needs_confirmation(what: str, sandbox: Sandbox, logged_in: None) -> None:
    account = connect(sandbox)
    name = account if what == "accounts" else "user-1"
    ended = run(what, "delete", name)
    assert ended.code == 2
    assert "--yes" in ended.err
    assert not [entry for entry in sandbox.executions if entry.method == "DELETE"]
    run(what, "delete", name, "--yes").ok()
    assert not run("accounts", "list").ok().rows
    assert run(what, "delete", name, "-y").code == 5


def test_delete_asks_for_confirmation_in_a_terminal(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    account = connect(sandbox)
    no = Terminal("accounts", "delete", account, env=terminal_env)
    no.sees("user user-1").sees("[y/N]").types("")
    assert no.ends() == 1
    assert "nothing was changed" in no.text
    interrupted = Terminal("accounts", "delete", account, env=terminal_env)
    interrupted.sees("[y/N]").interrupts()
    assert interrupted.ends() == 130
    left = Terminal("accounts", "delete", account, env=terminal_env)
    left.sees("[y/N]").presses("\x04")
    assert left.ends() == 130
    assert not [entry for entry in sandbox.executions if entry.method == "DELETE"]
    yes = Terminal("accounts", "delete", account, env=terminal_env)
    yes.sees("[y/N]").types("y")
    assert yes.ends() == 0
    assert f"Deleted {account}." in yes.text


def test_arrow_keys_move_the_cursor_at_a_prompt(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    terminal = Terminal("users", "delete", "user-1", env=terminal_env)
    connect(sandbox)
    terminal.sees("[y/N]").presses("es").presses("\x1b[D\x1b[D").types("y")
    assert terminal.ends() == 0
