"""The credentials that clients have sent, which the request log must not show, and a search for them in texts."""

from __future__ import annotations

from collections.abc import Iterator

SHORTEST_INSIDE_TEXT = 4
"""Shorter secrets are found only if they are the whole text."""


class Secrets:
    """A set of secrets. The time to search a text does not grow with their number."""

    def __init__(self) -> None:
        """Start empty."""
        self._all: dict[str, None] = {}
        self._by_start: dict[str, dict[int, set[str]]] = {}

    def add(self, secret: str) -> None:
        """Add a secret."""
        if secret in self._all:
            return
        self._all[secret] = None
        if len(secret) >= SHORTEST_INSIDE_TEXT:
            by_length = self._by_start.setdefault(secret[:SHORTEST_INSIDE_TEXT], {})
            by_length.setdefault(len(secret), set()).add(secret)

    def clear(self) -> None:
        """Remove all secrets."""
        self._all.clear()
        self._by_start.clear()

    def __contains__(self, text: object) -> bool:
        return text in self._all

    def __iter__(self) -> Iterator[str]:
        """Yield the secrets in the order in which they were added."""
        return iter(self._all)

    def mask(self, text: str, mask: str) -> str:
        """Return the text with a mask in place of each secret. Of several secrets at one place, the longest is masked."""
        parts: list[str] = []
        copied = position = 0
        starts, last = self._by_start, len(text) - SHORTEST_INSIDE_TEXT
        while position <= last:
            by_length = starts.get(text[position : position + SHORTEST_INSIDE_TEXT])
            length = 0 if by_length is None else _longest(by_length, text, position)
            if length:
                parts += [text[copied:position], mask]
                position = copied = position + length
            else:
                position += 1
        return "".join([*parts, text[copied:]]) if parts else text


def _longest(by_length: dict[int, set[str]], text: str, position: int) -> int:
    found = (length for length, secrets in by_length.items() if text[position : position + length] in secrets)
    return max(found, default=0)
