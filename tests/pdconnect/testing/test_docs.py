"""The files of docs/testing.md and of the README, which are tests: pytest runs them, and mypy checks them."""

from __future__ import annotations

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


@pytest.mark.slow
@pytest.mark.parametrize("page", ["docs/testing.md", "README.md"])
def test_the_files_run_and_have_the_right_types(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = files_of(page)
    if not files:
        pytest.skip(f"{page} shows no tests")
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    # With the configuration and the cache of the project: `scripts/check` has checked the packages, which takes ten times as long.
    monkeypatch.setenv("MYPYPATH", str(tmp_path))
    run_in(ROOT, "mypy", *(str(tmp_path / name) for name in files))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    run_in(tmp_path, "pytest", *PLUGINS, "-W", "error", "--strict-markers", "-q")


def run_in(folder: Path, module: str, *arguments: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_page_has_its_files() -> None:
    files = files_of("docs/testing.md")
    assert {"reminders.py", "test_reminders.py", "test_with_unittest.py"} <= set(files)
    assert sum(text.count("def test_") for text in files.values()) >= 12
