"""A chart of the ratios: bars on a logarithmic scale, in colours that are distinct on light and dark backgrounds."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import log10
from statistics import median

from .rows import FAST, OFFICIAL, OURS, PYDANTIC, SECONDS, STOCK, Row

_COLOURS = {OURS: "#2f81f7", FAST: "#2da44e", STOCK: "#9a6fd6", PYDANTIC: "#d29922", OFFICIAL: "#cf5c4f"}
_LEFT, _WIDTH, _BAR, _GAP, _TOP = 310, 480, 13, 16, 80
_MIN_RATIO, _MAX_RATIO = 0.25, 2000.0
_STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#1f2328}.faint{fill:#656d76}.line{stroke:#8c959f;stroke-opacity:.35}"
    ".one{stroke:#656d76;stroke-dasharray:4 3}"
    "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.faint{fill:#9198a1}.one{stroke:#9198a1}}"
)


def draw(rows: Sequence[Row]) -> str:
    """Return an SVG chart of every row of times that has ratios."""
    drawn = [row for row in rows if row.unit == SECONDS and (row.aim is None or row.aim.ratio) and row.ratios(OURS)]
    parts: list[str] = []
    top = _TOP
    for row in drawn:
        bars = [(name, median(row.ratios(name))) for name in _COLOURS if name in row.figures and row.ratios(name)]
        parts.append(_text(_LEFT - 10, top + 11, row.what, anchor="end"))
        for number, (name, ratio) in enumerate(bars):
            parts += _bar(top + number * (_BAR + 2), name, ratio)
        top += len(bars) * (_BAR + 2) + _GAP
    height = top + 8
    title = "Processor time, as a multiple of raw httpx with json.loads (less is better)"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LEFT + _WIDTH + 90} {height}" role="img" aria-label="{title}">'
    body = [*_scale(height), *_legend(), *parts]
    return "\n".join([head, f"<style>{_STYLE}</style>", _text(10, 18, title), *body, "</svg>"]) + "\n"


def _x_of(ratio: float) -> float:
    """Return the x coordinate of a ratio."""
    part = (log10(min(max(ratio, _MIN_RATIO), _MAX_RATIO)) - log10(_MIN_RATIO)) / (
        log10(_MAX_RATIO) - log10(_MIN_RATIO)
    )
    return round(_LEFT + part * _WIDTH, 1)


def _bar(top: int, name: str, ratio: float) -> list[str]:
    end = _x_of(ratio)
    digits = 2 if ratio < 10 else 0
    return [
        f'<rect x="{_LEFT}" y="{top}" width="{end - _LEFT:.1f}" height="{_BAR}" rx="2" fill="{_COLOURS[name]}"/>',
        _text(end + 5, top + 11, f"{ratio:.{digits}f} x", kind="faint"),
    ]


def _scale(height: int) -> list[str]:
    lines: list[str] = []
    for ratio in (1, 10, 100, 1000):
        kind, x = ("one" if ratio == 1 else "line"), _x_of(ratio)
        lines.append(f'<line class="{kind}" x1="{x}" y1="{_TOP - 6}" x2="{x}" y2="{height - 10}"/>')
        lines.append(_text(x, _TOP - 10, f"{ratio} x", kind="faint", anchor="middle"))
    return lines


def _legend() -> list[str]:
    parts: list[str] = []
    for number, (name, colour) in enumerate(_COLOURS.items()):
        left = _LEFT + number * 100
        parts.append(f'<rect x="{left}" y="32" width="11" height="11" rx="2" fill="{colour}"/>')
        parts.append(_text(left + 16, 42, name, kind="faint"))
    return parts


def _text(x: float, y: float, text: str, *, kind: str = "", anchor: str = "start") -> str:
    kind = f' class="{kind}"' if kind else ""
    return f'<text x="{x}" y="{y}"{kind} text-anchor="{anchor}">{escape(text)}</text>'
