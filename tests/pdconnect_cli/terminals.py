"""Run a command in a pseudo-terminal."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pexpect

from tests import ROOT

from .screens import Screen


class Terminal:
    """A command in its own pseudo-terminal."""

    def __init__(
        self,
        *arguments: str,
        env: Mapping[str, str],
        program: Sequence[str] = (sys.executable, "-W", "error", "-m", "pdconnect"),
        cwd: Path = ROOT,
        columns: int = 100,
        rows: int = 40,
    ) -> None:
        self._child: pexpect.spawn[str] = pexpect.spawn(
            program[0],
            [*program[1:], *arguments],
            cwd=str(cwd),
            env={**env, "TERM": "xterm-256color", "COLUMNS": str(columns), "LINES": str(rows)},
            dimensions=(rows, columns),
            encoding="utf-8",
            timeout=30,
        )
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
        """Send the characters of a key."""
        self._child.send(key)
        return self

    def interrupts(self) -> Terminal:
        """Press Ctrl-C, as a person does: a moment after the question is there, since readline takes that long to be ready."""
        return self.presses("\x03")

    def ends(self) -> int:
        """Wait until the command has ended. Return its exit code."""
        self._child.expect(pexpect.EOF)
        self._shown.append(str(self._child.before))
        self._child.close()
        code = self._child.exitstatus
        assert code is not None, f"ended by signal {self._child.signalstatus}"
        return code

    @property
    def raw(self) -> str:
        """Everything that was written to the terminal."""
        return "".join(self._shown)

    @property
    def text(self) -> str:
        """The final content of the terminal, without colours."""
        return Screen(self.raw).plain


def _in_any_colour(text: str) -> str:
    return r"(?:\x1b\[[0-9;?]*[A-Za-z]|\r)*".join(re.escape(character) for character in text)
