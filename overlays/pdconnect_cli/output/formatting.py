"""Format values: for tab-separated values, and as JSON. Pure functions."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

_CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that control a terminal or reverse the text direction. Text from the service must not do that."""


def printable(text: str, *, keep_lines: bool = False) -> str:
    """Return the text with control characters escaped, on one line unless `keep_lines`."""
    text = _CONTROL_CHARACTERS.sub(lambda match: f"\\x{ord(match[0]):02x}", text.replace("\r\n", "\n"))
    return text if keep_lines else text.replace("\n", " ").replace("\t", " ")


def json_text(value: Any, *, indent: int | None = None) -> str:
    """Return JSON in which characters that control a terminal are escaped."""
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    return _CONTROL_CHARACTERS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def format_for_tsv(value: object) -> str:
    """Return a value for programs: dates as ISO 8601, true or false, empty for None; tabs and line breaks become spaces."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC).isoformat(timespec='seconds')}".replace("+00:00", "Z")
    return " ".join(plain(value).split())


def plain(value: object) -> str:
    """Return a value as text; the items of a list are separated by commas."""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return str(value)
