"""File stashes: what runs of actions have written, kept for a day."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field, frozen

TICKETS = "/_sandbox/files"
LIFETIME = 24 * 3600
TICKET_LIFETIME = 30 * 60
_CHUNK = 64 * 1024


@define
class Stash:
    """The files of one stash by their keys."""

    id: str
    external_user_id: str
    folder: str
    expires_at: float
    files: dict[str, bytes] = field(factory=dict[str, bytes], repr=False)

    def key(self, name: str) -> str:
        """Return the key under which a file of this name is kept."""
        return f"{self.folder}/{self.id}/u/{name}"


@frozen
class Ticket:
    """Leave to fetch one file by its address alone, for a while."""

    content: bytes = field(repr=False)
    expires_at: float


def chunks(content: bytes) -> Iterator[bytes]:
    """Return the bytes piece by piece."""
    for start in range(0, len(content), _CHUNK):
        yield content[start : start + _CHUNK]
