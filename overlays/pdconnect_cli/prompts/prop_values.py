"""What people type, as values of props. Whether a value will do is for the form to say. Decides, and does no I/O."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pdconnect_api.models.configurable_prop import ConfigurableProp

_YES = frozenset({"y", "yes", "true", "on", "1"})
_NO = frozenset({"n", "no", "false", "off", "0"})
_TEXTS = frozenset({"string", "app", "sql", "dir", "$.discord.channel"})
"""Types whose values are text, whatever the text looks like."""


def is_list(prop: ConfigurableProp) -> bool:
    """Whether a prop takes multiple values."""
    return str(prop.type).endswith("[]")


def read_texts(prop: ConfigurableProp, texts: Sequence[str]) -> Any:
    """The value that some texts stand for: a list takes one item of each, or all of one JSON list; else the last one counts."""
    if not is_list(prop):
        return read_text(prop, texts[-1])
    whole = _json(texts[0]) if len(texts) == 1 and texts[0].lstrip().startswith("[") else None
    if isinstance(whole, list):
        return whole  # pyright: ignore[reportUnknownVariableType]
    return [read_text(prop, text) for text in texts]


def read_text(prop: ConfigurableProp, text: str) -> Any:
    """The value, or the item of a list, that a text stands for. A text that doesn't fit is left as it is."""
    kind = str(prop.type).removesuffix("[]")
    if kind in _TEXTS:
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
