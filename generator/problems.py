"""Problems as values, so that all of them are found in one run and told together."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """One thing that is wrong with the specification."""

    file: str
    """Relative to the repository."""
    pointer: str
    """A JSON pointer into that file; empty for the file as a whole."""
    reason: str

    def __str__(self) -> str:
        return f"{self.file}#{self.pointer}: {self.reason}"


class BrokenSpecification(Exception):
    """The specification has problems; nothing was generated."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = sorted(set(problems))

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


def escape(name: str) -> str:
    """One step of a JSON pointer (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")


def unescape(step: str) -> str:
    """The name that a step of a JSON pointer stands for."""
    return step.replace("~1", "/").replace("~0", "~")
