"""The files of docs/testing.md and of the README, which are tests: pytest runs them, and mypy checks them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import ROOT

PLUGINS = ("-p", "pdconnect.testing.plugin", "-p", "anyio")
FILE = re.compile(r"^```python\n# (\w+\.py)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def files_of(page: str) -> dict[str, str]:
    return dict(FILE.findall((ROOT / page).read_text()))


PAGES = [page for page in ("docs/testing.md", "README.md") if files_of(page)]


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    """For each page, a folder with its files."""
    folders = [tmp_path / page.partition(".")[0].replace("/", "_") for page in PAGES]
    for folder, page in zip(folders, PAGES, strict=True):
        folder.mkdir()
        for name, text in files_of(page).items():
            (folder / name).write_text(text)
    return folders


@pytest.mark.slow
def test_the_files_run(folders: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    for folder in folders:
        run_in(folder, "pytest", *PLUGINS, "-W", "error", "--strict-markers", "-q")


@pytest.mark.slow
def test_the_files_have_the_right_types(folders: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    # With the configuration and the cache of the project: `scripts/check` has checked the packages, which takes ten times as long.
    monkeypatch.setenv("MYPYPATH", os.pathsep.join(map(str, folders)))
    run_in(ROOT, "mypy", *(str(file) for folder in folders for file in folder.iterdir()))


def run_in(folder: Path, module: str, *arguments: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_page_has_its_files() -> None:
    files = files_of("docs/testing.md")
    assert {"reminders.py", "test_reminders.py", "test_with_unittest.py"} <= set(files)
    assert sum(text.count("def test_") for text in files.values()) >= 12
