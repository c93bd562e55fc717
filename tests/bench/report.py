"""The figures, for people and for programs."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from statistics import median
from typing import Any

from .measuring import Row, spread

_PACKAGES = ("httpx", "pdconnect", "pipedream")
_CHANGES_HTTPX = ("click", "rich")
_WIDTHS = (46, 10, 22, 26)

_LEGEND = """\
raw: httpx alone, with json.loads; processor time per call. The others: how many times as long, in the same round.
In brackets the quartiles of the rounds. The same transport for all, inside the process."""


def as_json(rows: Sequence[Row]) -> dict[str, Any]:
    """The report as plain data."""
    return {
        "python": platform.python_version(),
        "versions": {package: _version(package) for package in _PACKAGES},
        "comparable_import": not _httpx_brings_more(),
        "rows": [_row_as_json(row) for row in rows],
    }


def _row_as_json(row: Row) -> dict[str, Any]:
    subjects = {name: _figures(row, name) for name in row.seconds}
    return {"what": row.what, "aim": row.aim, "met": row.met, "subjects": subjects}


def _figures(row: Row, subject: str) -> dict[str, Any]:
    ratios = row.ratios(subject)
    return {
        "rounds": len(ratios),
        "microseconds": round(median(row.seconds[subject].values()) * 1e6, 1),
        "ratio": round(median(ratios), 3),
        "quartiles": [round(ratio, 3) for ratio in spread(ratios)],
    }


def as_text(rows: Sequence[Row]) -> str:
    """The report as a table."""
    versions = ", ".join(f"{package} {_version(package) or 'not installed'}" for package in _PACKAGES)
    lines = [f"Python {platform.python_version()}, {versions}", "", _line("", "raw", "pdconnect", "official", "aim")]
    lines += [_row_as_line(row) for row in rows]
    lines += ["", _LEGEND]
    if _httpx_brings_more():
        lines.append(
            "Importing httpx imports click and rich too in this environment: its command line. Use scripts/bench."
        )
    return "\n".join(lines)


def _row_as_line(row: Row) -> str:
    raw = median(row.seconds["raw"].values())
    aim = "" if row.aim is None else f"<= {row.aim:g} x  {'met' if row.met else 'missed'}"
    return _line(row.what, _time(raw), _ratio(row, "pdconnect"), _ratio(row, "official"), aim)


def _line(what: str, *cells: str) -> str:
    *figures, aim = cells
    first, *others = _WIDTHS
    return f"{what:{first}}{''.join(f'{cell:>{width}}' for cell, width in zip(figures, others, strict=True))}   {aim}".rstrip()


def _ratio(row: Row, subject: str) -> str:
    if subject not in row.seconds:
        return "-"
    ratios = row.ratios(subject)
    low, high = spread(ratios)
    digits = 2 if median(ratios) < 100 else 0
    return f"{median(ratios):.{digits}f} x ({low:.{digits}f}-{high:.{digits}f})"


def _time(seconds: float) -> str:
    return f"{seconds * 1e6:.0f} us" if seconds < 1e-3 else f"{seconds * 1e3:.2f} ms"


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _httpx_brings_more() -> bool:
    """Whether `import httpx` is dearer here than where nothing but httpx is installed."""
    return all(find_spec(module) is not None for module in _CHANGES_HTTPX)
