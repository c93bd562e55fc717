# Generated from generator/runtime/decoding.py. Do not edit: change that file and run `python -m generator`.
"""Read the body of a response into its result.

JSON is read with orjson if it is installed (`pdconnect[orjson]`), else with the standard library. The result is the same as that of
`json.loads`. Only the accepted depth differs: orjson reads up to 1024 levels, while `json.loads` depends on the call stack.
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
"""An integer of 18 digits fits into 64 bits; orjson would read a longer one as a float."""
_EVERY = 4
_SAMPLE_OF_LONG = b"0" * (len(_LONG) // _EVERY)


def standard_loads(content: bytes) -> Any:
    """Return the same as `json.loads`, faster: that guesses the encoding, while the bytes are almost always UTF-8.

    Raises ValueError or RecursionError, as `json.loads` does.
    """
    try:
        return json.loads(content.decode())
    except ValueError:
        return json.loads(content)


def fast_loads(parse: Callable[[bytes], Any]) -> Callable[[bytes], Any]:
    """Return a `loads` that uses `parse`, a faster parser that is stricter and has no integers beyond 64 bits."""

    def loads(content: bytes) -> Any:
        if not _has_long_number(content):
            try:
                return parse(content)
            except ValueError:  # NaN, a lone surrogate, another encoding, deep nesting, or no JSON at all
                pass
        return standard_loads(content)

    return loads


def _has_long_number(content: bytes) -> bool:
    """Return whether there are 19 or more digits in a row. Most contents are ruled out by every fourth byte, at a quarter of the cost."""
    if _SAMPLE_OF_LONG not in content[::_EVERY].translate(_DIGITS_AS_ZEROS):
        return False
    return _LONG in content.translate(_DIGITS_AS_ZEROS)


loads: Callable[[bytes], Any] = standard_loads if orjson is None else fast_loads(orjson.loads)
"""Return the value of a JSON text. Raises ValueError or RecursionError if it cannot be read."""


def read_nothing(_response: Any) -> None:
    """Read a response without content (204)."""


def read_model(read: Reader) -> Callable[[Any], Any]:
    """Read a response that is one JSON object."""

    def read_response(response: Any) -> Any:
        if not isinstance(response, dict):
            raise DecodeError(f"expected a JSON object, got {_kind(response)}")
        return read(response)

    return read_response


def read_enveloped(read: Reader, *, key: str, marks: tuple[str, ...], nullable: bool = False) -> Callable[[Any], Any]:
    """Read a response that is one JSON object, bare or under `key`. `nullable`: the value under `key` may be null or missing.

    A bare object can have a member named `key` too. It is recognized by one of `marks`, the members that the object always has.
    """

    def read_response(response: Any) -> Any:
        if not isinstance(response, dict):
            raise DecodeError(f"expected a JSON object, got {_kind(response)}")
        inner: Any = response.get(key)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        if isinstance(inner, dict) and not any(mark in response for mark in marks):
            return read(inner)
        if nullable and inner is None and not any(mark in response for mark in marks):
            return None
        return read(response)

    return read_response


def read_list(read: Reader, *, key: str | None = None) -> Callable[[Any], list[Any]]:
    """Read a response that is a JSON array, bare or under `key`; null or missing there means an empty list."""

    def read_response(response: Any) -> list[Any]:
        items = response if key is None else _under(response, key)
        if not isinstance(items, list):
            raise DecodeError(f"expected a JSON array, got {_kind(items)}")
        return [None if item is None else read(item) for item in items]  # pyright: ignore[reportUnknownVariableType]

    return read_response


def _under(response: Any, key: str) -> Any:
    if not isinstance(response, dict):
        return response
    found: Any = response.get(key)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    if found is None:
        found = []
    return found  # pyright: ignore[reportUnknownVariableType]


def read_page(read: Reader, *, items: tuple[str, ...]) -> Callable[[Any], Listing[Any]]:
    """Read one page of a list. `items` are the dotted paths where the list can be; null or missing means an empty list."""
    from .models.page_info import PageInfo  # models are imported on first use, see models/__init__.py

    paths = [path.split(".") for path in items]

    def read_response(response: Any) -> Listing[Any]:
        if not isinstance(response, dict):
            raise DecodeError(f"expected a JSON object, got {_kind(response)}")
        page_info: Any = response.get("page_info")  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        return Listing(
            [None if item is None else read(item) for item in _find_list(response, paths)],  # pyright: ignore[reportUnknownArgumentType]
            PageInfo.from_dict(page_info if isinstance(page_info, dict) else {}),  # pyright: ignore[reportUnknownArgumentType]
            response,  # pyright: ignore[reportUnknownArgumentType]
        )

    return read_response


def _find_list(response: dict[str, Any], paths: list[list[str]]) -> list[Any]:
    found = [_look_up(response, path) for path in paths]
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
