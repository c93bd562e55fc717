"""Programs in processes of their own that need not import everything again: they are forked from a process that has done so."""

from __future__ import annotations

import atexit
import fcntl
import multiprocessing
import os
import runpy
import signal
import socket
import sys
import tempfile
import termios
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import DupFd
from pathlib import Path
from socketserver import BaseRequestHandler, UnixStreamServer
from subprocess import CompletedProcess
from threading import Thread
from typing import IO, Any

from . import ROOT

_COMMANDS = ROOT / "overlays/pdconnect_cli/commands"
_STREAMS = ("stdin", "stdout", "stderr")
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
        "pdconnect_cli.framework.app",
        "pdconnect_cli.output.progress",
        *(f"pdconnect_cli.commands.{file.stem}" for file in _COMMANDS.glob("[a-z]*.py")),
        "rich.progress",
    ]
)

_PDCONNECT = partial(runpy.run_module, "pdconnect", run_name="__main__")


def run_program(text: str, env: Mapping[str, str], *, timeout: float = 120) -> CompletedProcess[str]:
    """Run the text of a program as `python -W error` does, in an empty folder, with these environment variables only."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder, "program.py")
        program.write_text(text, encoding="utf-8")
        run = partial(runpy.run_path, str(program), run_name="__main__")
        return _run_forked(run, [str(program)], env, program.parent, {}, timeout)


def run_here(program: Path, env: Mapping[str, str], *, timeout: float = 120) -> CompletedProcess[str]:
    """Run a program as `python -W error` does, with these environment variables only, in a fork of this process.

    What this process has imported need not be imported again.
    """
    run = partial(_run_as_main, str(program))
    return _run_forked(run, [str(program)], env, ROOT, {}, timeout, multiprocessing.get_context("fork"))


def run_command(
    arguments: Sequence[str],
    env: Mapping[str, str],
    cwd: Path,
    streams: Mapping[str, int | None] | None = None,
    *,
    timeout: float = 60,
) -> CompletedProcess[str]:
    """Run `python -W error -m pdconnect` with these environment variables only.

    Args:
        arguments: The arguments of the command.
        env: The environment variables.
        cwd: The working directory.
        streams: Descriptors for standard streams, by name. None closes a stream. The other output is captured.
        timeout: Seconds until the command is killed.
    """
    return _run_forked(_PDCONNECT, ["pdconnect", *arguments], env, cwd, streams or {}, timeout)


def _run_forked(
    run: Callable[[], object],
    argv: list[str],
    env: Mapping[str, str],
    cwd: Path,
    streams: Mapping[str, int | None],
    timeout: float,
    forks: Any = _FORKS,
) -> CompletedProcess[str]:
    with tempfile.TemporaryDirectory() as folder:
        files = {name: Path(folder, name) for name in ("stdout", "stderr")}
        given = {name: None if descriptor is None else DupFd(descriptor) for name, descriptor in streams.items()}
        process = forks.Process(target=_run, args=(run, argv, dict(env), cwd, {**files, **given}))
        process.start()
        process.join(timeout)
        if process.is_alive():
            process.kill()
            process.join()
        code = process.exitcode
        process.close()
        assert code is not None
        output = (file.read_text(encoding="utf-8") if file.exists() else "" for file in files.values())
        return CompletedProcess(argv, code, *output)


@contextmanager
def running(run: Callable[[], object]) -> Iterator[IO[str]]:
    """Run a function in a process until the block ends, which kills the process. Yields what it prints."""
    reading, writing = os.pipe()
    streams = {"stdout": DupFd(writing)}
    process = _FORKS.Process(target=_run, args=(run, [], dict(os.environ), ROOT, streams), daemon=True)
    process.start()
    os.close(writing)
    try:
        with open(reading, encoding="utf-8") as output:
            yield output
    finally:
        process.kill()
        process.join()
        process.close()


@contextmanager
def forking_command(program: Path, env: Mapping[str, str]) -> Iterator[None]:
    """Write a program that runs as `pdconnect` does, but forks, for shells. The commands have these environment variables only."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"{folder}/socket"
        program.write_text(_CLIENT.format(python=sys.executable, address=address))
        program.chmod(0o755)

        class Handler(BaseRequestHandler):
            def handle(self) -> None:
                message, descriptors, _, _ = socket.recv_fds(self.request, 100_000, len(_STREAMS))
                cwd, *arguments = message.decode().split("\0")
                ended = run_command(arguments, env, Path(cwd), dict(zip(_STREAMS, descriptors, strict=True)))
                for descriptor in descriptors:
                    os.close(descriptor)
                self.request.sendall(str(ended.returncode).encode())

        with UnixStreamServer(address, Handler) as server:
            Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
            try:
                yield
            finally:
                server.shutdown()


_CLIENT = """#!{python} -IS
import array, os, sys, _socket  # socket takes longer to import
connection = _socket.socket(_socket.AF_UNIX)
connection.connect({address!r})
descriptors = (_socket.SOL_SOCKET, _socket.SCM_RIGHTS, array.array("i", range(3)))
connection.sendmsg(["\\0".join([os.getcwd(), *sys.argv[1:]]).encode()], [descriptors])
sys.exit(int(connection.recv(10)))
"""


def start_command(
    arguments: Sequence[str], env: Mapping[str, str], cwd: Path, terminal: int, output: Path | None = None
) -> BaseProcess:
    """Start `python -W error -m pdconnect` with these environment variables only.

    Args:
        arguments: The arguments of the command.
        env: The environment variables.
        cwd: The working directory.
        terminal: The descriptor of its terminal.
        output: The file for its stdout. Default: the terminal.
    """
    streams = {name: output if output and name == "stdout" else DupFd(terminal) for name in _STREAMS}
    command = (_run_in_terminal, ["pdconnect", *arguments], dict(env), cwd, streams)
    process = _FORKS.Process(target=_run, args=command, daemon=True)
    process.start()
    return process


def _run_as_main(program: str) -> None:
    atexit._clear()  # those are of the process that was forked
    runpy.run_path(program, run_name="__main__")


def _run(
    run: Callable[[], object], argv: list[str], env: dict[str, str], cwd: Path, streams: dict[str, Any | None]
) -> None:
    """Run a program in the forked process. A stream is a file, a descriptor or, if it is closed, None."""
    for number, name in enumerate(_STREAMS):
        stream = streams.get(name, ...)
        if stream is None:
            os.close(number)
            setattr(sys, name, None)
        elif stream is not ...:
            descriptor = os.open(stream, os.O_WRONLY | os.O_CREAT) if isinstance(stream, Path) else stream.detach()
            os.dup2(descriptor, number)
            os.close(descriptor)
            _open_stream(number)
    os.chdir(cwd)
    with _as_program(argv, env):
        run()


def _run_in_terminal() -> None:
    """Run `pdconnect` in a session of its own, with its stdin as the terminal."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # the process that forks may ignore it
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    _PDCONNECT()


def _open_stream(number: int) -> None:
    """Open a standard stream for what its descriptor leads to now."""
    options: dict[str, Any] = {"errors": "backslashreplace", "buffering": 1} if number == 2 else {}
    setattr(sys, _STREAMS[number], open(number, "w" if number else "r", **options))  # noqa: SIM115 - it stays open


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
