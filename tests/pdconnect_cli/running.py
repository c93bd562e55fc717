"""Run the command line inside the test process."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from pdconnect.cli import System, main

IN_PROCESS_URL = "https://sandbox.test"
"""The base URL of a sandbox in process. No name server knows it, so a command that misses the transport fails."""

_default_system: ContextVar[System | None] = ContextVar("_default_system", default=None)


@dataclass(frozen=True)
class Ended:
    """The exit code and output of a command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output, parsed as JSON."""
        return json.loads(self.out)

    @property
    def rows(self) -> list[list[str]]:
        """The output, as rows of tab-separated values."""
        return [line.split("\t") for line in self.out.splitlines()]

    def ok(self) -> Ended:
        """Check that the command succeeded."""
        assert self.code == 0, (self.code, self.out, self.err)
        return self


def run(*arguments: str, stdin: str = "", system: System | None = None) -> Ended:
    """Run one command without a terminal, with the default system unless one is given."""
    with _streams(stdin) as (out, err):
        code = main(arguments, system or _default_system.get())
    return Ended(code, _text(out), _text(err))


@contextmanager
def default_system(system: System) -> Iterator[None]:
    """Let commands in this block run with this system."""
    token = _default_system.set(system)
    try:
        yield
    finally:
        _default_system.reset(token)


@contextmanager
def _streams(stdin: str) -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    kept = sys.stdin, sys.stdout, sys.stderr
    streams = tuple(io.TextIOWrapper(io.BytesIO(data), encoding="utf-8") for data in (stdin.encode(), b"", b""))
    sys.stdin, sys.stdout, sys.stderr = streams
    try:
        yield streams[1], streams[2]
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.detach()
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()


class Time:
    """A clock that only `sleep` advances. Each sleep calls the next of the given functions."""

    def __init__(self, *meanwhile: Callable[[], object]) -> None:
        self.now = 1_700_000_000.0
        self.slept: list[float] = []
        self._meanwhile = list(meanwhile)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        if self._meanwhile:
            self._meanwhile.pop(0)()
