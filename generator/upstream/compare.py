"""Compare facts: two versions of one source, or a source with the specification."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import attrs
import yaml

from .facts import Facts


@attrs.frozen
class Difference:
    """A fact that differs between two sides. None means that a side lacks it."""

    name: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        if self.before is None:
            return f"+ {self.name}{f': {self.after}' if self.after else ''}"
        if self.after is None:
            return f"- {self.name}{f': {self.before}' if self.before else ''}"
        return f"~ {self.name}: {self.before} -> {self.after}"


@attrs.frozen
class Deliberate:
    """Known differences between the specification and the official packages, with their reasons."""

    types: dict[str, str]
    """Our name of a type by the official one."""
    ignored: dict[str, str]
    """Reasons by the official names of types that are not compared."""
    differences: dict[str, str]
    """Reasons by the patterns of facts that differ."""


def read_deliberate(file: Path, *, openapi: bool = False) -> Deliberate:
    """Read the checked-in list, with what it has for the vendor's OpenAPI document only if `openapi` is true."""
    content: dict[str, Any] = yaml.safe_load(file.read_text())
    parts: list[dict[str, Any]] = [content, content["openapi"]] if openapi else [content]
    return Deliberate(
        {name: ours for part in parts for name, ours in part["types"].items()},
        {name: group["reason"] for part in parts for group in part["ignored"] for name in group["types"]},
        {pattern: group["reason"] for part in parts for group in part["differences"] for pattern in group["facts"]},
    )


def changes(before: Facts, after: Facts) -> list[Difference]:
    """Return what changed between two versions of one source."""
    return [
        Difference(name, before.get(name), after.get(name))
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    ]


def lines(differences: Iterable[Difference], before: Facts, after: Facts) -> list[str]:
    """Return the differences as lines of a report. What one side lacks as a whole is one line with all its parts."""
    kept = {_owner(name) for name in before} & {_owner(name) for name in after}
    found: dict[str, list[str]] = {}
    for difference in differences:
        owner = _owner(difference.name)
        line = str(difference)
        if owner in kept:
            found[line] = [line]
        else:
            found.setdefault(f"{line[0]} {owner}", []).append(line)
    return [
        parts[0] + "".join(f", {part[2:].removeprefix(_owner(part[2:])).lstrip('. =')}" for part in parts[1:])
        for parts in found.values()
    ]


def unexplained(upstream: Facts, ours: Facts, deliberate: Deliberate) -> tuple[list[str], list[str]]:
    """Return the differences to the specification that the list does not explain, as lines, and the entries that explain nothing."""
    used: set[str] = set()
    renamed: Facts = {}
    for name, type_ in upstream.items():
        owner = _owner(name)
        if owner in deliberate.ignored:
            used.add(owner)
        else:
            renamed[_rename(name, deliberate.types, used)] = _rename(type_, deliberate.types, used)
    owners = {_owner(name) for name in renamed}
    # Operations are always compared, types where the other side has a type of that name.
    shared = {name: type_ for name, type_ in ours.items() if _is_operation(name) or _owner(name) in owners}
    found = [
        difference
        for difference in changes(shared, renamed)
        if not _reads_more(difference) and not _explains(difference, deliberate.differences, used)
    ]
    entries = {*deliberate.types, *deliberate.ignored, *deliberate.differences}
    return lines(found, ours, renamed), sorted(entries - used)


def _reads_more(difference: Difference) -> bool:
    """Return whether our side only reads more than theirs: a field of a response that may be missing, or is not known there.

    Readers are tolerant by decision: a missing field does not make a response unreadable. Requests and enumerations are compared exactly.
    """
    if _is_operation(difference.name) or " = " in difference.name:
        return False
    if difference.after is None:
        return True
    return difference.before is not None and difference.before.removesuffix("?") == difference.after.removesuffix("?")


def _explains(difference: Difference, reasons: dict[str, str], used: set[str]) -> bool:
    found = [pattern for pattern in reasons if fnmatchcase(difference.name, pattern.replace("[", "[[]"))]
    used.update(found)
    return bool(found)


def _rename(text: str, names: dict[str, str], used: set[str]) -> str:
    def replace(match: re.Match[str]) -> str:
        if match[0] in names:
            used.add(match[0])
        return names.get(match[0], match[0])

    parts = re.sub(r"\b[A-Z]\w*", replace, text)
    return " | ".join(sorted(set(parts.split(" | "))))


def _owner(name: str) -> str:
    """Return the name of the operation, type or enumeration that a fact is about."""
    return re.split(r" [?>] " if _is_operation(name) else r"[.\s]", name, maxsplit=1)[0]


def _is_operation(name: str) -> bool:
    return " /" in name
