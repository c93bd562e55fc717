"""How values look: in a table for people, between tabs for programs. Decides, and does no I/O."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

from rich.text import Text

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that steer a terminal or turn text around: what comes from elsewhere must not do that."""


def printable(text: str, *, keep_lines: bool = False) -> str:
    """The text with control characters written out, on one line unless `keep_lines`."""
    text = _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text.replace("\r\n", "\n"))
    return text if keep_lines else text.replace("\n", " ").replace("\t", " ")


def json_text(value: Any, *, indent: int | None = None) -> str:
    """A JSON text that cannot steer a terminal: what JSON leaves as it is and a terminal does not is escaped as JSON has it."""
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def format_for_table(value: object, preferred: bool | None = None) -> Text:
    """A value for people. Yes and no have colours where one of them, `preferred`, is the better."""
    if value is None:
        return Text("-", style="dim")
    if isinstance(value, bool):
        style = "" if preferred is None else "green" if value is preferred else "red"
        return Text("yes" if value else "no", style)
    if isinstance(value, datetime):
        return Text(f"{value.astimezone(UTC):%Y-%m-%d %H:%M}")
    return Text(printable(_plain(value)))


def format_for_tsv(value: object) -> str:
    """A value for programs: dates by ISO 8601, true and false, nothing for no value; tabs and line breaks become spaces."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC).isoformat(timespec='seconds')}".replace("+00:00", "Z")
    return " ".join(_plain(value).split())


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return str(value)
