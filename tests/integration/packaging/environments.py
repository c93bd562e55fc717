"""New environments, into which the tests install the wheel."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests import ROOT

CONSTRAINTS = ["--constraint", str(ROOT / "constraints.txt")]


def run(*arguments: str, cwd: Path, python: str = sys.executable, isolated: bool = False) -> str:
    line = [python, *(["-I"] if isolated else []), *arguments]
    ended = subprocess.run(line, cwd=cwd, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, (arguments, ended.stdout, ended.stderr)
    return ended.stdout


def installed(uv: str, *packages: str, folder: Path) -> str:
    """Install packages into a new environment, and return its Python."""
    environment = folder / "environment"
    run("venv", "--quiet", "--python", sys.executable, str(environment), python=uv, cwd=folder)
    python = str(environment / "bin/python")
    run("pip", "install", "--quiet", "--python", python, *CONSTRAINTS, *packages, python=uv, cwd=folder)
    return python
