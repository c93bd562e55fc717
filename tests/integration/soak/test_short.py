"""A short form of `scripts/soak`."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests import ROOT


def soak(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "tests.integration.soak", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory and descriptors are read from /proc")
def test_thousands_of_calls_and_items_through_faults() -> None:
    run = soak("--calls", "1000", "--items", "20000", "--cancellations", "300", "--tokens", "500", "--seconds", "300")
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stderr == ""
    assert "tasks: 500 calls in" in run.stdout
    assert "threads: 10,000 items in 2 iterations" in run.stdout
    assert "of 150 calls given up" in run.stdout
    assert "500 tokens in" in run.stdout
    assert run.stdout.endswith("\n0 problems\n")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory and descriptors are read from /proc")
def test_an_unfinished_run_is_a_failure() -> None:
    run = soak("--calls", "2000", "--items", "60000", "--tokens", "500", "--seconds", "0.2")
    assert run.returncode == 1
    assert "only 0 of 6 iterations were finished in time" in run.stderr
    assert "only 0 of 500 tokens were finished in time" in run.stderr
