"""24 processes behave as one client. `python -m tests.integration.fleet` runs them on all stores."""

from __future__ import annotations

from pathlib import Path

import pytest

from .fleet import LIMIT, PROCESSES, run_fleet


@pytest.mark.slow
def test_24_processes_behave_as_one_client(tmp_path: Path) -> None:
    report = run_fleet("plain", tmp_path, seconds=6, window=5)
    print(report)
    assert report.most_in_a_window <= LIMIT
    assert report.statuses == {200}
    assert report.idle_processes == 0
    assert report.token_requests == 1
    assert report.longest_wait <= 2
    # A call that waits asks up to three times, and a process reads the token, and perhaps waits for it.
    assert report.operations_per_call <= 3 + PROCESSES * 3 / report.requests
