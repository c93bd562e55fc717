"""Help: every command has it, and the rendered texts are those of Typer."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import pytest
import typer

import pdconnect
from pdconnect_cli.framework.app import build, render_help
from pdconnect_sandbox.options import option_parser
from tests import ROOT

from .rendering import HELP
from .running import run
from .terminals import Terminal


def _paths(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, child in getattr(command, "commands", {}).items():
        yield from _paths(child, (*path, name))


PATHS = list(_paths(typer.main.get_command(build())))
PINNED = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
with_pinned_versions = pytest.mark.skipif(
    not {f"{name}=={version(name)}" for name in ("rich", "typer")} <= set(PINNED),
    reason="the help and its pictures are rendered with the pinned versions of Typer and rich",
)


@with_pinned_versions
def test_the_rendered_help_is_up_to_date() -> None:
    assert HELP.read_text(encoding="utf-8") == render_help(), "run `python -m tests.pdconnect_cli.rendering`"


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_has_help(path: tuple[str, ...], flag: str) -> None:
    ended = run(*path, flag).ok()
    assert ended.out.startswith(f"Usage: {' '.join(('pdconnect', *path))}")
    assert not ended.err
    assert max(map(len, ended.out.split("Examples:")[0].splitlines())) <= 80


@pytest.mark.parametrize("path", [(), ("accounts",), ("triggers",), ("spec",)], ids=" ".join)
def test_a_group_without_a_command_shows_its_help(path: tuple[str, ...]) -> None:
    assert run(*path).ok().out == run(*path, "--help").ok().out


def test_the_main_commands_exist() -> None:
    assert {
        ("login",),
        ("tokens", "create"),
        *((group, verb) for group in ("apps", "components", "actions", "triggers") for verb in ("list", "show")),
        *(("accounts", verb) for verb in ("list", "show", "delete")),
        ("actions", "run"),
        ("triggers", "deploy"),
        ("triggers", "events"),
        ("users", "delete"),
        ("proxy",),
        ("workflows", "invoke"),
        ("sandbox",),
        ("spec", "show"),
        ("spec", "validate"),
        ("doctor",),
    } <= set(PATHS)


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_version_prints_the_version(flag: str) -> None:
    assert run(flag).ok().out == f"pdconnect {pdconnect.__version__}\n"


def test_an_unknown_command_gets_a_suggestion(process_env: dict[str, str]) -> None:
    ended = run("acounts")
    assert ended.code == 2
    assert "Did you mean 'accounts'" in ended.err


def test_headings_are_bold_on_a_terminal_and_only_there(process_env: dict[str, str]) -> None:
    terminal = Terminal("--help", env=process_env)
    assert terminal.ends() == 0
    assert "\x1b[1mUsers and accounts:\x1b[0m" in terminal.raw
    assert terminal.text == run("--help").out
    plain = Terminal("--help", env={**process_env, "NO_COLOR": "1"})
    assert plain.ends() == 0
    assert "\x1b" not in plain.raw


@pytest.mark.parametrize("arguments", [["actions", "run", "--help"], ["accounts"], []])
def test_a_narrow_terminal_gets_narrow_help(arguments: list[str], process_env: dict[str, str]) -> None:
    terminal = Terminal(*arguments, env=process_env, columns=50)
    assert terminal.ends() == 0
    lines = terminal.text.split("Examples:")[0].splitlines()
    assert lines[0].startswith("Usage: pdconnect")
    assert max(map(len, lines)) <= 50


def test_a_missing_extra_is_named(process_env: dict[str, str]) -> None:
    import subprocess
    import sys

    code = "import sys; sys.modules['rich'] = None; from pdconnect.cli import main; sys.exit(main())"
    ended = subprocess.run(
        [sys.executable, "-c", code, "accounts", "list"], env=os.environ, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert ended.stderr == "pdconnect needs rich here: pip install 'pdconnect[cli]'\n"


def test_the_sandbox_command_passes_its_options_on(process_env: dict[str, str]) -> None:
    help_text = run("sandbox", "--help").ok().out
    assert help_text.startswith("Usage: pdconnect sandbox [OPTIONS]\n")
    with_options = option_parser("pdconnect sandbox").format_help()
    options = set(re.findall("--[a-z-]+", with_options))
    assert len(options) > 15
    assert options - set(re.findall("--[a-z-]+", help_text)) == set()
    wrong = Terminal("sandbox", "--port", "none", env=process_env)
    assert wrong.ends() == 2
    assert "pdconnect sandbox: error: argument --port" in wrong.text
    running = Terminal("sandbox", "--seed", "7", env=process_env)
    running.sees("export PIPEDREAM_BASE_URL=").sees("curl").interrupts()
    assert running.ends() in (0, 130)
    assert "Traceback" not in running.text
