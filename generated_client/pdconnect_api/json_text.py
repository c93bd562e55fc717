# Generated from generator/runtime/json_text.py. Do not edit: change that file and run `python -m generator`.
"""JSON texts, read with orjson where it is installed (`pdconnect[orjson]`) and with the standard library where it isn't.

What comes out is the same either way: what `json.loads` makes of the same bytes. They differ only in how deep a text may be nested, which
for `json.loads` hangs on the stack it is called from: orjson reads up to 1024 levels.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

try:
    import orjson
except ImportError:
    orjson = None  # type: ignore[assignment]

_DIGITS_AS_ZEROS = bytes(ord("0") if byte in b"0123456789" else ord(" ") for byte in range(256))
_LONG = b"0" * 19
"""An integer of 18 digits is exact in 64 bits; orjson makes a float of one that isn't."""
_EVERY = 4
_SAMPLE_OF_LONG = b"0" * (len(_LONG) // _EVERY)


def standard_loads(content: bytes) -> Any:
    """What `json.loads` makes of `content`, sooner: it guesses the encoding of bytes, which almost always are UTF-8.

    Raises ValueError or RecursionError, as `json.loads` does.
    """
    try:
        return json.loads(content.decode())
    except ValueError:
        return json.loads(content)


def quicker_loads(parse: Callable[[bytes], Any]) -> Callable[[bytes], Any]:
    """`json.loads` by `parse`, a quicker parser that is stricter and knows no integers beyond 64 bits."""

    def loads(content: bytes) -> Any:
        if not _has_long_number(content):
            try:
                return parse(content)
            except ValueError:  # NaN, a lone surrogate, another encoding, deep nesting, or no JSON at all
                pass
        return standard_loads(content)

    return loads


def _has_long_number(content: bytes) -> bool:
    """Whether so many digits stand in a row somewhere. A look at every fourth byte can deny it for a quarter of the price."""
    if _SAMPLE_OF_LONG not in content[::_EVERY].translate(_DIGITS_AS_ZEROS):
        return False
    return _LONG in content.translate(_DIGITS_AS_ZEROS)


loads: Callable[[bytes], Any] = standard_loads if orjson is None else quicker_loads(orjson.loads)
"""The value of a JSON text. Raises ValueError or RecursionError where it is none."""
