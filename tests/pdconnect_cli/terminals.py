"""Run a command in a pseudo-terminal."""

from __future__ import annotations

import os
import re
import termios
import time
from collections.abc import Mapping, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pexpect
from pexpect.fdpexpect import fdspawn

from tests import ROOT
from tests.forked import start_command

from .screens import Screen

_SETTINGS: dict[str, Any] = {"encoding": "utf-8", "timeout": 30}


class Terminal:
    """A command in its own pseudo-terminal: `pdconnect`, unless another program is given. Its stdout can go to a file."""

    def __init__(
        self,
        *arguments: str,
        env: Mapping[str, str],
        program: Sequence[str] = (),
        output: Path | None = None,
        cwd: Path = ROOT,
        columns: int = 100,
        rows: int = 40,
    ) -> None:
        env = {**env, "TERM": "xterm-256color", "COLUMNS": str(columns), "LINES": str(rows)}
        self._process: BaseProcess | None = None
        if program:
            self._child: pexpect.spawn[str] | fdspawn[str] = pexpect.spawn(
                program[0], [*program[1:], *arguments], cwd=str(cwd), env=env, dimensions=(rows, columns), **_SETTINGS
            )
            self._pid = self._child.pid
        else:
            descriptor, terminal = os.openpty()
            termios.tcsetwinsize(terminal, (rows, columns))
            self._child = fdspawn(descriptor, **_SETTINGS)
            self._process = start_command(arguments, env, cwd, terminal, output)
            self._pid = self._process.pid
            os.close(terminal)
        self._shown: list[str] = []

    def sees(self, text: str) -> Terminal:
        """Wait until a text is shown, in any colours."""
        self._child.expect(_in_any_colour(text))
        self._shown += [str(self._child.before), str(self._child.after)]
        return self

    def types(self, text: str) -> Terminal:
        """Type a line."""
        self._child.sendline(text)
        return self

    def presses(self, key: str) -> Terminal:
        """Send the characters of a key, when the command waits: Python can miss a Ctrl-C just before it waits for input."""
        while _state(self._pid) == "R":
            time.sleep(0.01)
        self._child.send(key)
        return self

    def interrupts(self) -> Terminal:
        """Press Ctrl-C."""
        return self.presses("\x03")

    def ends(self) -> int:
        """Wait until the command has ended. Return its exit code."""
        self._child.expect(pexpect.EOF)
        self._shown.append(str(self._child.before))
        self._child.close()
        if self._process is None:
            code = self._child.exitstatus
        else:
            self._process.join()
            code = self._process.exitcode
        assert code is not None, f"ended by signal {self._child.signalstatus}"
        assert code >= 0, f"ended by signal {-code}"
        return code

    @property
    def raw(self) -> str:
        """Everything that was written to the terminal."""
        return "".join(self._shown)

    @property
    def text(self) -> str:
        """The final content of the terminal, without colours."""
        return Screen(self.raw).plain


def _state(pid: int | None) -> str:
    """Return the state of a process: R is running."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def _in_any_colour(text: str) -> str:
    return r"(?:\x1b\[[0-9;?]*[A-Za-z]|\r)*".join(re.escape(character) for character in text)
