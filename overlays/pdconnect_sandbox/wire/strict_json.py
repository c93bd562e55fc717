"""Read and write JSON strictly: reject values that cannot be written back unchanged, and texts that would be slow to check."""

from __future__ import annotations

import json
import math
import re
from itertools import accumulate
from typing import Any

_MAX_LEVELS = 200
MAX_VALUES = 100_000
"""Maximum number of values in one JSON text, at all levels."""
_STRING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_BRACKETS = b"[]{}"
_ALL_OTHER_BYTES = bytes(byte for byte in range(256) if byte not in _BRACKETS)
_STEPS = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}


class TooManyValuesError(ValueError):
    """A JSON text has more values than the sandbox accepts."""


def read_json(content: bytes) -> Any:
    """Return the value.

    Raises:
        TooManyValuesError: It has more than MAX_VALUES values.
        ValueError: It is not JSON or UTF-8, has infinite numbers, or is nested too deeply.
    """
    _check_size(content)
    try:
        value = json.loads(content.decode(), parse_constant=_refuse, parse_float=_finite)
    except RecursionError:
        raise ValueError("too many levels") from None
    if b"\\u" in content:
        json.dumps(value, ensure_ascii=False).encode()  # raises for half of a surrogate pair
    return value


def to_json(value: Any, where: str) -> Any:
    """Return a copy of a value that code of the user has created, as JSON: a list for a tuple, a string for a key that is an integer.

    Raises:
        ValueError: It cannot be written as JSON. The message begins with `where`.
    """
    try:
        text = json.dumps(value, allow_nan=False, ensure_ascii=False)
        text.encode()
        return json.loads(text)
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"{where} must be JSON: {printable(str(error))}") from None


def printable(text: str) -> str:
    """Return the string with an escape for each half of a surrogate pair, which UTF-8 cannot encode."""
    return text.encode(errors="backslashreplace").decode()


def _refuse(name: str) -> Any:
    raise ValueError(name)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _check_size(content: bytes) -> None:
    structure = _STRING.sub(b"", content)
    brackets = structure.translate(None, _ALL_OTHER_BYTES)
    if any(level > _MAX_LEVELS for level in accumulate(_STEPS[byte] for byte in brackets[: 2 * MAX_VALUES])):
        raise ValueError("too many levels")
    if structure.count(b",") > MAX_VALUES or len(brackets) > 2 * MAX_VALUES:
        raise TooManyValuesError("too many values")
