"""Standard streams that are closed, full, or lead to a pipe without a reader never cause a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests import ROOT
from tests.forked import run_command

from .keyrings import FILE_VARIABLE

FULL = "/dev/full"
COMMANDS = {
    "help": (["--help"], 0, {"stdout"}),
    "version": (["--version"], 0, {"stdout"}),
    "data": (["spec", "list"], 0, {"stdout"}),
    "much data": (["spec", "show", "--json"], 0, {"stdout"}),
    "message": (["logout"], 0, {"stderr"}),
    "usage error": (["nonsense"], 2, {"stderr"}),
    "error": (["accounts", "list"], 3, {"stderr"}),
    "error with a hint": (["spec", "show", "nonsense"], 5, {"stderr"}),
}
"""Commands without a service, their exit codes, and the streams that they write to."""
BROKEN = [
    (name, stream)
    for name, (_, _, written) in COMMANDS.items()
    for stream in ("stdout", "stderr")
    if stream in written or name in ("data", "error")
]
"""The commands with each stream that they write to, and one command of each kind with the stream that it does not write to."""
DESCRIPTORS = {"stdin": 0, "stdout": 1, "stderr": 2}


@pytest.fixture(autouse=True)
def stored_profile(process_env: dict[str, str]) -> None:
    """A profile that `logout` removes."""
    Path(process_env[FILE_VARIABLE]).write_text('{"pdconnect/default": "{}"}')


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def start(name: str, env: Mapping[str, str], streams: Mapping[str, int | None]) -> tuple[int, str]:
    """Run a command, with these standard streams. Return its exit code and all that it wrote to the streams that work.

    Help, and data whose stdout is broken, run in a new process of Python, which ends as Python does. Other commands are forked, which
    is faster.
    """
    arguments = COMMANDS[name][0]
    if name != "help" and not (name == "data" and "stdout" in streams):
        ended = run_command(arguments, env, ROOT, streams)
        return ended.returncode, ended.stdout + ended.stderr
    closed = [DESCRIPTORS[stream] for stream, descriptor in streams.items() if descriptor is None]

    def close() -> None:
        for descriptor in closed:
            os.close(descriptor)

    process = subprocess.run(
        [sys.executable, "-W", "error", "-m", "pdconnect", *arguments],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=streams.get("stdout") or subprocess.PIPE,
        stderr=streams.get("stderr") or subprocess.PIPE,
        preexec_fn=close if closed else None,  # only this closes a descriptor before Python starts
        text=True,
        check=False,
        timeout=60,
    )
    return process.returncode, (process.stdout or "") + (process.stderr or "")


def assert_quiet(output: str) -> None:
    assert "Traceback" not in output
    assert "Exception ignored" not in output


@pytest.mark.parametrize(
    "closed",
    [("stdout",), ("stderr",), ("stdin",), ("stdin", "stdout", "stderr")],
    ids=" ".join,
)
@pytest.mark.parametrize("name", ["help", "data", "usage error", "error"])
def test_a_closed_stream_causes_no_traceback(name: str, closed: tuple[str, ...], process_env: dict[str, str]) -> None:
    ended, output = start(name, process_env, dict.fromkeys(closed))
    assert ended == COMMANDS[name][1]
    assert_quiet(output)


@pytest.mark.parametrize(("name", "stream"), BROKEN)
def test_a_pipe_without_a_reader_sets_the_exit_code(
    name: str, stream: str, stack: ExitStack, process_env: dict[str, str]
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    stack.callback(os.close, writing)
    _, code, written = COMMANDS[name]
    ended, output = start(name, process_env, {stream: writing})
    assert ended == (141 if stream in written else code)
    assert_quiet(output)


@pytest.mark.skipif(not os.path.exists(FULL), reason="a system without /dev/full")
@pytest.mark.parametrize(("name", "stream"), BROKEN)
def test_a_full_disk_sets_the_exit_code(name: str, stream: str, stack: ExitStack, process_env: dict[str, str]) -> None:
    full = os.open(FULL, os.O_WRONLY)
    stack.callback(os.close, full)
    _, code, written = COMMANDS[name]
    ended, output = start(name, process_env, {stream: full})
    if name == "usage error" and stream == "stderr":
        assert ended in (1, code), "the usage could not be printed"
    else:
        assert ended == ((code or 1) if stream in written else code)
    assert_quiet(output)
    if stream == "stdout" and stream in written:
        assert "No space left" in output, "the user is shown why the output is incomplete"


@pytest.mark.skipif(not os.path.exists(FULL), reason="a system without /dev/full")
def test_a_traceback_on_a_full_disk_keeps_the_exit_code(stack: ExitStack, process_env: dict[str, str]) -> None:
    full = os.open(FULL, os.O_WRONLY)
    stack.callback(os.close, full)
    ended, _ = start("error", {**process_env, "PDCONNECT_DEBUG": "1"}, {"stderr": full})
    assert ended == 3
