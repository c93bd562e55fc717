"""The committed generated client matches the specification."""

from __future__ import annotations

import pytest

from generator.__main__ import main


def test_the_generated_client_matches_the_specification(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0, capsys.readouterr().err
