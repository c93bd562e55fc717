"""The client on Python 3.14: what a program without sockets, threads and compiled packages can show of it."""

from __future__ import annotations

import json
import subprocess
import sysconfig
from pathlib import Path

import pytest

from tests import ROOT

from ..contract_tools.npm import required_packages

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parent


def test_the_client_runs_on_a_newer_python() -> None:
    required_packages(FOLDER)
    program = [str(FOLDER / "run.mjs"), str(ROOT), sysconfig.get_path("purelib"), str(FOLDER / "program.py")]
    ended = subprocess.run(["node", *program], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    seen = json.loads(ended.stdout)
    assert seen.pop("version") >= [3, 14]
    assert seen["modules"] > 200
    assert seen["methods"] > 300
    assert seen["models"] >= 70
