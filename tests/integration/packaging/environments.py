"""A virtual environment, into which the tests install the wheel."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import attrs

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


@attrs.frozen
class Environment:
    """A virtual environment that each test fills with exactly what it names: packages that several tests need are compiled once."""

    uv: str
    folder: Path

    @classmethod
    def create(cls, uv: str, folder: Path) -> Environment:
        """Create an empty environment in a folder."""
        run("venv", "--quiet", "--python", sys.executable, str(folder), python=uv, cwd=folder.parent)
        return cls(uv, folder)

    def install(self, *packages: str, offline: bool = True) -> str:
        """Install packages and what they need, remove all others, and return its Python. With `offline`, they are in uv's cache already."""
        python = str(self.folder / "bin/python")
        options = ["--quiet", "--exact", "--python", python, *(["--offline"] if offline else []), *CONSTRAINTS]
        run("pip", "install", *options, *packages, python=self.uv, cwd=self.folder)
        return python
