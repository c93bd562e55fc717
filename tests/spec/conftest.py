"""The published files, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.publishing import ROOT
from generator.publishing.build import build

from .tools import require_redocly


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    require_redocly()
    target = tmp_path_factory.mktemp("published") / "spec"
    build(ROOT, target)
    return target
