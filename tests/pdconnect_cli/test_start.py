"""Printing help imports no slow modules, and plain output none that only a terminal needs."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

from pdconnect.sandbox import Sandbox

HEAVY = {"httpx", "typer", "rich", "keyring", "typing", "re", "asyncio", "pdconnect_api", "pdconnect._client"}


@pytest.mark.parametrize("arguments", [["--help"], [], ["--version"], ["accounts", "list", "-h"], ["triggers"]])
def test_help_imports_few_modules(arguments: list[str]) -> None:
    code = (
        "import sys; before = set(sys.modules); from pdconnect.cli import main\n"
        "assert main(sys.argv[1:]) == 0; print(*sorted(set(sys.modules) - before), file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", code, *arguments], check=True, capture_output=True, text=True)
    added = ended.stderr.split()
    assert "pdconnect.cli" in added
    assert not HEAVY & set(added)
    assert len(added) <= 8, added


UNUSED = {"rich", "pygments", "httpx._main", "trio", "h2"}


def imported_by(call: str, *arguments: str, env: dict[str, str]) -> set[str]:
    """Return the modules that are imported after a command; its output must be plain."""
    code = f"import sys; from pdconnect.cli import main\n{call}; print(*sys.modules, file=sys.stderr)"
    ended = subprocess.run(
        [sys.executable, "-c", code, *arguments], check=True, capture_output=True, text=True, env=env
    )
    assert "slack" in ended.stdout
    return set(ended.stderr.split())


@pytest.mark.slow
def test_the_program_does_not_import_what_only_a_terminal_needs(sandbox: Sandbox, terminal_env: dict[str, str]) -> None:
    for name in UNUSED:
        importlib.import_module(name)  # installed, so that httpx would import it
    sandbox.add_account(app="slack", external_user_id="user-1")
    in_program = imported_by("assert main() == 0", "accounts", "list", env=terminal_env)
    assert not UNUSED & in_program
    elsewhere = imported_by("assert main(['accounts', 'list']) == 0; import httpx._main, trio, h2", env=terminal_env)
    assert elsewhere >= UNUSED, "httpx of another program stays as it is"
    later = imported_by("assert main() == 0; import httpx._main, trio, h2", "accounts", "list", env=terminal_env)
    assert later >= UNUSED, "what was left out can still be imported"
