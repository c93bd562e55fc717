"""A short look, for scripts/check, at whether anything has become far worse. Ratios and counts with wide margins, never seconds."""

from __future__ import annotations

import sys

from .kit import help_of_starts, kit_of_clients
from .measuring import measure_calls, measure_decoding
from .memory import measure_memory
from .rows import OURS, RAW, Row
from .starting import measure_starts
from .subjects import ours, raw

_ROUNDS = 6
_LIMITS = {
    "one account": 1.6,
    "100 accounts": 1.5,
    "100 components x 11 props": 1.4,
    "decode 100 accounts": 1.6,
    "decode 100 components x 11 props": 1.5,
    "memory of 100 accounts": 1.2,
    "memory of 100 components x 11 props": 1.2,
}
"""The largest ratio to httpx alone, of the best rounds: those that the rest of the machine disturbed least."""
_MODULES = 25
"""The most modules that a first call may import beyond those of httpx."""
_HELP = 2.5
"""The most that printing the help of the command may take, in starts of Python."""
_KIT = 0.5
"""The most that a test with the testing kit may take beyond its own work, in making an httpx client with its TLS context."""


def guard() -> int:
    """1 if a limit is passed, which is printed, and 0 otherwise."""
    subjects = [raw(), ours()]
    rows = [*measure_calls(subjects, _ROUNDS, _quiet), *measure_decoding(subjects, _ROUNDS, _quiet)]
    rows += measure_memory(subjects, _quiet)
    found = {row.what: _best(row, OURS) / _best(row, RAW) for row in rows if row.what in _LIMITS}
    worse = [f"{what}: {found[what]:.2f} x, limit {limit} x" for what, limit in _LIMITS.items() if found[what] > limit]
    modules = measure_starts([RAW, OURS], 1, _quiet)[-1]
    more = int(_best(modules, OURS) - _best(modules, RAW))
    if more > _MODULES:
        worse.append(f"a first call imports {more} modules beyond those of httpx, limit {_MODULES}")
    for what, ratio, limit in (
        ("help of the command", help_of_starts(), _HELP),
        ("test of the kit", kit_of_clients(), _KIT),
    ):
        if ratio > limit:
            worse.append(f"{what}: {ratio:.2f} x, limit {limit} x")
    for line in worse:
        print(f"slower than it was - {line}", file=sys.stderr)
    return 1 if worse else 0


def _best(row: Row, subject: str) -> float:
    return min(row.figures[subject].values())


def _quiet(_: str) -> None:
    pass
