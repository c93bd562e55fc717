"""A short check, for scripts/check, that nothing has become much slower. It compares ratios, with wide margins, and never seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import partial

from .kit import help_ratio, kit_ratio, list_ratio
from .measuring import measure_calls, measure_decoding, measure_httpx2_calls
from .memory import measure_memory
from .rows import OURS, RAW, Row
from .starting import measure_starts
from .subjects import ours, raw
from .throughput import MEASUREMENTS, Measurement, measure_throughput

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
    "help of the command": 2.5,  # as a multiple of a start of Python
    "list of the command": 3,  # as a multiple of importing httpx without its own command line
    "test of the kit": 0.5,  # as a multiple of creating an httpx client with its TLS context
}
"""The maximum ratios: to the HTTP library alone, where nothing else is written."""
_MIN_RATES = {
    "httpx: calls of 100 tasks": 1.8,
    "httpx2: calls of 100 tasks": 1.3,
    "aiohttp: calls of 100 tasks": 0.28,
    "httpx: calls of 50 threads": 1.5,
}
"""The minimum ratios of the calls per second to those of the HTTP library alone."""
_CALL_ROUNDS = 6
_START_ROUNDS = 3
_MEASUREMENTS = 12
"""The number of measurements in which a limit must be exceeded: a busy machine can disturb one side of a ratio, but not every time."""


def guard() -> int:
    """Return 1 if a limit is exceeded in each measurement, and print which; otherwise return 0."""
    worse = [line for measure in _measures() for line in _exceeded(measure)]
    for line in worse:
        print(f"slower than before - {line}", file=sys.stderr)
    return 1 if worse else 0


def _measures() -> Iterable[Callable[[], dict[str, str]]]:
    """Return functions that measure something once, and return what exceeds its limit. Only those are measured again."""
    subjects = [raw(), ours()]
    yield lambda: _slow(measure_calls(subjects, _CALL_ROUNDS, _quiet))
    yield lambda: _slow(measure_httpx2_calls(_CALL_ROUNDS, _quiet))
    yield lambda: _slow(measure_decoding(subjects, _CALL_ROUNDS, _quiet))
    yield lambda: _slow(measure_memory(subjects, _quiet))
    yield lambda: _slow(measure_starts([RAW, OURS], _START_ROUNDS, _quiet))
    yield lambda: _over("help of the command", help_ratio())
    yield lambda: _over("list of the command", list_ratio())
    yield lambda: _over("test of the kit", kit_ratio())
    for measurement in MEASUREMENTS:
        if measurement.what in _MIN_RATES:
            yield partial(_low_rate, measurement)


def _exceeded(measure: Callable[[], dict[str, str]]) -> list[str]:
    """Return the lines of what exceeds its limit in each measurement."""
    worse = measure()
    for _ in range(_MEASUREMENTS - 1):
        if not worse:
            break
        again = measure()
        worse = {what: line for what, line in again.items() if what in worse}
    return list(worse.values())


def _slow(rows: Iterable[Row]) -> dict[str, str]:
    """Compare the ratios of the best rounds with the limits: other programs disturbed these rounds least."""
    found: dict[str, str] = {}
    for row in rows:
        if row.what in _LIMITS:
            found |= _over(row.what, min(row.figures[OURS].values()) / min(row.figures[RAW].values()))
    return found


def _over(what: str, ratio: float) -> dict[str, str]:
    limit = _LIMITS[what]
    return {what: f"{what}: {ratio:.2f} x, limit {limit} x"} if ratio > limit else {}


def _low_rate(measurement: Measurement) -> dict[str, str]:
    (row,) = measure_throughput([measurement], 1, _quiet)
    (ratio,), limit = row.ratios(OURS), _MIN_RATES[row.what]
    return {row.what: f"{row.what}: {ratio:.2f} x, at least {limit} x"} if ratio < limit else {}


def _quiet(_: str) -> None:
    pass
