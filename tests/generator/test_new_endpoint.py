"""The example of docs/adding-an-endpoint.md: edits of the specification and a run of the generator add a new method."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.__main__ import main
from tests import ROOT

from .worked_example import block, edits
from .workspace import PACKAGE, contents, copy_generator, copy_spec, differing, run_generator

SHOWN = "2026-01-01 meh Note 1\n2026-01-02 meh Note 2\n2026-01-03 meh Note 3\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of our specification and generator after the edits and a run of the generator."""
    root = copy_generator(copy_spec(ROOT, tmp_path_factory.mktemp("project")))
    for edit in edits():
        edit.apply(root)
    run = run_generator(root)
    assert run.returncode == 0, run.stderr
    return root


@pytest.mark.slow
def test_the_new_method_works(project: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(project / PACKAGE.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    script = Path(__file__).with_name("use_notes.py")
    result = subprocess.run(
        [sys.executable, "-W", "error", str(script), block("py")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == SHOWN


@pytest.mark.slow
def test_nothing_else_has_changed(project: Path) -> None:
    assert differing(contents(project), contents(ROOT)) == [
        "generated_client/pdconnect_api/api/users/__init__.py",
        "generated_client/pdconnect_api/api/users/users_list_notes.py",
        "generated_client/pdconnect_api/api/users/with_raw_response.py",
        "generated_client/pdconnect_api/models/__init__.py",
        "generated_client/pdconnect_api/models/note.py",
        "generated_client/pdconnect_api/models/note_mood.py",
        "generated_client/pdconnect_api/openapi.json",
        "generated_client/provenance.toml",
        "spec/bundled/openapi.yaml",
    ]


@pytest.mark.slow
def test_a_forgotten_step_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy_spec(ROOT, tmp_path)
    for edit in edits()[:-1]:
        edit.apply(tmp_path)
    assert main(["--root", str(tmp_path)]) == 1
    assert capsys.readouterr().err.splitlines(keepends=True)[1:] == [block("text")]
