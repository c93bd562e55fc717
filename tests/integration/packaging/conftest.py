from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests import ROOT

from ...required import required
from .environments import run


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run("-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder), cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def uv() -> str:
    found = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    return required(found if os.environ.get("PDCONNECT_REQUIRE_TOOLS") else None, "installs packages from the index")
