# Generated from generator/runtime/redaction.py. Do not edit: change that file and run `python -m generator`.
"""Removes credentials from texts: our own messages, and those of the service, such as the message of an error response."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, cast

from .constants import SENSITIVE

_PATTERNS = (
    r"ctok_[0-9A-Za-z]+"  # Connect tokens
    r"|(?i:\b(?:bearer|basic)\s+)[\w.~+/=-]{8,}"  # the values of Authorization headers
    r"|\beyJ[\w-]+\.[\w-]+\.[\w-]*"  # JSON web tokens
)
_SHORTEST = 6
"""Shorter secrets are not replaced: they would match ordinary words."""


def redact(text: str, secrets: Iterable[object] = ()) -> str:
    """Return `text` with `***` in place of every secret of `secrets` and of everything that looks like a token."""
    for secret in secrets:
        if isinstance(secret, str) and len(secret) >= _SHORTEST:
            text = text.replace(secret, "***")
    return re.sub(_PATTERNS, "***", text)


def redact_json(value: Any) -> Any:
    """Return a JSON value without credentials: members that the specification marks, and everything that looks like a token."""
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, list):
        return [redact_json(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, dict):
        members = cast(dict[str, Any], value)
        return {
            name: "***" if name in SENSITIVE and inner is not None else redact_json(inner)
            for name, inner in members.items()
        }
    return value
