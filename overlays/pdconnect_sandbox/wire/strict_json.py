"""Reading JSON, strictly: what could not be written back the way it came is no JSON here."""

from __future__ import annotations

import json
import math
from typing import Any

from .types import as_list, as_object

_MOST_LEVELS = 200


def read_json(content: bytes) -> Any:
    """Return the value, or raise ValueError for what is not JSON, not UTF-8, not finite or too deep."""
    try:
        value = json.loads(content.decode(), parse_constant=_refuse, parse_float=_finite)
    except RecursionError:
        raise ValueError("too many levels") from None
    if b"\\u" in content:
        json.dumps(value, ensure_ascii=False).encode()  # half of a surrogate pair cannot be encoded
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
    for _ in range(_MOST_LEVELS):
        level = [part for one in level for part in _parts(one)]
        if not level:
            return
    raise ValueError("too many levels")


def _parts(value: Any) -> list[Any]:
    fields = as_object(value)
    return list(fields.values()) if fields is not None else as_list(value) or []
