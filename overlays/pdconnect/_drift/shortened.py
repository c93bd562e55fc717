"""Shorten the lists of an invalid value, so that finding its errors takes a bounded time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jsonschema_rs import Draft202012Validator

_ITEMS = 10
"""Items to which a long list is shortened before the values are counted again, which takes longer than validating them."""


def shorten(value: Any, validator: Draft202012Validator, max_values: int) -> bool:
    """Halve the longest lists of an invalid value, in place, until few values are left and the value is still invalid.

    Items that deviate are kept in preference to others.

    Returns:
        True if it succeeded; False if the value has too many values outside of lists.
    """
    while _count(value) > max_values:
        lists = list(_lists(value))
        longest = max(lists, key=len) if lists else []
        if len(longest) < 2:
            return False
        length = min(len(longest) // 2, _ITEMS)
        while len(longest) > length:
            half = len(longest) // 2
            first, second = longest[:half], longest[half:]
            longest[:] = first
            if validator.is_valid(value):
                longest[:] = second
    return not validator.is_valid(value)


def _count(value: Any) -> int:
    return 1 + sum(map(_count, _parts(value)))


def _lists(value: Any) -> Iterator[list[Any]]:
    if isinstance(value, list):
        yield value  # pyright: ignore[reportUnknownVariableType]
    for part in _parts(value):
        yield from _lists(part)


def _parts(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return value if isinstance(value, list) else []  # pyright: ignore[reportUnknownVariableType]
