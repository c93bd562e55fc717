"""What the generator takes: with nothing to do, and after a change of one line, in a copy of the project.

It does one thing after the other, so on a machine with nothing else to do its processor time is what one waits.
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
"""Where the generator's own dependencies are; .venv-bench has none of them."""
_COMMAND = (_PYTHON, "-m", "generator")
_COPIED = ("spec", "generator", "generated_client")


def measure_regenerating(rounds: int, step: Step) -> list[Row]:
    """No rows where the generator isn't installed."""
    if not _PYTHON.exists():
        return []
    nothing = Row("regenerate, nothing changed", SECONDS, Aim(0.3, ratio=False))
    changed = Row("regenerate, one line changed", SECONDS, Aim(5, ratio=False))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in _COPIED:
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("node_modules"))
        shutil.copy(ROOT / "constraints.txt", copy)
        described = copy / "spec" / "schemas" / "accounts.yaml"
        processor_seconds(_COMMAND, copy)  # the copy may have been behind
        for number in range(max(rounds // 8, 1)):
            step(f"regenerate: round {number + 1}")
            nothing.note(OURS, number, processor_seconds(_COMMAND, copy))
            described.write_text(described.read_text() + f"# round {number}\n")
            changed.note(OURS, number, processor_seconds(_COMMAND, copy))
    return [nothing, changed]
