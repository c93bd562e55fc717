"""The published files, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from .tools import build_published


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_published(tmp_path_factory.mktemp("published"))
