"""Find the operation for a method and a path. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from urllib.parse import unquote

import attrs

from .. import exit_codes
from ..errors import CommandError
from ..openapi_document import Operation

_PROJECT = "{project_id}"
_PREFIX = ("v1", "connect")
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}").fullmatch


@attrs.frozen
class Match:
    """An operation with the values that a path gives to its placeholders."""

    operation: Operation
    values: dict[str, str]


def short_path(operation: Operation) -> str:
    """Return the path of an operation without what all of them begin with: `accounts/{account_id}`."""
    return "/".join(_short(_segments(operation.path)))


def complete_path(operation: Operation, incomplete: str) -> str | None:
    """Return the short path of an operation, with the values that the incomplete path has for its placeholders; None if it does not match.

    A slash at the beginning is kept.
    """
    slash = "/" * incomplete.startswith("/")
    *finished, last = incomplete.removeprefix("/").split("/")
    path = short_path(operation).split("/")
    if len(path) <= len(finished) or not path[len(finished)].startswith(last):
        return None
    if any(
        part != value and (not value or not _PLACEHOLDER(part)) for part, value in zip(path, finished, strict=False)
    ):
        return None
    return slash + "/".join([*finished, *path[len(finished) :]])


def find_operation(operations: Iterable[Operation], method: str, path: str) -> Match:
    """Return the operation that a method and a path name.

    The path may begin with `/v1/connect/{project_id}/` or leave that out, and placeholders of the template may be in it as they are.

    Raises CommandError.
    """
    given = _segments(path)
    matches = [
        Match(operation, values)
        for operation in operations
        if operation.method == method and (values := _values(_segments(operation.path), given)) is not None
    ]
    if not matches:
        raise CommandError(
            f"there is no operation {method} {path}", exit_codes.USAGE, _hint(list(operations), method, given)
        )
    return min(matches, key=lambda match: len(match.values))  # the one with the most literal segments


def _values(template: Sequence[str], given: Sequence[str]) -> dict[str, str] | None:
    """Return the values of the placeholders, or None if the path does not match."""
    full = tuple(given[:2]) == _PREFIX
    expected = template if full else _short(template)
    if len(expected) != len(given):
        return None
    values: dict[str, str] = {}
    for part, value in zip(expected, given, strict=True):
        placeholder = _PLACEHOLDER(part)
        if placeholder is None:
            if part != value:
                return None
        elif value != part:
            values[placeholder[1]] = unquote(value)
    return values


def _segments(path: str) -> list[str]:
    return [part for part in path.split("/") if part]


def _short(template: Sequence[str]) -> list[str]:
    rest = list(template[2:]) if tuple(template[:2]) == _PREFIX else list(template)
    return rest[1:] if rest[:1] == [_PROJECT] else rest


def _hint(operations: Sequence[Operation], method: str, given: Sequence[str]) -> str:
    wanted = "/".join(given)
    methods = [each.method for each in operations if _values(_segments(each.path), given) is not None]
    if methods:
        return f"this path has {', '.join(methods)}"
    near = get_close_matches(wanted, [short_path(each) for each in operations if each.method == method])
    return f"did you mean {near[0]}?" if near else "`pdconnect spec list` lists all operations"
