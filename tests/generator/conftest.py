from __future__ import annotations

from pathlib import Path

import pytest

from generator.__main__ import main

from .workspace import GOLDEN, copy_spec


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the client generated from the golden specification. Tests do not change it."""
    root = copy_spec(GOLDEN, tmp_path_factory.mktemp("golden"))
    assert main(["--root", str(root)]) == 0
    return root
