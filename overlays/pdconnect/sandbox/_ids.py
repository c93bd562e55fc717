"""Identifiers and secrets in the forms of the service."""

from __future__ import annotations

import random
import string

_ALPHANUMERIC = string.ascii_letters + string.digits
_LOWER = string.ascii_lowercase + string.digits


class Ids:
    """A source of identifiers; two with the same seed mint the same ones in the same order."""

    def __init__(self, seed: int) -> None:
        """Start the sequence that belongs to this seed."""
        self._random = random.Random(seed)
        self._minted: set[str] = set()

    def mint(self, prefix: str) -> str:
        """Return a new identifier such as `apn_XehyZPr`, never one given out before."""
        new = f"{prefix}_{self._text(_ALPHANUMERIC, 7)}"
        while new in self._minted:
            new = f"{prefix}_{self._text(_ALPHANUMERIC, 7)}"
        self._minted.add(new)
        return new

    def hex(self, digits: int) -> str:
        """Return that many lowercase hexadecimal digits."""
        return self._text("0123456789abcdef", digits)

    def session(self) -> int:
        """Return the number of an attempt to connect: 128 bits, as in later samples of the service."""
        return self._random.getrandbits(128)

    def secret(self) -> str:
        """Return text that stands for a credential, in a form by which it can be masked."""
        return f"sbx_{self._text(_ALPHANUMERIC, 40)}"

    def host(self) -> str:
        """Return the host name of a new event endpoint."""
        return f"eo{self._text(_LOWER, 13)}.m.pipedream.net"

    def _text(self, alphabet: str, length: int) -> str:
        return "".join(self._random.choices(alphabet, k=length))
