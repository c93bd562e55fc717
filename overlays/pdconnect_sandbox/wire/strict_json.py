"""Read JSON strictly: reject what cannot be written back unchanged."""

from __future__ import annotations

import json
import math
from typing import Any

from .types import as_list, as_object

_MAX_LEVELS = 200


def read_json(content: bytes) -> Any:
    """Return the value. Raise ValueError if it is not JSON or UTF-8, has infinite numbers, or is nested too deeply."""
    try:
        value = json.loads(content.decode(), parse_constant=_refuse, parse_float=_finite)
    except RecursionError:
        raise ValueError("too many levels") from None
    if b"\\u" in content:
        json.dumps(value, ensure_ascii=False).encode()  # raises for half of a surrogate pair
    _check_levels(value)
    return value


def _refuse(name: str) -> Any:
    raise ValueError(name)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _check_levels(value: Any) -> None:
    level = [value]
    for _ in range(_MAX_LEVELS):
        level = [part for one in level for part in _parts(one)]
        if not level:
            return
    raise ValueError("too many levels")


def _parts(value: Any) -> list[Any]:
    fields = as_object(value)
    return list(fields.values()) if fields is not None else as_list(value) or []
