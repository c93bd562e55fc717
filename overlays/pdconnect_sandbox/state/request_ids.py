"""The ids of requests, which responses have in a header, and by which the request log finds them."""

from __future__ import annotations

from hashlib import blake2b
from uuid import UUID

HEADER = "x-request-id"


def request_id(seed: int, start: int, number: int) -> str:
    """Return the id of the nth request since a start. The same arguments give the same id."""
    return str(UUID(bytes=blake2b(f"{seed}/{start}/{number}".encode(), digest_size=16).digest()))
