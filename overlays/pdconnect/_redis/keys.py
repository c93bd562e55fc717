"""The keys of a shared store: `prefix:{group}:name`. A Cluster keeps the keys of a group in one slot, because of the braces."""

from __future__ import annotations

from hashlib import blake2b


def group_key(prefix: str, group: str, name: str) -> str:
    """Return a key. Keys with the same prefix and group are in one slot of a Cluster."""
    return f"{prefix}:{{{group}}}:{name}"


def digest(*parts: str) -> str:
    """Return a digest of ids, which must not be readable in a shared store."""
    return blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()
