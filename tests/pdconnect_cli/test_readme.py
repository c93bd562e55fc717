"""The commands of the README, each in a real terminal. The test replies to the prompts and allows connections in a browser."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

from pdconnect.sandbox import Sandbox
from tests import ROOT

from ..spec.tools import require_chromium
from .terminals import Terminal

BLOCK = r"^```sh\n(pdconnect doctor\n.*?)^```"
CHOOSE = "number to choose"
CONTINUE = "Enter to continue:"


def list_commits(terminal: Terminal) -> None:
    terminal.sees("apn_").sees(CHOOSE).types("1")
    terminal.sees("Which project").sees(CHOOSE).types("1").sees(CONTINUE).types("").sees("[Y/n]").types("")


def add_a_row(terminal: Terminal) -> None:
    terminal.sees("apn_").sees(CHOOSE).types("1")
    terminal.sees("Spreadsheet").sees(CHOOSE).types("1").sees("Worksheet(s)").sees("numbers to choose").types("1")
    terminal.sees("one item").types("a").sees("one item").types("").sees(CONTINUE).types("").sees("[Y/n]").types("")


def deploy(terminal: Terminal) -> None:
    terminal.sees("apn_").sees(CHOOSE).types("1").sees("Which project").sees(CHOOSE).types("1").sees("[Y/n]").types("")


def confirm(terminal: Terminal) -> None:
    terminal.sees("[y/N]").types("y")


REPLIES: dict[str, Callable[[Terminal], None]] = {
    "actions run gitlab": list_commits,
    "actions run google": add_a_row,
    "triggers deploy ": deploy,
    "triggers undeploy": confirm,
    "users delete": confirm,
}
"""The input for the commands that prompt."""

SEEN = {
    "doctor": "the credentials give access to proj_sandbox",
    "tokens create": "Connected",
    "accounts list": "google_sheets",
    "accounts show": "oauth_access_token",
    "actions list": "gitlab-list-commits",
    "actions run gitlab": "Retrieved",
    "actions run google": "Added 1 row",
    "triggers deploy ": "dc_",
    "triggers deployed": "gitlab-new-issue",
    "triggers undeploy": "dc_",
    "users delete": "ada",
}
"""A text on the terminal at the end of each command."""


def test_the_commands_of_the_readme(sandbox: Sandbox, terminal_env: dict[str, str], tmp_path: Path) -> None:
    require_chromium()
    browser = tmp_path / "browser"
    browser.write_text(
        f'#!/bin/sh\ncd "{ROOT}" && exec "{sys.executable}" -m tests.integration.browser.allow_connection "$1"\n'
    )
    browser.chmod(0o755)
    (block,) = re.findall(BLOCK, (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    ids: dict[str, str] = {}
    taken = set[str]()
    for line in block.splitlines():
        for kind, known in ids.items():
            line = line.replace(f"{kind}_...", known)
        words = shlex.split(line, comments=True)[1:]
        (command,) = [prefix for prefix in SEEN if " ".join(words).startswith(prefix)]
        taken.add(command)
        terminal = Terminal(*words, env={**terminal_env, "BROWSER": str(browser)}, columns=160)
        if command in REPLIES:
            REPLIES[command](terminal)
        assert terminal.ends() == 0, terminal.text
        assert SEEN[command] in terminal.text
        ids |= {found.split("_")[0]: found for found in re.findall(r"\b(?:apn|dc)_\w+", terminal.text)}
    assert taken == SEEN.keys()
    assert sandbox.calls("actions.run")
    left = Terminal("users", "delete", "ada", "--yes", env=terminal_env)
    assert left.ends() == 5, "the user is deleted"
