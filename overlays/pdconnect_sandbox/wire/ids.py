"""Generate identifiers and secrets in the formats of the service.

All derive from a seed and a position, so that a restarted sandbox continues the sequence.
"""

from __future__ import annotations

import secrets
import string
from hashlib import blake2b

DEFAULT_CLIENT_ID = "sandbox-client"
DEFAULT_CLIENT_SECRET = "sandbox-secret"

_ALPHANUMERIC = string.ascii_letters + string.digits
_LOWER = string.ascii_lowercase + string.digits
_LETTERS = 7
_IDENTIFIERS = len(_ALPHANUMERIC) ** _LETTERS
# About the golden ratio of that number, and coprime to it: so each position gives another identifier, and neighboring
# identifiers look different.
_STRIDE = 2_176_477_521_915


_SMALLEST_RANDOM_SEED = 2**127


def new_seed() -> int:
    """Return a seed that cannot be guessed. It is larger than any seed that a person would choose."""
    return _SMALLEST_RANDOM_SEED + secrets.randbits(127)


def credentials_of(seed: int) -> tuple[str, str]:
    """Return the id and the secret of the OAuth client: random ones for a random seed, else always the same."""
    if seed < _SMALLEST_RANDOM_SEED:
        return DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET
    digits = blake2b(f"{seed}/client".encode(), digest_size=24).hexdigest()
    return f"{DEFAULT_CLIENT_ID}-{digits[:8]}", f"{DEFAULT_CLIENT_SECRET}-{digits[8:]}"


class Ids:
    """Generates identifiers. The same seed gives the same identifiers in the same order."""

    def __init__(self, seed: int) -> None:
        """Start the sequence that belongs to this seed."""
        self.position = 0
        self._seed = seed
        self._first = int.from_bytes(blake2b(f"{seed}".encode(), digest_size=8).digest())

    def restart(self) -> None:
        """Start the sequence again."""
        self.position = 0

    def mint(self, prefix: str) -> str:
        """Return a new identifier such as `apn_XehyZPr`."""
        self.position += 1
        number = (self._first + self.position * _STRIDE) % _IDENTIFIERS
        return f"{prefix}_{_encode(number, _ALPHANUMERIC, _LETTERS)}"

    def hex(self, digits: int) -> str:
        """Return that many lowercase hexadecimal digits, at most 128."""
        return self._bytes(64).hex()[:digits]

    def session(self) -> int:
        """Return the number of an attempt to connect: 128 bits, as in later samples of the service."""
        return int.from_bytes(self._bytes(16))

    def secret(self) -> str:
        """Return a fake credential, in a format that logs can mask."""
        return f"sbx_{_encode(int.from_bytes(self._bytes(32)), _ALPHANUMERIC, 40)}"

    def endpoint(self) -> str:
        """Return the key of a new event endpoint."""
        return f"eo{_encode(int.from_bytes(self._bytes(16)), _LOWER, 13)}"

    def _bytes(self, number: int) -> bytes:
        self.position += 1
        return blake2b(f"{self._seed}/{self.position}".encode(), digest_size=number).digest()


def _encode(number: int, alphabet: str, length: int) -> str:
    """Return the last `length` digits of a number in the digits of an alphabet, lowest first."""
    digits: list[str] = []
    for _ in range(length):
        number, digit = divmod(number, len(alphabet))
        digits.append(alphabet[digit])
    return "".join(digits)
