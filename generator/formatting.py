"""The form of generated code: its first lines, and one style.

Ruff removes unused imports, sorts imports and formats. All settings are here; ruff reads no file.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from ruff import find_ruff_bin  # type: ignore[import-untyped]

from .cache import StepResults

_SETTINGS = ("--isolated", "--target-version", "py311", "--line-length", "120")
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


def header(source: str) -> str:
    """Return the first lines of a generated file."""
    return f"# Generated from {source}. Do not edit: change the specification and run `python -m generator`.\n"


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
        for command in _COMMANDS:
            run_ruff(package, *command, *_SETTINGS, *(names[path] for path in unknown))
    for path in unknown:
        formatted.put(names[path], texts[path], result=path.read_text("utf-8"))


def run_ruff(folder: Path, command: str, *arguments: str) -> None:
    """Run a command of ruff in a folder. Raises RuntimeError if it fails, as it does for invalid code."""
    run = subprocess.run(
        [find_ruff_bin(), command, "--no-cache", "--quiet", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise RuntimeError(f"ruff {command} failed:\n{run.stdout}{run.stderr}")
