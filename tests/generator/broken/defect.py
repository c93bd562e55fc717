"""A planted defect: one edit of the golden specification, and the problems that the generator must tell."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Told(NamedTuple):
    """A problem as it must be told."""

    file: str
    pointer: str
    fragment: str
    """A part of the reason."""

    def fits(self, line: str) -> bool:
        """Whether a line of the report tells this problem."""
        return line.startswith(f"spec/{self.file}#{self.pointer}: ") and self.fragment in line


class Defect(NamedTuple):
    """One edit: where `old` stands, exactly once, write `new`. An empty `old` means: add `new` at the end."""

    name: str
    file: str
    old: str
    new: str
    told: tuple[Told, ...]

    def plant(self, root: Path) -> None:
        """Make the edit in the specification under `root`."""
        path = root / "spec" / self.file
        text = path.read_text() if path.exists() else ""
        assert not self.old or text.count(self.old) == 1, f"{self.name}: {self.old!r} must stand once in {self.file}"
        path.write_text(text.replace(self.old, self.new) if self.old else text + self.new)


def defect(name: str, file: str, old: str, new: str, *told: tuple[str, str, str]) -> Defect:
    """A row of a table of defects."""
    return Defect(name, file, old, new, tuple(Told(*problem) for problem in told))
