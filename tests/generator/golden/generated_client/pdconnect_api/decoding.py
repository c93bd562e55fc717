# Generated from generator/runtime/decoding.py. Do not edit: change that file and run `python -m generator`.
"""From the text of an answer to its result.

Texts are read with orjson where it is installed (`pdconnect[orjson]`) and with the standard library where it isn't.

What comes out is the same either way: what `json.loads` makes of the same bytes. They differ only in how deep a text may be nested, which
for `json.loads` hangs on the stack it is called from: orjson reads up to 1024 levels.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from .call import Listing
from .errors import DecodeError
from .model import Reader

try:
    import orjson
except ImportError:
    orjson = None  # type: ignore[assignment]

_MISSING: Any = object()
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


def read_nothing(_answer: Any) -> None:
    """Read an answer that has no content (204)."""


def read_model(read: Reader) -> Callable[[Any], Any]:
    """Read an answer that is one JSON object."""

    def read_answer(answer: Any) -> Any:
        if not isinstance(answer, dict):
            raise DecodeError(f"expected a JSON object, got {_kind(answer)}")
        return read(answer)

    return read_answer


def read_enveloped(read: Reader, *, key: str, marks: tuple[str, ...], nullable: bool = False) -> Callable[[Any], Any]:
    """Read an answer that is one JSON object, bare or under `key`; `nullable` tells that there may be nothing under `key`.

    A bare object that happens to have a member of that name is told by having one of `marks`, the members that the object always has.
    """

    def read_answer(answer: Any) -> Any:
        if not isinstance(answer, dict):
            raise DecodeError(f"expected a JSON object, got {_kind(answer)}")
        inner: Any = answer.get(key)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        if isinstance(inner, dict) and not any(mark in answer for mark in marks):
            return read(inner)
        if nullable and inner is None and not any(mark in answer for mark in marks):
            return None
        return read(answer)

    return read_answer


def read_list(read: Reader, *, key: str | None = None) -> Callable[[Any], list[Any]]:
    """Read an answer that is a JSON array, bare or under `key`; null or missing there is empty."""

    def read_answer(answer: Any) -> list[Any]:
        items = answer if key is None else _under(answer, key)
        if not isinstance(items, list):
            raise DecodeError(f"expected a JSON array, got {_kind(items)}")
        return [None if item is None else read(item) for item in items]  # pyright: ignore[reportUnknownVariableType]

    return read_answer


def _under(answer: Any, key: str) -> Any:
    if not isinstance(answer, dict):
        return answer
    found: Any = answer.get(key)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    if found is None:
        found = []
    return found  # pyright: ignore[reportUnknownVariableType]


def read_page(read: Reader, *, items: tuple[str, ...]) -> Callable[[Any], Listing[Any]]:
    """Read one page of a list. `items` are the places where the list can stand, as dotted paths; null or missing is empty."""
    from .models.page_info import PageInfo  # models wait until a resource is used, see models/__init__.py

    paths = [path.split(".") for path in items]

    def read_answer(answer: Any) -> Listing[Any]:
        if not isinstance(answer, dict):
            raise DecodeError(f"expected a JSON object, got {_kind(answer)}")
        page_info: Any = answer.get("page_info")  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        return Listing(
            [None if item is None else read(item) for item in _find_list(answer, paths)],  # pyright: ignore[reportUnknownArgumentType]
            PageInfo.from_dict(page_info if isinstance(page_info, dict) else {}),  # pyright: ignore[reportUnknownArgumentType]
            answer,  # pyright: ignore[reportUnknownArgumentType]
        )

    return read_answer


def _find_list(answer: dict[str, Any], paths: list[list[str]]) -> list[Any]:
    found = [_look_up(answer, path) for path in paths]
    for value in found:
        if isinstance(value, list):
            return value  # pyright: ignore[reportUnknownVariableType]
    if None in found or found[0] is _MISSING:
        return []
    raise DecodeError(f"expected a JSON array of items, got {_kind(found[0])}")


def _look_up(value: Any, path: list[str]) -> Any:
    for name in path:
        value = value.get(name, _MISSING) if isinstance(value, dict) else _MISSING  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return value  # pyright: ignore[reportUnknownVariableType]


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a JSON object"
    return "a JSON array" if isinstance(value, list) else f"a JSON {type(value).__name__}"
