"""Folders to run the generator in, and what it left there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests import ROOT

GOLDEN = Path(__file__).parent / "golden"
PACKAGE = Path("generated_client/pdconnect_api")
_GENERATED = shutil.ignore_patterns("bundled", "__pycache__")

Tree = dict[str, tuple[int, bytes]]


def copy_spec(source: Path, root: Path) -> Path:
    """Put a copy of the specification under `source` into `root`, which need not exist; nothing generated comes along."""
    shutil.copytree(source / "spec", root / "spec", ignore=_GENERATED)
    return root


def copy_generator(root: Path) -> Path:
    """Put a copy of the generator into `root`, to be run from there."""
    shutil.copytree(ROOT / "generator", root / "generator", ignore=_GENERATED)
    return root


def run_generator(
    root: Path, *options: str, python: tuple[str, ...] = (), **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run the copy of the generator in `root`, as a person would who works there."""
    command = [sys.executable, *python, "-m", "generator", *options]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **variables}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def outputs(root: Path) -> Tree:
    """Modification time and content of every file and folder that the generator writes in `root`."""
    places = [root / PACKAGE, root / "generated_client/provenance.toml", root / "spec/bundled"]
    found = [path for place in places for path in (place, *place.rglob("*")) if path.exists()]
    return {
        path.relative_to(root).as_posix(): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in found
        if "__pycache__" not in path.parts
    }


def contents(root: Path) -> dict[str, bytes]:
    """The content of every file that the generator writes in `root`."""
    return {name: data for name, (_, data) in outputs(root).items() if (root / name).is_file()}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The files that are not the same in two trees, or stand in one of them only."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
