"""Credentials out of texts that others wrote, such as the message of an error answer."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PATTERNS = re.compile(
    r"ctok_[0-9A-Za-z]+"  # Connect tokens
    r"|(?i:\b(?:bearer|basic)\s+)[\w.~+/=-]{8,}"  # the values of Authorization headers
    r"|\beyJ[\w-]+\.[\w-]+\.[\w-]*"  # JSON web tokens
)
_SHORTEST = 6
"""Shorter values are not looked for: they would hit ordinary words."""


def redact(text: str, secrets: Iterable[object] = ()) -> str:
    """`text` with every known secret, and whatever looks like a token, replaced by `***`."""
    for secret in secrets:
        if isinstance(secret, str) and len(secret) >= _SHORTEST:
            text = text.replace(secret, "***")
    return _PATTERNS.sub("***", text)
