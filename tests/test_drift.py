"""What is committed is what the specification gives."""

from __future__ import annotations

import pytest

from generator.__main__ import main


def test_the_generated_client_is_what_the_specification_gives(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0, capsys.readouterr().err
