"""Programs in processes of their own that need not import everything again: they are forked from a process that has done so."""

from __future__ import annotations

import atexit
import fcntl
import multiprocessing
import os
import runpy
import signal
import sys
import tempfile
import termios
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import DupFd
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(
    [
        __name__,
        "httpcore",  # with trio, which takes the longest
        "httpcore2",
        "httpx",
        "httpx2",
        "pdconnect._async_client",
        "pdconnect._auth.async_token_manager",
        "pdconnect._auth.token_manager",
        "pdconnect._client",
        "pdconnect._http.async_pipeline",
        "pdconnect._http.connection_pool",
        "pdconnect._http.pipeline",
        "pdconnect._pagination.async_paginate",
        "pdconnect._pagination.paginate",
        "pdconnect.sandbox",
        "pdconnect_cli.commands",
        "pdconnect_cli.connect_account",
        "pdconnect_cli.output.progress",
        "pdconnect_cli.prompts.form",
        "pdconnect_cli.session",
        "rich.progress",
    ]
)


def run_program(text: str, env: Mapping[str, str], *, timeout: float = 120) -> CompletedProcess[str]:
    """Run the text of a program as `python -W error` does, in an empty folder, with these environment variables only."""
    with tempfile.TemporaryDirectory() as folder:
        program, out, err = (Path(folder) / name for name in ("program.py", "out", "err"))
        program.write_text(text, encoding="utf-8")
        process = _FORKS.Process(target=_run, args=(program, dict(env), out, err))
        process.start()
        process.join(timeout)
        if process.is_alive():
            process.kill()
            process.join()
        code = process.exitcode
        process.close()
        assert code is not None
        return CompletedProcess([str(program)], code, *(file.read_text(encoding="utf-8") for file in (out, err)))


def start_command(arguments: Sequence[str], env: Mapping[str, str], cwd: Path, terminal: int) -> BaseProcess:
    """Start `python -W error -m pdconnect` with these environment variables only. `terminal` is the descriptor of its terminal."""
    process = _FORKS.Process(target=_run_command, args=(list(arguments), dict(env), cwd, DupFd(terminal)), daemon=True)
    process.start()
    return process


def _run(program: Path, env: dict[str, str], out: Path, err: Path) -> None:
    """Run a program in the forked process."""
    for stream, file in ((sys.stdout, out), (sys.stderr, err)):
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT)
        os.dup2(descriptor, stream.fileno())
        os.close(descriptor)
    os.chdir(program.parent)
    with _as_program([str(program)], env):
        runpy.run_path(str(program), run_name="__main__")


def _run_command(arguments: list[str], env: dict[str, str], cwd: Path, terminal: Any) -> None:
    """Run `pdconnect` in the forked process."""
    descriptor = terminal.detach()
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # the process that forks may ignore it
    fcntl.ioctl(descriptor, termios.TIOCSCTTY, 0)
    for number in range(3):
        os.dup2(descriptor, number)
    os.close(descriptor)
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115 - they stay open
    os.chdir(cwd)
    with _as_program(["pdconnect", *arguments], env):
        runpy.run_module("pdconnect", run_name="__main__")


@contextmanager
def _as_program(argv: list[str], env: Mapping[str, str]) -> Iterator[None]:
    os.environ.clear()
    os.environ.update(env)
    sys.argv = argv
    warnings.simplefilter("error")
    try:
        yield
    finally:
        atexit._run_exitfuncs()  # multiprocessing ends a process without them
