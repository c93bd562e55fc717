from __future__ import annotations

from pathlib import Path

import pytest

from generator.__main__ import main

from .workspace import GOLDEN, copy_spec


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the client was generated from the golden specification; nobody changes it."""
    root = copy_spec(GOLDEN, tmp_path_factory.mktemp("golden"))
    assert main(["--root", str(root)]) == 0
    return root
