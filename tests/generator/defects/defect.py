"""A planted defect: one edit of the golden specification, and the problems that the generator must report."""

from __future__ import annotations

from pathlib import Path

import attrs


@attrs.frozen
class ExpectedProblem:
    """A problem that must be reported."""

    file: str
    pointer: str
    fragment: str
    """A part of the reason."""

    def matches(self, line: str) -> bool:
        """Return whether a line of the report is this problem."""
        return line.startswith(f"spec/{self.file}#{self.pointer}: ") and self.fragment in line


@attrs.frozen
class Defect:
    """One edit: replace the only occurrence of `old` with `new`. If `old` is empty, append `new`."""

    name: str
    file: str
    old: str
    new: str
    problems: tuple[ExpectedProblem, ...]

    def plant(self, root: Path) -> None:
        """Apply the edit to the specification under `root`."""
        path = root / "spec" / self.file
        text = path.read_text() if path.exists() else ""
        assert not self.old or text.count(self.old) == 1, f"{self.name}: {self.old!r} must occur once in {self.file}"
        path.write_text(text.replace(self.old, self.new) if self.old else text + self.new)


def defect(name: str, file: str, old: str, new: str, *problems: tuple[str, str, str]) -> Defect:
    """Return a row of a table of defects."""
    return Defect(name, file, old, new, tuple(ExpectedProblem(*problem) for problem in problems))
