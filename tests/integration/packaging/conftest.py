from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests import ROOT

from ...required import required
from .environments import Environment, declared_extras, run


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run("-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder), cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """The environment of all tests. All packages are in uv's cache: a test waits for no index, and most of the time was spent on that."""
    found = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    uv: str = required(found if os.environ.get("PDCONNECT_REQUIRE_TOOLS") else None, "installs packages from the index")
    environment = Environment.create(uv, tmp_path_factory.mktemp("packaging") / "environment")
    everything = f"pdconnect[{','.join(declared_extras())}] @ {wheel.as_uri()}"
    environment.install("pyinstaller", everything, offline=False)
    return environment
