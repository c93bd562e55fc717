"""Every public symbol of the generated package has a type that all type checkers agree on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import pdconnect_api


@pytest.mark.slow
def test_types_are_complete(tmp_path: Path) -> None:
    """Pyright judges installed packages only, so it gets a copy outside the checkout."""
    pyright = Path(sys.executable).with_name("pyright")
    if not pyright.exists():
        pytest.skip("pyright is not installed")
    packages, folder = tmp_path / "packages", tmp_path / "empty"
    folder.mkdir()
    shutil.copytree(Path(str(pdconnect_api.__file__)).parent, packages / "pdconnect_api")
    run = subprocess.run(
        [pyright, "--pythonpath", sys.executable, "--verifytypes", "pdconnect_api", "--ignoreexternal", "--outputjson"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(packages)},
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads(run.stdout)["typeCompleteness"]
    assert report["packageName"] == "pdconnect_api"
    assert report["completenessScore"] == 1, [
        (symbol["name"], symbol["diagnostics"]) for symbol in report["symbols"] if not symbol["isTypeKnown"]
    ][:20]
    assert report["exportedSymbolCounts"]["withKnownType"] > 2000
