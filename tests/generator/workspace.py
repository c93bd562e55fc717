"""Folders to run the generator in, and the files that it writes there."""

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
    """Copy the specification under `source` to `root`, which need not exist, without generated files."""
    shutil.copytree(source / "spec", root / "spec", ignore=_GENERATED)
    return root


def copy_generator(root: Path) -> Path:
    """Copy the generator to `root`, to run it there."""
    shutil.copytree(ROOT / "generator", root / "generator", ignore=_GENERATED)
    return root


def run_generator(
    root: Path, *options: str, python: tuple[str, ...] = (), **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run the copy of the generator in `root`, from that folder."""
    command = [sys.executable, *python, "-m", "generator", *options]
    return subprocess.run(
        command, cwd=root, env={**os.environ, **variables}, capture_output=True, text=True, check=False
    )


def outputs(root: Path) -> Tree:
    """Return modification time and content of every file and folder that the generator writes in `root`."""
    targets = [root / PACKAGE, root / "generated_client/provenance.toml", root / "spec/bundled"]
    found = [path for target in targets for path in (target, *target.rglob("*")) if path.exists()]
    return {
        path.relative_to(root).as_posix(): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in found
        if "__pycache__" not in path.parts
    }


def contents(root: Path) -> dict[str, bytes]:
    """Return the content of every file that the generator writes in `root`."""
    return {name: data for name, (_, data) in outputs(root).items() if (root / name).is_file()}


def differing(left: dict[str, bytes], right: dict[str, bytes]) -> list[str]:
    """Return the files that differ between two trees, or that only one of them has."""
    return sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name))
