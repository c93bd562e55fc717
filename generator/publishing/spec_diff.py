"""`python -m generator.publishing.spec_diff [REV]`: print the changes since a revision, and check that they are announced."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from .. import yaml_io
from ..pipeline import BUNDLE, PACKAGE
from . import ROOT, api_diff, changelog, comparison, revisions
from .comparison import Change, Impact

_LABELS = {Impact.BREAKING: "BREAKING", Impact.COMPATIBLE: "ok      "}


def main(arguments: list[str] | None = None) -> int:
    """Compare, print, check, and return the exit code: 0 if every change is announced."""
    parser = argparse.ArgumentParser(
        prog="scripts/spec-diff", description="Print the changes of the specification since a revision."
    )
    parser.add_argument(
        "revision", nargs="?", help="default: the previous version, or the tag of the current version if it has one"
    )
    parser.add_argument(
        "--root", type=Path, default=ROOT, help="the project (default: the one that contains this program)"
    )
    options = parser.parse_args(arguments)
    try:
        problems = _run(options.root, options.revision)
    except revisions.RevisionError as error:
        problems = [str(error)]
    if problems:
        print(f"\n{len(problems)} problem(s):", *problems, sep="\n  ", file=sys.stderr)
    return 1 if problems else 0


def _run(root: Path, revision: str | None) -> list[str]:
    bundle = root / BUNDLE
    version = revisions.version_of(bundle.read_text(encoding="utf-8"))
    revision = revision or revisions.before(root, version)
    if revision is None:
        print(f"{version} is the first version; there is nothing to compare it with")
        return []
    with tempfile.TemporaryDirectory(prefix="spec-diff-") as folder:
        old = Path(folder)
        revisions.extract(root, revision, old)
        before = revisions.version_of((old / BUNDLE).read_text(encoding="utf-8"))
        changes = comparison.compare(yaml_io.load(old / BUNDLE), yaml_io.load(bundle))
        python_changes = _python_changes(old, root)
    if changes or python_changes:
        _print(f"Since {revision} ({before} -> {version})", changes, python_changes)
    entries = changelog.entries((root / "spec/CHANGELOG.md").read_text(encoding="utf-8"))
    required = comparison.required_version(before, changes + python_changes)
    return [*_version_problems(version, required, entries), *_unannounced(changes + python_changes, before, entries)]


def _python_changes(base: Path, root: Path) -> list[Change]:
    """Return the changes for Python users; none if one of the revisions has no generated package."""
    if not (base / PACKAGE).is_dir() or not (root / PACKAGE).is_dir():
        return []
    folder = PACKAGE.parent
    return api_diff.differences(base / folder, root / folder)


def _version_problems(version: str, required: str, entries: list[changelog.Entry]) -> Iterator[str]:
    if changelog.order(version) < changelog.order(required):
        yield f"info.version is {version}; these changes require {required} or higher"
    if not entries or entries[0].version != version:
        yield f"spec/CHANGELOG.md does not begin with {version}, which is info.version"


def _unannounced(changes: list[Change], before: str, entries: Iterable[changelog.Entry]) -> list[str]:
    new = [entry for entry in entries if changelog.order(entry.version) > changelog.order(before)]
    breaking = {change.subject for change in changes if change.impact is Impact.BREAKING}
    return [
        f"breaking, and no line of spec/CHANGELOG.md after {before} that begins with **Breaking** names it: {subject}"
        for subject in sorted(breaking)
        if not any(entry.announces(subject) for entry in new)
    ]


def _print(heading: str, changes: list[Change], python_changes: list[Change]) -> None:
    count = {impact: sum(change.impact is impact for change in changes) for impact in Impact}
    print(
        f"{heading}: {count[Impact.BREAKING]} breaking, {count[Impact.COMPATIBLE]} compatible, {count[Impact.TEXT]} of texts"
    )
    subjects: dict[tuple[Impact, str], list[str]] = {}  # one line for what changed in the same way
    for change in changes:
        subjects.setdefault((change.impact, change.message), []).append(change.subject)
    for impact in (Impact.BREAKING, Impact.COMPATIBLE):
        for (found, message), names in subjects.items():
            if found is impact:
                print(f"  {_LABELS[impact]} {', '.join(names)}: {message}")
    if python_changes:
        print("For Python users:")
        for change in sorted(python_changes, key=lambda change: -change.impact):
            print(f"  {_LABELS[change.impact]} {change.message}")


if __name__ == "__main__":
    sys.exit(main())
