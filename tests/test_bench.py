"""The benchmark runs and its report is complete. The tests do not check any time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests import ROOT
from tests.forked import run_program

from .bench.report import in_unit
from .bench.rows import BYTES as IN_BYTES
from .bench.rows import OURS, RAW, Aim, Row

pytestmark = pytest.mark.slow

QUICK = ("calls", "decoding", "memory", "stalls", "starts")
ROWS = {
    "one account": "<= 0.6 x",
    "one account, every field read": None,
    "100 accounts": "<= 0.95 x",
    "100 accounts, every field read": None,
    "100 components x 11 props": "<= 1 x",
    "100 components x 11 props, every field read": None,
    "httpx2: one account": "<= 0.9 x",
    "httpx2: 100 accounts": None,
    "httpx2: 100 components x 11 props": None,
    "decode 100 accounts": "<= 1.3 x",
    "decode 100 components x 11 props": "<= 1.3 x",
    "memory of 100 accounts": "<= 1.3 x",
    "memory of 100 accounts, every field read": None,
    "memory of 100 components x 11 props": "<= 1.3 x",
    "memory of 100 components x 11 props, every field read": None,
    "event loop stalled by the largest page": "<= 5 ms",
    "import + client": "<= 1.1 x",
    "httpx2: import + client": "<= 1.1 x",
    "import + client + first call": None,
}


def bench(*arguments: str) -> str:
    command = [sys.executable, "-m", "tests.bench", "--rounds", "1", "--without-peers", *arguments]
    finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert finished.stderr == ""
    return finished.stdout


def measure(module: str, *arguments: object) -> Any:
    """Run a module of the benchmark in a process that is forked from one with the client imported, and return the JSON that it prints."""
    run = f"runpy.run_module('tests.bench.{module}', run_name='__main__')"
    finished = run_program(
        f"import runpy, sys; sys.argv[1:] = {[str(value) for value in arguments]}; {run}", os.environ
    )
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout)


def test_json_holds_every_figure_and_nothing_else() -> None:
    report = json.loads(bench("--json", "--only", *QUICK))
    assert [row["what"] for row in report["rows"]] == list(ROWS)
    for row in report["rows"]:
        assert isinstance(row["met"], bool) == (row["aim"] is not None) == (ROWS[row["what"]] is not None)
        assert {"raw", "pdconnect"} <= set(row["subjects"]) <= {"raw", "pdconnect", "pdconnect+"}
        assert row["subjects"]["raw"]["ratio"] == 1
        for figures in row["subjects"].values():
            low, high = figures["quartiles"]
            assert 0 < low <= figures["ratio"] <= high
            assert figures["rounds"] == 1
            assert figures["figure"] > 0


def test_table_and_chart_contain_each_row(tmp_path: Path) -> None:
    chart = tmp_path / "chart.svg"
    lines = bench("--only", "calls", "decoding", "--svg", str(chart)).splitlines()
    svg = ElementTree.parse(chart).getroot()
    texts = [text.text for text in svg.iter("{http://www.w3.org/2000/svg}text")]
    for what in ("decode 100 accounts", "one account"):
        line = next(line for line in lines if line.startswith(f"{what}  "))
        assert f"   {ROWS[what]}  " in line
        assert line.endswith(("met", "missed"))
        assert what in texts


def test_each_client_can_be_measured_in_a_process_of_its_own() -> None:
    command = [sys.executable, "-m", "tests.bench.loopback"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        port = server.stdout.readline().strip()
        for what, count in (("concurrent_calls", 20), ("iterate", 1_000), ("prefetch", 300)):
            for subject in ("raw", "pdconnect", "pdconnect+")[: 2 if what == "prefetch" else 3]:
                figures = measure("clients", what, subject, count, port)
                assert all(figure >= 0 for name, figure in figures.items() if name != "growth")
                assert figures.get("items", count) == count
        for how, library in (("tasks", "httpx2"), ("tasks", "aiohttp"), ("threads", "httpx2")):
            rates = measure("throughput", how, library, 2, 20, 1, port)
            assert all(len(rates[subject]) == 1 and rates[subject][0] > 0 for subject in ("raw", "pdconnect"))
        server.stdin.close()


def row_of(raw: list[float], ours: list[float]) -> Row:
    row = Row("what", aim=Aim(1.2))
    for subject, figures in ((RAW, raw), (OURS, ours)):
        for number, figure in enumerate(figures):
            row.note(subject, number, figure)
    return row


def test_an_aim_is_a_limit_of_the_ratio_or_of_the_figure() -> None:
    assert row_of([2.0], [2.4]).met is True
    assert row_of([2.0, 2.0], [2.4, 3.0]).met is False
    assert not Aim(0.95, at_least=True).met(0.9)
    alone = Row("what", IN_BYTES, Aim(100, ratio=False))
    alone.note(OURS, 0, 99)
    assert alone.met is True
    assert alone.ratios(OURS) == []


@pytest.mark.parametrize(
    ("unit", "figure", "text"),
    [("seconds", 5e-5, "50 us"), ("seconds", 0.005, "5 ms"), ("seconds", 5, "5 s"), ("bytes", 2e6, "2.00 MB")],
)
def test_figures_have_units(unit: str, figure: float, text: str) -> None:
    assert in_unit(unit, figure) == text
