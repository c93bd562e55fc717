"""Checks of methods and headers that the caller passes. No message quotes a header's value: it may be a credential."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pdconnect_api.arguments import plain_text, type_name
from pdconnect_api.errors import InvalidArgumentError

from .._request_options import HEADER_NAME

_TOKEN = re.compile(HEADER_NAME).fullmatch
_VALUE = re.compile(r"[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?|").fullmatch


def checked_method(method: Any) -> str:
    """Return an HTTP method in capital letters. Raises InvalidArgumentError."""
    if not isinstance(method, str) or not _TOKEN(method):
        raise InvalidArgumentError("method", "must be the name of an HTTP method, such as 'POST'")
    return str(plain_text(method)).upper()


def checked_headers(headers: Any) -> dict[str, str]:
    """Return headers whose names and values can be sent as they are. Raises InvalidArgumentError."""
    if headers is None:
        return {}
    if not isinstance(headers, Mapping):
        raise InvalidArgumentError("headers", "must be a mapping of names to values")
    found: dict[str, str] = {}
    given: Mapping[Any, Any] = headers  # pyright: ignore[reportUnknownVariableType]
    for name, value in given.items():
        if not isinstance(name, str) or not _TOKEN(name):
            raise InvalidArgumentError("headers", "must have names of letters, digits and hyphens")
        if not isinstance(value, str):
            raise InvalidArgumentError("headers", f"must have strings as values: {name!r} is {type_name(value)}")
        if not _VALUE(value):
            raise InvalidArgumentError(
                "headers",
                f"must have values of printable ASCII, without white space at either end: {name!r} has not"
                " (a value read from a file often ends with a line break)",
            )
        found[plain_text(name)] = plain_text(value)
    return found
