"""Reads the edits of docs/adding-an-endpoint.md from that page."""

from __future__ import annotations

import re
from pathlib import Path

import attrs

from tests import ROOT

PAGE = ROOT / "docs/adding-an-endpoint.md"
_TARGET = r"^(?:At the end of|In) `(?P<file>spec/[\w./]+)`(?:, below the line of `(?P<line>[^`]+)`)?:\n\n"
_EDIT = re.compile(_TARGET + r"```yaml\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


@attrs.frozen
class Edit:
    """One edit: add `text` to `file`, below the line that begins with `line`, or at the end."""

    file: str
    line: str | None
    text: str

    def apply(self, root: Path) -> None:
        """Apply the edit to the specification under `root`."""
        path = root / self.file
        lines = path.read_text().splitlines(keepends=True)
        if self.line is None:
            lines += ["\n", self.text]
        else:
            (index,) = (number for number, line in enumerate(lines) if line.startswith(f"  {self.line}:"))
            lines.insert(index + 1, self.text)
        path.write_text("".join(lines))


def edits() -> list[Edit]:
    """Return every edit of the page, in order."""
    found = [Edit(**match.groupdict()) for match in _EDIT.finditer(PAGE.read_text())]
    assert len(found) == PAGE.read_text().count("```yaml")
    return found


def block(language: str) -> str:
    """Return the only code block of the page in a language."""
    (text,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text(), re.DOTALL | re.MULTILINE)
    assert isinstance(text, str)
    return text
