"""What to do when whoever reads our output has gone away."""

from __future__ import annotations

import os
import sys

from .exit_codes import BROKEN_PIPE


def close_quietly() -> int:
    """Send what is still unwritten to nowhere, so that Python's own flush at the end has nothing to complain of. The exit code."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        pass  # a stream without a file behind it
    return BROKEN_PIPE
