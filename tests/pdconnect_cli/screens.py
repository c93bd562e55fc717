"""A small terminal emulator: it knows the control sequences that the commands use."""

from __future__ import annotations

import re

_TOKENS = re.compile(
    r"\x1b\[(?P<numbers>[0-9;?]*)(?P<letter>[A-Za-z])|(?P<steer>[\r\n\x07\x08])|(?P<text>[^\x1b\r\n\x07\x08]+)"
)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class Screen:
    """The lines on a terminal with their colours. After a carriage return, the line is replaced."""

    def __init__(self, written: str) -> None:
        self.lines = [""]
        self._row, self._line_restarted, self._colour = 0, False, ""
        for token in _TOKENS.finditer(written):
            self._take(token)

    @property
    def plain(self) -> str:
        """The lines without colours."""
        return "\n".join(_COLOUR.sub("", line) for line in self.lines)

    def _take(self, token: re.Match[str]) -> None:
        letter, steer = token["letter"], token["steer"]
        if letter == "m" and self._line_restarted:
            self._colour += token[0]  # of what is written next, if that is in this line
        elif token["text"] or letter == "m":
            before = self._colour if self._line_restarted else self.lines[self._row]
            self.lines[self._row], self._line_restarted, self._colour = before + token[0], False, ""
        elif steer == "\n":
            self._row, self._line_restarted = self._row + 1, False
            self.lines += [""] * (self._row + 1 - len(self.lines))
        elif steer == "\r":
            self._line_restarted = True
        elif steer == "\x08":
            self.lines[self._row] = self.lines[self._row][:-1]
        elif letter == "K" and token["numbers"] == "2":
            self.lines[self._row] = ""
        elif letter == "A":
            self._row = max(0, self._row - int(token["numbers"] or 1))
