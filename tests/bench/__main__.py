"""`python -m tests.bench`; see `scripts/bench`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from .measuring import measure_calls
from .report import as_json, as_text
from .starting import measure_starts
from .subjects import official, ours, raw


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure everything once, and print the report."""
    parser = argparse.ArgumentParser(
        prog="scripts/bench", description="pdconnect next to httpx alone and to the official SDK."
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON, and nothing else")
    parser.add_argument("--rounds", type=int, default=24, help="rounds of calls; half as many of starts (default: 24)")
    parser.add_argument("--without-official", action="store_true", help="leave the official SDK out")
    options = parser.parse_args(arguments)
    if options.rounds < 1:
        parser.error("--rounds must be at least 1")

    def step(text: str) -> None:
        if sys.stderr.isatty() and not options.json:
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)

    subjects = [raw(), ours()]
    other = None if options.without_official else official()
    if other is not None:
        subjects.append(other)
    rows = measure_calls(subjects, options.rounds, step)
    rows += measure_starts([subject.name for subject in subjects], (options.rounds + 1) // 2, step)
    step("")
    print(json.dumps(as_json(rows), indent=2) if options.json else as_text(rows))


if __name__ == "__main__":
    main()
