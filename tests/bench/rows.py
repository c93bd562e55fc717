"""The lines of the report, with the figures of each subject in each round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import NamedTuple

RAW, OURS, FAST = "raw", "pdconnect", "pdconnect+"
"""httpx and json alone; this client without extras; and this client with its extras for speed, orjson and aiohttp."""
OFFICIAL, STOCK, PYDANTIC = "official", "stock", "pydantic"
"""The official SDK; the code that openapi-python-client and datamodel-code-generator generate from our specification."""
SUBJECTS = (RAW, OURS, FAST, OFFICIAL, STOCK, PYDANTIC)

SECONDS, BYTES, RATE, NO_UNIT = "seconds", "bytes", "calls per second", ""


class Aim(NamedTuple):
    """The limit that this client must keep."""

    limit: float
    ratio: bool = True
    """Whether the limit is for the ratio to `raw`, or for the figure itself."""
    at_least: bool = False

    def met(self, value: float) -> bool:
        """Return whether a ratio or figure is within the limit."""
        return value >= self.limit if self.at_least else value <= self.limit

    def __str__(self) -> str:
        sign, unit = (">=" if self.at_least else "<="), (" x" if self.ratio else "")
        return f"{sign} {self.limit:g}{unit}"


@dataclass
class Row:
    """One line of the report: a figure by subject and round."""

    what: str
    unit: str = SECONDS
    aim: Aim | None = None
    figures: dict[str, dict[int, float]] = field(default_factory=dict)

    def note(self, subject: str, number: int, figure: float) -> None:
        """Record the figure of a subject in a round."""
        self.figures.setdefault(subject, {})[number] = figure

    def ratios(self, subject: str) -> list[float]:
        """Return the ratio of a subject's figure to that of `raw` for each round; empty if there is no raw."""
        raw = self.figures.get(RAW)
        if raw is None:
            return []
        return [figure / raw[number] for number, figure in self.figures[subject].items() if raw.get(number)]

    def figure(self, subject: str) -> float:
        """Return the median of a subject's figures."""
        return median(self.figures[subject].values())

    @property
    def met(self) -> bool | None:
        """Whether this client reaches the aim; None if there is none."""
        if self.aim is None or OURS not in self.figures:
            return None
        return self.aim.met(median(self.ratios(OURS)) if self.aim.ratio else self.figure(OURS))


def spread(values: Sequence[float]) -> tuple[float, float]:
    """Return the first and third quartile: half of the values lie between them."""
    if len(values) < 2:
        return values[0], values[0]
    first, _, third = quantiles(values, n=4, method="inclusive")
    return first, third
