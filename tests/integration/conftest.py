"""Assignment of the integration tests to the workers of pytest-xdist."""

from __future__ import annotations

from pathlib import Path

import pytest

_FOLDER = Path(__file__).parent
_INDEPENDENT = {"faults"}
"""Folders whose tests do not share an expensive setup."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run all tests of a folder in one worker, because they share a browser, or packages that are installed first."""
    for item in items:
        if item.path.is_relative_to(_FOLDER):
            folder = item.path.relative_to(_FOLDER).parts[0]
            if folder not in _INDEPENDENT:
                item.add_marker(pytest.mark.xdist_group(_GROUPS.get(folder, folder)))


_GROUPS = dict.fromkeys(("browser", "contract_tools", "official_sdks", "languages"), "node")
"""Folders that install the same Node.js packages, or the same virtual environment, belong to one group."""
