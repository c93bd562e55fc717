"""Pyright's report about the types of an installed package."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


def verify_types(package: str, python: str, packages: Path, folder: Path) -> dict[str, Any]:
    """Return pyright's report about a package, and assert that the type of every public symbol is known.

    Args:
        package: The name of the package.
        python: The Python whose packages it uses.
        packages: The folder of the package. Pyright judges installed packages only, so it is outside the checkout.
        folder: An empty folder, which has no settings of pyright.
    """
    pyright = Path(sys.executable).with_name("pyright")
    if not pyright.exists():
        pytest.skip("pyright is not installed")
    run = subprocess.run(
        [pyright, "--pythonpath", python, "--verifytypes", package, "--ignoreexternal", "--outputjson"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(packages)},
        capture_output=True,
        text=True,
        check=False,
    )
    report: dict[str, Any] = json.loads(run.stdout)["typeCompleteness"]
    assert report["packageName"] == package
    assert report["completenessScore"] == 1, [
        (symbol["name"], symbol["diagnostics"]) for symbol in report["symbols"] if not symbol["isTypeKnown"]
    ][:20]
    return report
