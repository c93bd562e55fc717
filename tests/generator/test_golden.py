"""A small specification with one of everything, and what it gives, file by file."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from .workspace import GOLDEN, PACKAGE, contents, differing

REMAKE = "python -m generator --root tests/generator/golden --force"


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run Python beside the golden package, which hides the real one."""
    environment = {
        **os.environ,
        "PYTHONPATH": "generated_client",
        "MYPYPATH": "generated_client",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.run(
        [sys.executable, *command], cwd=GOLDEN, env=environment, capture_output=True, text=True, check=False
    )


def test_every_file_is_as_expected(made: Path) -> None:
    assert differing(contents(made), contents(GOLDEN)) == [], f"if this is meant: {REMAKE}"


def test_the_command_that_remakes_it_is_told_beside_it() -> None:
    assert REMAKE in (GOLDEN / "spec/README.md").read_text()


def test_every_file_names_its_source_and_the_command(made: Path) -> None:
    for path in (made / PACKAGE).rglob("*.py"):
        first = path.read_text().splitlines()[0]
        source = re.fullmatch(
            r"# Generated from ([\w./]+)(#/\w+)?\. Do not edit: .* and run `python -m generator`\.", first
        )
        assert source, f"{path}: {first}"
        assert (GOLDEN / source[1]).exists() or (GOLDEN.parents[2] / source[1]).exists()


def test_no_place_of_the_machine_is_written_down(made: Path) -> None:
    assert not [name for name, data in contents(made).items() if str(made).encode() in data or b"/tmp" in data]


def test_it_is_typed(tmp_path: Path) -> None:
    options = [
        "--strict",
        "--warn-unreachable",
        "--explicit-package-bases",
        "--config-file=",
        f"--cache-dir={tmp_path}",
    ]
    checked = run("-m", "mypy", *options, str(PACKAGE), "uses.py")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_it_works() -> None:
    used = run("-W", "error", "uses.py")
    assert used.returncode == 0, used.stderr


def test_every_module_can_be_imported() -> None:
    walk = "import pkgutil, pdconnect_api as p; [__import__(m.name) for m in pkgutil.walk_packages(p.__path__, 'pdconnect_api.')]"
    imported = run("-W", "error", "-c", walk)
    assert imported.returncode == 0, imported.stderr
