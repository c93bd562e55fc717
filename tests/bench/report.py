"""The report, as a table and as JSON."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from statistics import median
from typing import Any

from .rows import BYTES, RATE, RAW, SECONDS, SUBJECTS, Row, spread

_PACKAGES = ("httpx", "httpx2", "aiohttp", "pdconnect", "pipedream", "orjson")
_HTTPX_COMMAND_LINE = ("click", "rich")
_WHAT, _CELL = 46, 13

_LEGEND = """\
raw: httpx alone, or the library that the row names, with json.loads.
The others: the ratio to raw in the same round; the figure itself if there is no raw.
Times are processor times, except for the rates, the stall and the list with prefetch.
pdconnect+: with orjson and aiohttp. official: the package pipedream.
stock: the client that openapi-python-client generates from our specification. pydantic: httpx with models of datamodel-code-generator."""


def as_json(rows: Sequence[Row]) -> dict[str, Any]:
    """Return the report as plain data."""
    return {
        "python": platform.python_version(),
        "versions": {package: _version(package) for package in _PACKAGES},
        "comparable_import": not _httpx_imports_its_command_line(),
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
    """Return the report as a table."""
    versions = ", ".join(f"{package} {_version(package) or 'not installed'}" for package in _PACKAGES)
    shown = [name for name in SUBJECTS if any(name in row.figures for row in rows)]
    lines = [f"Python {platform.python_version()}, {versions}", "", _line("", shown, "aim")]
    lines += [_row_as_line(row, shown) for row in rows]
    lines += ["", _LEGEND]
    if _httpx_imports_its_command_line():
        lines.append(
            "In this environment, importing httpx also imports its command line with click and rich. Use scripts/bench."
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
    """Return a figure with its unit, rounded."""
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


def _httpx_imports_its_command_line() -> bool:
    """Return whether `import httpx` takes longer here than in an environment with only httpx."""
    return all(find_spec(module) is not None for module in _HTTPX_COMMAND_LINE)
