"""Ctrl-C leaves nothing half done: the command waits for the response and prints the result."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from pdconnect.sandbox import Sandbox, Served

from .terminals import Terminal

PATIENCE = 30.0


class Gate:
    """Delays the requests that `hold` selects, until the gate is opened."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.method, self.part = "", ""
        self.reached, self.opened = threading.Event(), threading.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == self.method and self.part in scope["path"]:
            self.reached.set()
            await asyncio.to_thread(self.opened.wait, PATIENCE)
        await self._app(scope, receive, send)

    def hold(self, method: str, part: str) -> None:
        self.method, self.part = method, part

    def wait(self) -> None:
        assert self.reached.wait(PATIENCE)


@pytest.fixture
def gate(sandbox: Sandbox) -> Gate:
    return Gate(sandbox.app)


@pytest.fixture
def served(sandbox: Sandbox, gate: Gate) -> Iterator[Served]:
    sandbox.app = gate  # type: ignore[assignment]
    with sandbox.serve() as served:
        yield served
        gate.opened.set()


@pytest.mark.parametrize(
    ("kind", "method", "part", "expected"),
    [
        ("delete", "DELETE", "/accounts/", "Deleted apn_"),
        ("deploy", "POST", "/triggers/deploy", "dc_"),
        ("run", "POST", "/actions/run", "Retrieved"),
        ("proxy", "POST", "/proxy/", '"method": "POST"'),
    ],
)
def test_ctrl_c_waits_for_a_change(
    kind: str, method: str, part: str, expected: str, sandbox: Sandbox, gate: Gate, terminal_env: dict[str, str]
) -> None:
    account = sandbox.add_account(app="gitlab", external_user_id="user-1").id
    props = ["--user", "user-1", "--set", f"gitlab={account}", "--set", "projectId=45672541"]
    arguments = {
        "delete": ["accounts", "delete", account, "--yes"],
        "deploy": ["triggers", "deploy", "gitlab-new-issue", *props],
        "run": ["actions", "run", "gitlab-list-commits", *props],
        "proxy": [
            "proxy",
            "POST",
            "https://gitlab.com/api/v4/x",
            "-u",
            "user-1",
            "-a",
            account,
            "--data",
            '{"message": 1}',
        ],
    }[kind]
    gate.hold(method, part)
    terminal = Terminal(*arguments, env=terminal_env)
    gate.wait()
    terminal.interrupts().sees("Waiting for the response")
    gate.opened.set()
    assert terminal.ends() == 130
    assert expected in terminal.text
    assert len([entry for entry in sandbox.executions if entry.method == method and part in entry.path]) == 1


def test_a_second_ctrl_c_stops_at_once(sandbox: Sandbox, gate: Gate, terminal_env: dict[str, str]) -> None:
    account = sandbox.add_account(app="gitlab", external_user_id="user-1").id
    gate.hold("DELETE", "/accounts/")
    terminal = Terminal("accounts", "delete", account, "--yes", env=terminal_env)
    gate.wait()
    terminal.interrupts().sees("Waiting for the response").interrupts()
    assert terminal.ends() == 130
    assert "Deleted" not in terminal.text
    assert "Traceback" not in terminal.text


def test_ctrl_c_ends_follow_without_a_traceback(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    account = sandbox.add_account(app="gitlab", external_user_id="user-1").id
    props = ["--user", "user-1", "--set", f"gitlab={account}", "--set", "projectId=45672541"]
    deploying = Terminal("triggers", "deploy", "gitlab-new-issue", *props, env=terminal_env)
    assert deploying.ends() == 0
    (trigger,) = re.findall(r"\bdc_\w+", deploying.text)
    terminal = Terminal("triggers", "events", trigger, "--user", "user-1", "--follow", env=terminal_env)
    terminal.sees("Ctrl-C to stop.").interrupts()
    assert terminal.ends() == 130
    assert "Traceback" not in terminal.text


def test_an_interrupted_download_leaves_no_file(
    sandbox: Sandbox, gate: Gate, terminal_env: dict[str, str], tmp_path: Path
) -> None:
    account = sandbox.add_account(app="slack", external_user_id="user-1").id
    folder = tmp_path / "downloads"
    folder.mkdir()
    target = ["--user", "user-1", "--account", account, "--output", str(folder / "picture.png")]
    gate.hold("GET", "/proxy/")
    terminal = Terminal("proxy", "GET", "https://slack.com/api/x", *target, env=terminal_env)
    gate.wait()
    terminal.interrupts()
    assert terminal.ends() == 130
    assert list(folder.iterdir()) == []


def test_ctrl_c_while_fetching_shows_the_cursor_again(
    sandbox: Sandbox, gate: Gate, terminal_env: dict[str, str]
) -> None:
    gate.hold("GET", "/accounts")
    terminal = Terminal("accounts", "list", env=terminal_env)
    gate.wait()
    terminal.interrupts()
    assert terminal.ends() == 130
    assert terminal.raw.rfind("\x1b[?25h") > terminal.raw.rfind("\x1b[?25l")
