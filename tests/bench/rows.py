"""One line of the report: what everyone took, round by round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import NamedTuple

RAW, OURS, FAST = "raw", "pdconnect", "pdconnect+"
"""httpx and json alone; this client as it is installed; and with its extras for speed, orjson and aiohttp."""
OFFICIAL, STOCK, PYDANTIC = "official", "stock", "pydantic"
"""The official SDK; what openapi-python-client and datamodel-code-generator make of our specification."""
SUBJECTS = (RAW, OURS, FAST, OFFICIAL, STOCK, PYDANTIC)

SECONDS, BYTES, RATE, BARE = "seconds", "bytes", "calls per second", ""


class Aim(NamedTuple):
    """Where this client wants to be, and where it would rather be."""

    limit: float
    stretch: float | None = None
    ratio: bool = True
    """Whether the limit is one of the ratio to `raw`, or of the figure itself."""
    at_least: bool = False

    def met(self, value: float) -> bool:
        """Whether a ratio or figure is within the limit."""
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
        """Keep the figure of a subject in a round."""
        self.figures.setdefault(subject, {})[number] = figure

    def ratios(self, subject: str) -> list[float]:
        """How many times the figure of `raw` a subject had, round by round; none if there is no raw."""
        raw = self.figures.get(RAW)
        if raw is None:
            return []
        return [figure / raw[number] for number, figure in self.figures[subject].items() if raw.get(number)]

    def figure(self, subject: str) -> float:
        """The median of a subject's figures."""
        return median(self.figures[subject].values())

    @property
    def met(self) -> bool | None:
        """Whether this client is where it aims to be."""
        if self.aim is None or OURS not in self.figures:
            return None
        return self.aim.met(median(self.ratios(OURS)) if self.aim.ratio else self.figure(OURS))


def spread(values: Sequence[float]) -> tuple[float, float]:
    """The quartiles: half of the rounds lie between them."""
    if len(values) < 2:
        return values[0], values[0]
    first, _, third = quantiles(values, n=4, method="inclusive")
    return first, third
