"""A short form of `scripts/soak`."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests import ROOT


def soak(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "tests.integration.soak", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory and descriptors are read off /proc")
def test_thousands_of_calls_and_items_through_faults() -> None:
    ran = soak("--calls", "3000", "--items", "60000", "--seconds", "300")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stderr == ""
    assert "tasks: 1,500 calls in" in ran.stdout
    assert "threads: 30,000 items in 6 walks" in ran.stdout
    assert ran.stdout.endswith("\n0 problems\n")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory and descriptors are read off /proc")
def test_what_is_not_done_in_time_is_a_failure() -> None:
    ran = soak("--calls", "3000", "--items", "60000", "--seconds", "0.5")
    assert ran.returncode == 1
    assert "only 0 of 6 walks were made in the time there was" in ran.stderr
