"""Problems as values, so that one run finds and reports all of them."""

from __future__ import annotations

import attrs


@attrs.frozen(order=True)
class Problem:
    """One error in the specification."""

    file: str
    """Path relative to the repository."""
    pointer: str
    """JSON pointer into that file; empty for the whole file."""
    reason: str

    def __str__(self) -> str:
        return f"{self.file}#{self.pointer}: {self.reason}"


class SpecificationError(Exception):
    """The specification has problems; nothing was generated."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = sorted(set(problems))

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


def escape(name: str) -> str:
    """Return a name as one step of a JSON pointer (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")


def unescape(step: str) -> str:
    """Return the name that one step of a JSON pointer encodes."""
    return step.replace("~1", "/").replace("~0", "~")
