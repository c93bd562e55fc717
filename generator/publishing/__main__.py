"""`python -m generator.publishing`: check the specification and build dist/spec/. `--check` also opens the page in Chromium."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from . import ROOT, browser, page_check, preflight
from .build import PAGE, build
from .redocly import RedoclyError


def main(arguments: list[str] | None = None) -> int:
    """Check the specification, build the files, check the page, and return the exit code: 0 if there is no problem."""
    parser = argparse.ArgumentParser(prog="scripts/publish", description="Build dist/spec/ from spec/.")
    parser.add_argument("--check", action="store_true", help="also open the reference page in Chromium")
    options = parser.parse_args(arguments)
    target = ROOT / "dist/spec"
    try:
        found = preflight.problems(ROOT)
        if not found:
            build(ROOT, target)
            found = _open(target) if options.check else []
    except RedoclyError as error:
        found = [str(error)]
    if found:
        print(f"{len(found)} problem(s):", *found, sep="\n", file=sys.stderr)
        return 1
    for file in sorted(target.iterdir()):
        print(f"{file.stat().st_size:>9,} {file.relative_to(ROOT)}")
    return 0


def _open(target: Path) -> list[str]:
    chromium = browser.find_chromium()
    if chromium is None:
        return ["Chromium was not found; set CHROMIUM to the path of its program"]
    searched = page_check.search_target(json.loads((target / "openapi.json").read_bytes()))
    with browser.launch(chromium) as running:
        return page_check.problems(running, target / PAGE, *searched)


if __name__ == "__main__":
    sys.exit(main())
