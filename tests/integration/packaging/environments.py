"""New environments, into which the tests install the wheel."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

from tests import ROOT

CONSTRAINTS = ["--constraint", str(ROOT / "constraints.txt")]


def run(*arguments: str, cwd: Path, python: str = sys.executable, isolated: bool = False) -> str:
    line = [python, *(["-I"] if isolated else []), *arguments]
    ended = subprocess.run(line, cwd=cwd, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, (arguments, ended.stdout, ended.stderr)
    return ended.stdout


def declared_extras() -> list[str]:
    """Return the names of the extras of the package."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return list(table["project"]["optional-dependencies"])


def installed(uv: str, *packages: str, folder: Path, offline: bool = True) -> str:
    """Install packages into a new environment, and return its Python. With `offline`, they are in uv's cache already."""
    environment = folder / "environment"
    run("venv", "--quiet", "--python", sys.executable, str(environment), python=uv, cwd=folder)
    python = str(environment / "bin/python")
    options = ["--quiet", "--python", python, *(["--offline"] if offline else []), *CONSTRAINTS]
    run("pip", "install", *options, *packages, python=uv, cwd=folder)
    return python
