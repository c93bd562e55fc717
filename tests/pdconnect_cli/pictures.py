"""The pictures of docs/cli.md: commands in a real terminal, with a sandbox whose clock is stopped."""

from __future__ import annotations

import io
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from pdconnect.sandbox import Sandbox
from tests import ROOT

from .screens import Screen
from .terminals import Terminal

FOLDER = ROOT / "docs/images"
COLUMNS = 100
NOW = 1_768_471_200.0
"""The time of everything in the pictures."""
MACHINE = frozenset({"cli-doctor.svg"})
"""Pictures that differ between machines."""

USER = ["--user", "ada"]


class Studio:
    """Takes pictures of commands."""

    def __init__(self, env: dict[str, str]) -> None:
        self._env = env
        self.shown: list[str] = []

    def open(self, *arguments: str, **variables: str) -> Terminal:
        return Terminal(*arguments, env={**self._env, **variables}, columns=COLUMNS)

    def keep(self, terminal: Terminal, *arguments: str, most: int | None = None) -> None:
        """Show a command, and what is on its terminal at the end, the first lines of it at most."""
        terminal.ends()
        lines = "\n".join(Screen(terminal.raw).lines).strip("\n").split("\n")
        cut = [*lines[:most], "\x1b[2m…\x1b[0m"] if most and len(lines) > most else lines
        self.shown += [f"\x1b[1;32m$\x1b[0m \x1b[1m{' '.join(('pdconnect', *arguments))}\x1b[0m", *cut, ""]

    def take(self, *arguments: str, most: int | None = None) -> None:
        """Run a command without prompts, and show it."""
        self.keep(self.open(*arguments), *arguments, most=most)

    def picture(self, title: str) -> str:
        """Return all that was shown since the last picture, as SVG."""
        text = re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:8123", "\n".join(self.shown).rstrip("\n"))
        text += "\n"  # the last line of a picture is cut at its lower edge
        self.shown = []
        console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor")
        console.print(Text.from_ansi(text))
        svg = console.export_svg(title=title, theme=MONOKAI, unique_id="cli")
        # A picture must not fetch fonts from other servers.
        svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
        return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def pictures() -> dict[str, str]:
    """Return every picture by the name of its file."""
    sandbox = Sandbox(clock=lambda: NOW)
    with sandbox.serve() as served, tempfile.TemporaryDirectory() as home:
        studio = Studio(
            {
                "PATH": os.environ["PATH"],
                "LANG": "C.UTF-8",
                "HOME": home,
                **served.environment_variables,
            }
        )
        return dict(_all(sandbox, studio))


def _all(sandbox: Sandbox, studio: Studio) -> Iterator[tuple[str, str]]:
    studio.take("--help")
    yield "cli-help.svg", studio.picture("pdconnect")
    account = sandbox.add_account(app="gitlab", external_user_id="ada", name="ada@example.com").id
    sandbox.add_account(app="slack", external_user_id="ada", name="Ada's workspace")
    sandbox.revoke_account(sandbox.add_account(app="google_sheets", external_user_id="grace").id, error="invalid_grant")
    studio.take("accounts", "list")
    studio.take("accounts", "show", account, "--include-credentials")
    yield "cli-accounts.svg", studio.picture("Accounts")
    yield "cli-form.svg", _form(studio)
    yield "cli-events.svg", _events(sandbox, studio, account)
    studio.keep(studio.open("doctor", PIPEDREAM_CLIENT_SECRET="mistyped"), "doctor")
    yield "cli-doctor.svg", studio.picture("What is wrong, and how to fix it")


def _form(studio: Studio) -> str:
    command = ["actions", "run", "gitlab-list-commits", *USER]
    terminal = studio.open(*command)
    terminal.sees("number to choose").types("1").sees("projectId").sees("number to choose").types("14999")
    terminal.sees("14999-1").sees("number to choose").types("2").sees("Optional").sees("continue:").types("")
    terminal.sees("[Y/n]").types("y")
    studio.keep(terminal, *command, most=32)
    return studio.picture("An action with a prompt for each prop")


def _events(sandbox: Sandbox, studio: Studio, account: str) -> str:
    props = ["--set", f"gitlab={account}", "--set", "projectId=45672541"]
    deploying = studio.open("triggers", "deploy", "gitlab-new-issue", *USER, *props)
    deploying.ends()
    (trigger,) = re.findall(r"\bdc_\w+", deploying.text)
    for number in (1, 2, 3):
        sandbox.emit(trigger, {"object_attributes": {"iid": number}}, summary=f"Issue {number} was opened")
    studio.take("triggers", "deployed", *USER)
    studio.take("triggers", "events", trigger, *USER)
    return studio.picture("Deployed triggers and their events")


def write() -> None:
    """Write every picture."""
    FOLDER.mkdir(exist_ok=True)
    for name, svg in pictures().items():
        (FOLDER / name).write_text(svg, encoding="utf-8")


def path_of(name: str) -> Path:
    """Return the file of a picture."""
    return FOLDER / name
