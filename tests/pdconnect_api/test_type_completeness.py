"""Every public symbol of the generated package has a type that all type checkers agree on."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

import pdconnect_api
from tests.verify_types import verify_types


@pytest.mark.slow
def test_types_are_complete(tmp_path: Path) -> None:
    packages, folder = tmp_path / "packages", tmp_path / "empty"
    folder.mkdir()
    shutil.copytree(Path(str(pdconnect_api.__file__)).parent, packages / "pdconnect_api")
    report = verify_types("pdconnect_api", sys.executable, packages, folder)
    assert report["exportedSymbolCounts"]["withKnownType"] > 2000
