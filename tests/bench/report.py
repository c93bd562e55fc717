"""The figures, for people and for programs."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from statistics import median
from typing import Any

from .rows import BYTES, RATE, RAW, SECONDS, SUBJECTS, Row, spread

_PACKAGES = ("httpx", "pdconnect", "pipedream", "orjson", "aiohttp")
_CHANGES_HTTPX = ("click", "rich")
_WHAT, _CELL = 46, 13

_LEGEND = """\
raw: httpx alone, with json.loads. The others: how many times as much, in the same round; the figure itself where there is no raw.
Times are of the processor, but for the rates, the stall and the list with prefetch.
pdconnect+: with orjson and aiohttp. official: the package pipedream.
stock: what openapi-python-client makes of our specification. pydantic: httpx by hand, with models of datamodel-code-generator."""


def as_json(rows: Sequence[Row]) -> dict[str, Any]:
    """The report as plain data."""
    return {
        "python": platform.python_version(),
        "versions": {package: _version(package) for package in _PACKAGES},
        "comparable_import": not _httpx_brings_more(),
        "rows": [_row_as_json(row) for row in rows],
    }


def _row_as_json(row: Row) -> dict[str, Any]:
    aim = None if row.aim is None else row.aim._asdict()
    subjects = {name: _figures(row, name) for name in row.figures}
    return {"what": row.what, "unit": row.unit, "aim": aim, "met": row.met, "subjects": subjects}


def _figures(row: Row, subject: str) -> dict[str, Any]:
    ratios = row.ratios(subject)
    figures: dict[str, Any] = {"rounds": len(row.figures[subject]), "figure": _short(row.figure(subject))}
    if ratios:
        figures |= {"ratio": _short(median(ratios)), "quartiles": [_short(ratio) for ratio in spread(ratios)]}
    return figures


def _short(number: float) -> float:
    return float(f"{number:.4g}")


def as_text(rows: Sequence[Row]) -> str:
    """The report as a table."""
    versions = ", ".join(f"{package} {_version(package) or 'not installed'}" for package in _PACKAGES)
    shown = [name for name in SUBJECTS if any(name in row.figures for row in rows)]
    lines = [f"Python {platform.python_version()}, {versions}", "", _line("", shown, "aim")]
    lines += [_row_as_line(row, shown) for row in rows]
    lines += ["", _LEGEND]
    if _httpx_brings_more():
        lines.append(
            "Importing httpx imports click and rich too in this environment: its command line. Use scripts/bench."
        )
    return "\n".join(lines)


def _row_as_line(row: Row, shown: Sequence[str]) -> str:
    aim = "" if row.aim is None else f"{_aim(row)}  {'met' if row.met else 'missed'}"
    return _line(row.what, [_cell(row, name) for name in shown], aim)


def _aim(row: Row) -> str:
    assert row.aim is not None
    return str(row.aim) if row.aim.ratio else f"<= {in_unit(row.unit, row.aim.limit)}"


def _line(what: str, cells: Sequence[str], aim: str) -> str:
    return f"{what:{_WHAT}}{''.join(f'{cell:>{_CELL}}' for cell in cells)}   {aim}".rstrip()


def _cell(row: Row, subject: str) -> str:
    if subject not in row.figures:
        return "-"
    ratios = row.ratios(subject)
    if subject == RAW or not ratios or (row.aim is not None and not row.aim.ratio):
        return in_unit(row.unit, row.figure(subject))
    digits = 2 if median(ratios) < 100 else 0
    return f"{median(ratios):.{digits}f} x"


def in_unit(unit: str, figure: float) -> str:
    """A figure with its unit, short enough to read."""
    if unit == SECONDS:
        return (
            f"{figure * 1e6:.3g} us" if figure < 1e-3 else f"{figure * 1e3:.3g} ms" if figure < 1 else f"{figure:.3g} s"
        )
    if unit == BYTES:
        return f"{figure / 1e6:.2f} MB" if abs(figure) >= 1e6 else f"{figure / 1e3:.0f} kB"
    return f"{figure:.0f} /s" if unit == RATE else f"{figure:.3g}"


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _httpx_brings_more() -> bool:
    """Whether `import httpx` is dearer here than where nothing but httpx is installed."""
    return all(find_spec(module) is not None for module in _CHANGES_HTTPX)
