"""`scripts/upstream`: report what the official packages have and the specification lacks, and what changed in them since the last run.

The exit code is 1 if there is anything to report, 2 if a package cannot be downloaded or read.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import attrs

from . import compare, facts, openapi, packages, python_sdk, typescript_sdk
from .facts import Facts

ROOT = Path(__file__).parents[2]
SNAPSHOTS = ROOT / "spec/upstream"
BUNDLE = ROOT / "spec/bundled/openapi.yaml"


@attrs.frozen
class Source:
    """The facts of one source."""

    name: str
    title: str
    """The name and the version, for the report."""
    facts: Facts
    snapshot: Path | None
    """The file with the facts of the last run; None if they are not saved."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, print the report, and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="scripts/upstream", description="Compare the specification with the official packages."
    )
    parser.add_argument("--update", action="store_true", help="save the facts of this run")
    parser.add_argument(
        "--openapi", type=Path, metavar="FILE", help="compare with this OpenAPI document instead of the packages"
    )
    parser.add_argument("--python", metavar="WHEEL", type=Path, help="a downloaded wheel instead of the newest")
    parser.add_argument("--typescript", metavar="TGZ", type=Path, help="a downloaded npm package instead of the newest")
    options = parser.parse_args(arguments)
    try:
        sources = _sources(options)
    except (OSError, subprocess.CalledProcessError, ValueError, KeyError) as error:
        print(f"A source cannot be read: {error}", file=sys.stderr)
        return 2
    report, found = _report(sources)
    print(report)
    if options.update:
        for source in sources:
            if source.snapshot is not None:
                facts.write(source.facts, source.snapshot, source.title)
    return int(found)


def _sources(options: argparse.Namespace) -> list[Source]:
    if options.openapi is not None:
        return [Source("openapi", options.openapi.name, openapi.read_document(options.openapi), None)]
    with tempfile.TemporaryDirectory() as folder:
        wheel = options.python or packages.download_wheel(Path(folder))
        package = options.typescript or packages.download_npm(Path(folder))
        return [
            Source("python", _title(wheel), python_sdk.read_wheel(wheel), SNAPSHOTS / "python.txt"),
            Source("typescript", _title(package), typescript_sdk.read_package(package), SNAPSHOTS / "typescript.txt"),
        ]


def _title(file: Path) -> str:
    """Return the name and the version of a package."""
    found = re.match(r"([a-z-]+?)-(\d[\w.]*?)(?:-py3.*|\.tgz)$", file.name)
    return f"{found[1]} {found[2]}" if found else file.name


def _report(sources: list[Source]) -> tuple[str, bool]:
    """Return the report in Markdown, and whether it reports anything."""
    ours = openapi.read_document(BUNDLE)
    is_document = sources[0].name == "openapi"
    deliberate = compare.read_deliberate(SNAPSHOTS / "deliberate.yaml", openapi=is_document)
    lines = ["# The specification and the official packages", ""]
    found = False
    unused: set[str] | None = None
    for source in sources:
        lines += [f"## {source.title}", ""]
        if source.snapshot is not None:
            before = facts.read(source.snapshot) if source.snapshot.exists() else {}
            changed = compare.lines(compare.changes(before, source.facts), before, source.facts)
            lines += _section("Changed since the last run", changed)
            found |= bool(changed)
        mine = facts.operations_and_types(facts.coarse(ours)) if source.name == "typescript" else ours
        differences, entries = compare.unexplained(source.facts, mine, deliberate)
        lines += _section(
            "Differs from the specification, and spec/upstream/deliberate.yaml does not say why", differences
        )
        found |= bool(differences)
        unused = set(entries) if unused is None else unused & set(entries)
    if unused and not is_document:
        lines += _section("Entries of spec/upstream/deliberate.yaml that explain nothing any more", sorted(unused))
        found = True
    return "\n".join(lines), found


def _section(title: str, items: Sequence[str]) -> list[str]:
    return [f"{title}: {len(items)}", "", *(["```diff", *items, "```", ""] if items else [])]


if __name__ == "__main__":
    sys.exit(main())
