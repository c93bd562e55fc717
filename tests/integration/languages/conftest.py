from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests import ROOT

from ..contract_tools.npm import packages


@pytest.fixture(scope="module")
def tools() -> Path:
    """The folder of the compilers and generators; only scripts/languages installs them."""
    folder = os.environ.get("PDCONNECT_LANGUAGES")
    if not folder:
        pytest.skip("only runs in scripts/languages")
    return Path(folder).absolute()


@pytest.fixture(scope="module")
def redocly() -> Path:
    return packages(ROOT / "spec") / ".bin/redocly"
