"""Text that can be sent: JSON can contain lone surrogates, which UTF-8 cannot encode, so that a request to the vendor would fail."""

from __future__ import annotations

from typing import Any, cast


def valid_text(text: str) -> str:
    """Return the text with U+FFFD in place of each lone surrogate."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def valid_json(value: Any) -> Any:
    """Return a JSON value whose strings are valid text. Names of members stay as they are."""
    if isinstance(value, str):
        return valid_text(value)
    if isinstance(value, list):
        return [valid_json(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, dict):
        return {name: valid_json(inner) for name, inner in cast("dict[str, Any]", value).items()}
    return value
