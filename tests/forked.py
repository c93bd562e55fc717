"""Programs in processes of their own that need not import everything again: they are forked from a process that has done so."""

from __future__ import annotations

import atexit
import multiprocessing
import os
import runpy
import sys
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from subprocess import CompletedProcess

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
    ]
)


def run_program(text: str, env: Mapping[str, str], *, timeout: float = 120) -> CompletedProcess[str]:
    """Run the text of a program as `python -W error` does, with these environment variables only."""
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


def _run(program: Path, env: dict[str, str], out: Path, err: Path) -> None:
    """Run a program in the forked process."""
    for stream, file in ((sys.stdout, out), (sys.stderr, err)):
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT)
        os.dup2(descriptor, stream.fileno())
        os.close(descriptor)
    os.environ.clear()
    os.environ.update(env)
    sys.argv = [str(program)]
    warnings.simplefilter("error")
    runpy.run_path(str(program), run_name="__main__")
    atexit._run_exitfuncs()  # multiprocessing ends a process without them
