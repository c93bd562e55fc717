"""The processor time of separate processes."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage


def processor_seconds(
    command: Sequence[str | Path], folder: Path | None = None, *, settings: Mapping[str, str] | None = None
) -> float:
    """Run a command, and return its processor time in seconds, including the time in the kernel. Default environment: this one."""
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, env=settings, check=True, stdout=subprocess.DEVNULL)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
