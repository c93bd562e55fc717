"""A short check, for scripts/check, that nothing has become much slower. It compares ratios, with wide margins, and never seconds."""

from __future__ import annotations

import sys

from .kit import help_ratio, kit_ratio, list_ratio
from .measuring import measure_calls, measure_decoding, measure_httpx2_calls
from .memory import measure_memory
from .rows import OURS, RAW, Row
from .starting import measure_starts
from .subjects import ours, raw
from .throughput import MEASUREMENTS, measure_throughput

_ROUNDS = 6
_LIMITS = {
    "one account": 0.8,
    "100 accounts": 1.3,
    "100 components x 11 props": 1.3,
    "httpx2: one account": 1.1,
    "httpx2: 100 accounts": 1.5,
    "decode 100 accounts": 1.6,
    "decode 100 components x 11 props": 1.5,
    "memory of 100 accounts": 1.2,
    "memory of 100 components x 11 props": 1.2,
    "import + client": 1.25,
    "httpx2: import + client": 1.35,
    "import + client + first call": 1.35,
}
"""The maximum ratios to the HTTP library alone. The ratio of the best rounds is used, because other programs disturbed them least."""
_MIN_RATES = {
    "httpx: calls of 100 tasks": 1.8,
    "httpx2: calls of 100 tasks": 1.3,
    "aiohttp: calls of 100 tasks": 0.28,
    "httpx: calls of 50 threads": 1.5,
}
"""The minimum ratios of the calls per second to those of the HTTP library alone."""
_RATE_ROUNDS = 3
_START_ROUNDS = 12
_HELP = 2.5
"""The maximum processor time of printing the command's help, as a multiple of a start of Python."""
_LIST = 3
"""The maximum processor time of `pdconnect accounts list`, as a multiple of importing httpx without its own command line."""
_KIT = 0.5
"""The maximum time that the testing kit adds to a test, as a multiple of creating an httpx client with its TLS context."""


_MEASUREMENTS = 4
"""The number of measurements in which a limit must be exceeded: a busy machine can disturb one side of a ratio, but not every time."""


def guard() -> int:
    """Return 1 if a limit is exceeded in each measurement, and print which; otherwise return 0."""
    worse = _exceeded()
    for _ in range(_MEASUREMENTS - 1):
        if not worse:
            return 0
        again = _exceeded()
        worse = {what: line for what, line in again.items() if what in worse}
    for line in worse.values():
        print(f"slower than before - {line}", file=sys.stderr)
    return 1 if worse else 0


def _exceeded() -> dict[str, str]:
    """Measure everything once, and return the measurements that exceed their limits."""
    subjects = [raw(), ours()]
    rows = [*measure_calls(subjects, _ROUNDS, _quiet), *measure_decoding(subjects, _ROUNDS, _quiet)]
    rows += [*measure_memory(subjects, _quiet), *measure_starts([RAW, OURS], _START_ROUNDS, _quiet)]
    rows += measure_httpx2_calls(_ROUNDS, _quiet)
    found = {row.what: (_best(row, OURS) / _best(row, RAW), _LIMITS[row.what]) for row in rows if row.what in _LIMITS}
    found["help of the command"] = help_ratio(), _HELP
    found["list of the command"] = list_ratio(), _LIST
    found["test of the kit"] = kit_ratio(), _KIT
    exceeded = {
        what: f"{what}: {ratio:.2f} x, limit {limit} x" for what, (ratio, limit) in found.items() if ratio > limit
    }
    guarded = [measurement for measurement in MEASUREMENTS if measurement.what in _MIN_RATES]
    for row in measure_throughput(guarded, _RATE_ROUNDS, _quiet):
        ratio, limit = max(row.ratios(OURS)), _MIN_RATES[row.what]
        if ratio < limit:
            exceeded[row.what] = f"{row.what}: {ratio:.2f} x, at least {limit} x"
    return exceeded


def _best(row: Row, subject: str) -> float:
    return min(row.figures[subject].values())


def _quiet(_: str) -> None:
    pass
