"""Formats the generated code: removes unused imports, sorts imports, applies one style. All settings are here; ruff reads no file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from .cache import StepResults

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


def format_tree(package: Path, formatted: StepResults) -> None:
    """Format the package in place; only files that are not in `formatted` are read by ruff. Raises RuntimeError if one is invalid."""
    texts = {path: path.read_text("utf-8") for path in sorted(package.rglob("*.py"))}
    names = {path: path.relative_to(package).as_posix() for path in texts}
    unknown = []
    for path, text in texts.items():
        result = formatted.get(names[path], text)
        if result is None:
            unknown.append(path)
        else:
            path.write_text(result, "utf-8")
    if unknown:
        _run_ruff(package, [names[path] for path in unknown])
    for path in unknown:
        formatted.put(names[path], texts[path], result=path.read_text("utf-8"))


def _run_ruff(package: Path, files: list[str]) -> None:
    for command in _COMMANDS:
        run = subprocess.run(
            [sys.executable, "-m", "ruff", *command, *_SETTINGS, *files],
            cwd=package,
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode:
            raise RuntimeError(f"ruff {command[0]} failed:\n{run.stdout}{run.stderr}")
