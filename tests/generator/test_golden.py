"""A small specification with one example of everything, compared with the generated files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .workspace import GOLDEN, PACKAGE, contents, differing

REGENERATE = "python -m generator --root tests/generator/golden --force"


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the golden package instead of the real one."""
    environment = {
        **os.environ,
        "PYTHONPATH": "generated_client",
        "MYPYPATH": "generated_client",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.run(
        [sys.executable, *command], cwd=GOLDEN, env=environment, capture_output=True, text=True, check=False
    )


def test_every_file_is_as_expected(generated: Path) -> None:
    assert differing(contents(generated), contents(GOLDEN)) == [], f"if this is intended: {REGENERATE}"


def test_the_readme_contains_the_command_that_regenerates_it() -> None:
    assert REGENERATE in (GOLDEN / "spec/README.md").read_text()


def test_every_file_names_its_source_and_the_command(generated: Path) -> None:
    for path in (generated / PACKAGE).rglob("*.py"):
        first = path.read_text().splitlines()[0]
        source = re.fullmatch(
            r"# Generated from ([\w./]+)(#/\w+)?\. Do not edit: .* and run `python -m generator`\.", first
        )
        assert source, f"{path}: {first}"
        assert (GOLDEN / source[1]).exists() or (GOLDEN.parents[2] / source[1]).exists()


def test_no_path_of_the_machine_is_written(generated: Path) -> None:
    assert not [
        name for name, data in contents(generated).items() if str(generated).encode() in data or b"/tmp" in data
    ]


MYPY = """
[mypy]
strict = True
warn_unreachable = True
explicit_package_bases = True
[mypy-httpx._main,httpcore.*]
follow_imports = skip
"""
"""The command line of httpx and its transport, with what they import, take half of the time and are in none of the types."""


@pytest.mark.slow
def test_the_golden_package_passes_mypy(tmp_path: Path) -> None:
    settings = tmp_path / "mypy.ini"
    settings.write_text(MYPY)
    checked = run("-m", "mypy", f"--config-file={settings}", f"--cache-dir={tmp_path}", str(PACKAGE), "uses.py")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_golden_package_can_be_used() -> None:
    result = run("-W", "error", "uses.py")
    assert result.returncode == 0, result.stderr


def test_every_module_can_be_imported() -> None:
    import_all = "import pkgutil, pdconnect_api as p; [__import__(m.name) for m in pkgutil.walk_packages(p.__path__, 'pdconnect_api.')]"
    imported = run("-W", "error", "-c", import_all)
    assert imported.returncode == 0, imported.stderr
