"""File stashes: files that action runs have written, stored for a day."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field, frozen

TICKETS = "/_sandbox/files"
LIFETIME = 24 * 3600
TICKET_LIFETIME = 30 * 60
_CHUNK = 64 * 1024


@define
class Stash:
    """A file stash: files by key."""

    id: str
    external_user_id: str
    folder: str
    expires_at: float
    files: dict[str, bytes] = field(factory=dict[str, bytes], repr=False)

    def key(self, name: str) -> str:
        """Return the key of a file with this name."""
        return f"{self.folder}/{self.id}/u/{name}"


@frozen
class Ticket:
    """The permission to download one file by its URL, without other credentials, until `expires_at`."""

    content: bytes = field(repr=False)
    expires_at: float


def chunks(content: bytes) -> Iterator[bytes]:
    """Yield the bytes in chunks."""
    for start in range(0, len(content), _CHUNK):
        yield content[start : start + _CHUNK]
