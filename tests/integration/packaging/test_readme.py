"""A stranger's first minutes: the wheel in a new environment, and the commands of the README, each in a real terminal.

The test replies to the prompts and allows connections in a browser.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import ROOT

from ...pdconnect_cli.conftest import SETTING_PREFIXES
from ...pdconnect_cli.terminals import Terminal
from ...spec.tools import require_chromium
from .environments import Environment

pytestmark = pytest.mark.slow

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


def test_the_commands_of_the_readme_run(environment: Environment, wheel: Path, tmp_path: Path) -> None:
    require_chromium()
    program = Path(environment.install(f"pdconnect[cli] @ {wheel.as_uri()}")).with_name("pdconnect")
    env = {name: value for name, value in os.environ.items() if not name.startswith(SETTING_PREFIXES)}
    env |= {"HOME": str(tmp_path), "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    sandbox = Terminal("sandbox", "--port", "0", env=env, program=[str(program)], cwd=tmp_path, columns=160)
    env |= dict(re.findall(r"export (\w+)=(\S+)", sandbox.sees("grant_type=client_credentials").text))
    run_commands(env | {"BROWSER": str(browser(tmp_path))}, program, tmp_path)
    left = Terminal("users", "delete", "ada", "--yes", env=env, program=[str(program)], cwd=tmp_path)
    assert left.ends() == 5, "the user is deleted"
    assert sandbox.interrupts().ends() == 0


def run_commands(env: dict[str, str], program: Path, folder: Path) -> None:
    """Run each command of the block, with the ids that the commands before it showed."""
    (block,) = re.findall(BLOCK, (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    ids: dict[str, str] = {}
    seen = set[str]()
    for line in block.splitlines():
        for kind, known in ids.items():
            line = line.replace(f"{kind}_...", known)
        words = shlex.split(line, comments=True)[1:]
        (command,) = [prefix for prefix in SEEN if " ".join(words).startswith(prefix)]
        terminal = Terminal(*words, env=env, program=[str(program)], cwd=folder, columns=160)
        if command in REPLIES:
            REPLIES[command](terminal)
        assert terminal.ends() == 0, terminal.text
        assert SEEN[command] in terminal.text
        seen.add(command)
        ids |= {found.split("_")[0]: found for found in re.findall(r"\b(?:apn|dc)_\w+", terminal.text)}
    assert seen == SEEN.keys()


def browser(folder: Path) -> Path:
    """Write a program that opens a link and allows the connection."""
    program = folder / "browser"
    program.write_text(
        f'#!/bin/sh\ncd "{ROOT}" && exec "{sys.executable}" -m tests.integration.browser.allow_connection "$1"\n'
    )
    program.chmod(0o755)
    return program
