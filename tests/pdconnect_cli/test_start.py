"""Printing help imports no slow modules."""

from __future__ import annotations

import subprocess
import sys

import pytest

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
