"""The benchmark runs and its report is whole. How quick anything is, is not a matter of tests."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
AIMS = {
    "one account": 1.3,
    "one account, every field read": None,
    "100 accounts": 1.5,
    "100 accounts, every field read": None,
    "100 components x 11 props": 2.0,
    "100 components x 11 props, every field read": None,
    "import + client": 1.4,
    "import + client + first call": None,
}


def bench(*arguments: str) -> str:
    command = [sys.executable, "-m", "tests.bench", "--rounds", "1", "--without-official", *arguments]
    finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert finished.stderr == ""
    return finished.stdout


def test_json_holds_every_figure_and_nothing_else() -> None:
    report = json.loads(bench("--json"))
    assert {row["what"]: row["aim"] for row in report["rows"]} == AIMS
    for row in report["rows"]:
        assert isinstance(row["met"], bool) == (row["aim"] is not None)
        assert set(row["subjects"]) == {"raw", "pdconnect"}
        assert row["subjects"]["raw"]["ratio"] == 1
        for figures in row["subjects"].values():
            low, high = figures["quartiles"]
            assert 0 < low <= figures["ratio"] <= high
            assert figures["rounds"] == 1
            assert figures["microseconds"] > 0


def test_table_has_a_line_for_each_row_with_its_aim() -> None:
    lines = bench().splitlines()
    for what, aim in AIMS.items():
        line = next(line for line in lines if line.startswith(f"{what}  "))
        if aim is not None:
            assert f"<= {aim:g} x" in line
            assert line.endswith(("met", "missed"))
