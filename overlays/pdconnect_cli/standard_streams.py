"""The standard streams where one is missing, full, or a pipe without a reader. Python's own handling ends in tracebacks."""

from __future__ import annotations

import os
import sys

from .exit_codes import BROKEN_PIPE, FAILED

TYPE_CHECKING = False  # importing typing takes longer than printing help
if TYPE_CHECKING:
    from typing import TextIO

_MODES = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))


def open_missing_streams() -> None:
    """Open the null device for each standard stream that was closed before Python started, as in some cron jobs."""
    for name, mode in _MODES:  # in this order, each gets its own file descriptor again
        if getattr(sys, name) is None:
            descriptor = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, open(descriptor, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 - stays open


def exit_code_of_stream_error(error: OSError) -> int:
    """Return the exit code for a standard stream that failed. Print the error, unless the reader of a pipe has closed it."""
    if isinstance(error, BrokenPipeError):
        return BROKEN_PIPE
    try:  # noqa: SIM105 - contextlib takes longer to import than help to print
        sys.stderr.write(f"error: {error}\n")
    except OSError:
        pass  # this is the stream that failed
    return FAILED


def flush_streams(code: int) -> int:
    """Flush stdout and stderr, since Python prints a traceback if its own flush at exit fails.

    Args:
        code: The exit code so far.

    Returns:
        The exit code: if stdout failed and `code` is 0, that of the failure.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError as error:
            failed = exit_code_of_stream_error(error) if stream is sys.stdout else FAILED
            code = code or failed
            _discard_output(stream)
    return code


def _discard_output(stream: TextIO) -> None:
    """Send what a stream has not written yet, and all that follows, to the null device."""
    try:
        null_device = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null_device, stream.fileno())
        os.close(null_device)
    except (OSError, ValueError):
        pass  # a stream without a file descriptor
