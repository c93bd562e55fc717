"""`python -m tests.bench`; see `scripts/bench`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

SECTIONS = ("calls", "decoding", "memory", "stalls", "starts", "network", "throughput", "regenerating")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark, and print the report."""
    options = _options(arguments)
    orjson_loads = _hide_orjson()
    if options.guard:
        from .guard import guard

        return guard()
    from .report import as_json, as_text

    rows = _measure(options, orjson_loads, _progress(options))
    print(json.dumps(as_json(rows), indent=2) if options.json else as_text(rows))
    if options.svg is not None:
        from .drawing import draw

        options.svg.write_text(draw(rows), encoding="utf-8")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/bench", description="Compare pdconnect with httpx alone, the official SDK and generated clients."
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON, and nothing else")
    parser.add_argument("--svg", type=Path, help="also write a chart of the ratios to this file")
    parser.add_argument(
        "--rounds", type=int, default=24, help="rounds of calls; slow measurements use fewer (default: 24)"
    )
    parser.add_argument("--only", nargs="+", choices=SECTIONS, default=SECTIONS, help="measure only these")
    parser.add_argument("--without-peers", action="store_true", help="only httpx and pdconnect")
    parser.add_argument(
        "--guard",
        action="store_true",
        help="only run a check that takes seconds and fails if something has become much slower",
    )
    options = parser.parse_args(arguments)
    if options.rounds < 1:
        parser.error("--rounds must be at least 1")
    return options


def _measure(options: argparse.Namespace, orjson_loads: Any, step: Callable[[str], None]) -> list[Any]:
    from .measuring import measure_calls, measure_decoding, measure_httpx2_calls
    from .memory import measure_memory
    from .network import measure_network
    from .peers import peers
    from .regenerating import measure_regenerating
    from .rows import FAST
    from .stalls import measure_stalls
    from .starting import measure_starts
    from .subjects import ours, ours_with, raw
    from .throughput import MEASUREMENTS, measure_throughput

    subjects = [raw(), ours()]
    if orjson_loads is not None:
        subjects.append(ours_with(orjson_loads))
    subjects += [] if options.without_peers else peers()
    names = {subject.name for subject in subjects}
    if find_spec("aiohttp") is None:
        names.discard(FAST)
    sections: dict[str, Callable[[], list[Any]]] = {
        "calls": lambda: [
            *measure_calls(subjects, options.rounds, step),
            *measure_httpx2_calls(options.rounds, step),
        ],
        "decoding": lambda: measure_decoding(subjects, options.rounds, step),
        "memory": lambda: measure_memory(subjects, step),
        "stalls": lambda: measure_stalls(names, options.rounds, step),
        "starts": lambda: measure_starts(names, options.rounds, step),
        "network": lambda: measure_network(names, options.rounds, step),
        "throughput": lambda: measure_throughput(MEASUREMENTS, max(options.rounds // 3, 1), step),
        "regenerating": lambda: measure_regenerating(options.rounds, step),
    }
    rows = [row for name in SECTIONS if name in options.only for row in sections[name]()]
    step("")
    return rows


def _hide_orjson() -> Any:
    """Return the parser of orjson, if it is installed, and hide orjson from pdconnect, which is imported later.

    pdconnect with orjson is a subject of its own.
    """
    if find_spec("orjson") is None:
        return None
    import orjson

    sys.modules["orjson"] = None  # type: ignore[assignment]
    return orjson.loads


def _progress(options: argparse.Namespace) -> Callable[[str], None]:
    def step(text: str) -> None:
        if sys.stderr.isatty() and not options.json:
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)

    return step


if __name__ == "__main__":
    sys.exit(main())
