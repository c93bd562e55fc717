"""Formats the generated code: removes unused imports, sorts imports, applies one style. All settings are here; ruff reads no file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_SETTINGS = ("--isolated", "--no-cache", "--quiet", "--target-version", "py311", "--line-length", "120")
_COMMANDS = (
    ("check", "--select", "F401,I", "--fix-only", "--config", "lint.isort.split-on-trailing-comma=false"),
    (
        "format",
        "--config",
        "format.skip-magic-trailing-comma=true",
        "--config",
        "lint.isort.split-on-trailing-comma=false",
    ),
)


def format_tree(package: Path) -> None:
    """Format the package in place. Raises RuntimeError if a file is not valid Python."""
    for command in _COMMANDS:
        run = subprocess.run(
            [sys.executable, "-m", "ruff", *command, *_SETTINGS, "."],
            cwd=package,
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode:
            raise RuntimeError(f"ruff {command[0]} failed:\n{run.stdout}{run.stderr}")
