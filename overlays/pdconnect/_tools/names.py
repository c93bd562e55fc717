"""Names of tools and arguments that every model vendor accepts."""

from __future__ import annotations

import re
from hashlib import sha256

CHOICES_TOOL = "list_argument_choices"
"""Name of the tool that lists the choices for the arguments of all other tools."""
MORE_ARGUMENTS = "more_arguments"
"""Name of the argument for props that appear only after others are set."""

_LONGEST = 64
_HASH_LENGTH = 8
_FORBIDDEN = re.compile(r"[^a-zA-Z0-9_-]")
_RESERVED = frozenset({CHOICES_TOOL, MORE_ARGUMENTS})


def safe_name(name: str) -> str:
    """Return a name of 1 to 64 letters, digits, `_` and `-`. It depends on nothing else than `name`.

    A name that vendors accept stays as it is. Any other name gets a part of its hash as suffix, so that different names stay different.
    """
    accepted = _FORBIDDEN.sub("_", name)[:_LONGEST]
    if accepted == name and name and name not in _RESERVED:
        return name
    digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_LENGTH]
    return f"{accepted[: _LONGEST - _HASH_LENGTH - 1] or 'tool'}_{digest}"
