# Generated from generator/runtime/redaction.py. Do not edit: change that file and run `python -m generator`.
"""Remove credentials from texts: our own messages, and those of the service, such as the message of an error response."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, quote_plus

from .constants import SENSITIVE

_PATTERNS = (
    r"ctok_[0-9A-Za-z]+"  # Connect tokens
    r"|(?i:\b(?:bearer|basic)\s+)[\w.~+/=-]{8,}"  # the values of Authorization headers
    r"|\beyJ[\w-]+\.[\w-]+\.[\w-]*"  # JSON web tokens
)
_SHORTEST = 6
"""Shorter secrets are not replaced: they would match ordinary words."""
_MAX_KNOWN = 1_000
"""Number of credentials that are remembered: the last ones."""
_CUT_FROM = 250
"""Characters. Shorter texts are never cut."""
_MAX_DEPTH = 100
"""Levels of a body that are pickled: `pickle` recurses."""
_SENSITIVE_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization", "set-cookie"})
_known: dict[str, None] = {}
"""The credentials that this process used, the last one at the end."""


def redact(text: str, secrets: Iterable[object] = ()) -> str:
    """Return `text` with `***` in place of every secret of `secrets` and of everything that looks like a token."""
    return re.sub(_PATTERNS, "***", hide(text, secrets))


def hide(text: str, secrets: Iterable[object]) -> str:
    """Return `text` with `***` in place of every secret. Longer ones first: one may begin with another."""
    texts = [secret for secret in secrets if isinstance(secret, str) and len(secret) >= _SHORTEST]
    for secret in sorted(texts, key=len, reverse=True):
        text = text.replace(secret, "***")
    return text


def hide_known(text: str, secrets: Iterable[object] = ()) -> str:
    """Return `text` with `***` in place of every secret of `secrets` and of every credential that this process used, in each spelling."""
    texts = [secret for secret in (*secrets, *tuple(_known)) if isinstance(secret, str) and len(secret) >= _SHORTEST]
    return hide(text, {spelling for secret in texts for spelling in _spellings(secret)})


def remember_secret(value: object) -> None:
    """Remember a credential that this process uses, so that no pickled error contains it, also where a response quotes it."""
    if isinstance(value, str) and len(value) >= _SHORTEST:
        _known[value] = None
        for oldest in tuple(_known)[:-_MAX_KNOWN]:
            _known.pop(oldest, None)


def redact_state(value: Any) -> Any:
    """Return the value of an error's attribute without credentials.

    Removed are the members that the specification marks, everything that looks like a token, and every credential that this process
    used, in strings, JSON values, models and headers. Other values are returned unchanged. What is nested too deeply to be pickled is
    left out. It does not recurse: a service can nest a body deeper than Python can call functions.
    """
    secrets = tuple({spelling for secret in tuple(_known) for spelling in _spellings(secret)})
    pending: list[tuple[Any, Any, int]] = []

    def converted(item: Any, depth: int) -> Any:
        if isinstance(item, str):
            return _without_end(redact(item, secrets), secrets)
        if isinstance(item, bytes):
            return redact(item.decode("latin-1"), secrets).encode("latin-1")
        if hasattr(item, "multi_items"):  # headers of httpx
            return type(item)(
                [
                    (name, "***" if name.lower() in _SENSITIVE_HEADERS else redact(text, secrets))
                    for name, text in item.multi_items()
                ]
            )
        if hasattr(item, "to_dict") and hasattr(item, "from_dict"):  # a model
            model: Any = type(item)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
            return model.from_dict(redact_state(item.to_dict()))
        if not isinstance(item, list | tuple | dict):
            return item
        if depth > _MAX_DEPTH:
            return "(nested too deeply)"
        target: Any = {} if isinstance(item, dict) else []
        pending.append((item, target, depth + 1))  # pyright: ignore[reportUnknownArgumentType]
        return target

    result = converted(value, 0)
    while pending:
        source, target, depth = pending.pop()
        if isinstance(source, dict):
            for name, inner in source.items():  # pyright: ignore[reportUnknownVariableType]
                hidden = name in SENSITIVE and inner is not None
                target[converted(name, depth)] = "***" if hidden else converted(inner, depth)
        else:
            target.extend(converted(inner, depth) for inner in source)
    return result


def _spellings(secret: str) -> tuple[str, ...]:
    """Return the ways in which a body can contain a secret: as it is, in a JSON string, in a URL."""
    in_json = (json.dumps(secret, ensure_ascii=ascii_only)[1:-1] for ascii_only in (True, False))
    return (secret, *in_json, quote(secret, safe=""), quote_plus(secret))


def _without_end(text: str, secrets: Iterable[str]) -> str:
    """Return the text without the beginning of a secret at its end, where a long text was cut."""
    if len(text) < _CUT_FROM:
        return text
    for secret in secrets:
        for length in range(min(len(secret) - 1, len(text)), _SHORTEST - 1, -1):
            if text.endswith(secret[:length]):
                return text[:-length] + "***"
    return text
