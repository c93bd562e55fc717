"""The processor time of the generator, without a change and after a change of one line, in a copy of the project.

The generator does one task after the other, so on an idle machine its processor time is the time that a developer waits.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from tests import ROOT

from .measuring import Step
from .processes import processor_seconds
from .rows import OURS, SECONDS, Aim, Row

_PYTHON = ROOT / ".venv" / "bin" / "python"
"""The Python that has the dependencies of the generator; .venv-bench does not have them."""
_COMMAND = (_PYTHON, "-m", "generator")
_COPIED = ("spec", "generator", "generated_client")


def measure_regenerating(rounds: int, step: Step) -> list[Row]:
    """Measure the generator; return no rows if it is not installed."""
    if not _PYTHON.exists():
        return []
    unchanged = Row("regenerate, nothing changed", SECONDS, Aim(0.3, ratio=False))
    changed = Row("regenerate, one line changed", SECONDS, Aim(5, ratio=False))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in _COPIED:
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("node_modules"))
        shutil.copy(ROOT / "constraints.txt", copy)
        schema = copy / "spec" / "schemas" / "accounts.yaml"
        processor_seconds(_COMMAND, copy)  # the copy may be out of date
        for number in range(max(rounds // 8, 1)):
            step(f"regenerate: round {number + 1}")
            unchanged.note(OURS, number, processor_seconds(_COMMAND, copy))
            schema.write_text(schema.read_text() + f"# round {number}\n")
            changed.note(OURS, number, processor_seconds(_COMMAND, copy))
    return [unchanged, changed]
