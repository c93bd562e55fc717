"""Convert typed text to values of props. The form checks the values. Pure functions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pdconnect_api.models.configurable_prop import ConfigurableProp

_YES = frozenset({"y", "yes", "true", "on", "1"})
_NO = frozenset({"n", "no", "false", "off", "0"})
_STRING_TYPES = frozenset({"string", "app", "sql", "dir", "$.discord.channel"})
"""Types whose values are strings, also if the text looks like JSON."""


def is_list(prop: ConfigurableProp) -> bool:
    """Return whether a prop takes a list."""
    return str(prop.type).endswith("[]")


def read_texts(prop: ConfigurableProp, texts: Sequence[str]) -> Any:
    """Convert texts to a value: for a list, one item per text or all from one JSON list; otherwise the last text."""
    if not is_list(prop):
        return read_text(prop, texts[-1])
    items = _json(texts[0]) if len(texts) == 1 and texts[0].lstrip().startswith("[") else None
    if isinstance(items, list):
        return items  # pyright: ignore[reportUnknownVariableType]
    return [read_text(prop, text) for text in texts]


def read_text(prop: ConfigurableProp, text: str) -> Any:
    """Convert a text to a value or an item of a list. A text that doesn't match the type is returned unchanged."""
    kind = str(prop.type).removesuffix("[]")
    if kind in _STRING_TYPES:
        return text
    if kind == "boolean":
        word = text.strip().lower()
        return True if word in _YES else False if word in _NO else text
    value = _json(text)
    if kind == "integer":
        return value if isinstance(value, int) and not isinstance(value, bool) else text
    return text if value is None else value


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
