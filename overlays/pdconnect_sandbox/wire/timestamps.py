"""Format times as the API does."""

from __future__ import annotations

from datetime import UTC, datetime


def iso(seconds: float) -> str:
    """Return a time such as `2024-07-30T22:52:48.000Z`."""
    when = datetime.fromtimestamp(seconds, UTC)
    return when.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def milliseconds(seconds: float) -> int:
    """Return whole milliseconds, as observations have them."""
    return int(seconds * 1000)
