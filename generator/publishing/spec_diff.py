"""`python -m generator.publishing.spec_diff [REV]`: print the changes since a revision, and check that they are announced."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from generator import yaml_io
from generator.pipeline import BUNDLE, PACKAGE
from generator.problems import unescape

from . import ROOT, api_diff, changelog, redocly, revisions


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
    except (redocly.RedoclyError, revisions.RevisionError) as error:
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
        changes = redocly.compare(old / BUNDLE, bundle)
        subjects = _Subjects(yaml_io.load(bundle), yaml_io.load(old / BUNDLE))
        _print_changes(f"Since {revision} ({before} -> {version})", changes, subjects)
        _print_api_changes(old, root)
        required = redocly.required_version(old / BUNDLE, bundle) if changes else before
    entries = changelog.entries((root / "spec/CHANGELOG.md").read_text(encoding="utf-8"))
    return [*_version_problems(version, required, entries), *_unannounced(changes, subjects, before, entries)]


def _version_problems(version: str, required: str, entries: list[changelog.Entry]) -> Iterator[str]:
    if changelog.order(version) < changelog.order(required):
        yield f"info.version is {version}; these changes require {required} or higher"
    if not entries or entries[0].version != version:
        yield f"spec/CHANGELOG.md does not begin with {version}, which is info.version"


def _unannounced(
    changes: Iterable[redocly.Change], subjects: _Subjects, before: str, entries: Iterable[changelog.Entry]
) -> list[str]:
    new = [entry for entry in entries if changelog.order(entry.version) > changelog.order(before)]
    breaking = {subject for change in changes if change.impact == "major" for subject in subjects.of(change)}
    return [
        f"breaking, and no line of spec/CHANGELOG.md after {before} that begins with **Breaking** names it: {subject}"
        for subject in sorted(breaking)
        if not any(entry.announces(subject) for entry in new)
    ]


def _print_changes(heading: str, changes: list[redocly.Change], subjects: _Subjects) -> None:
    count = {impact: sum(change.impact == impact for change in changes) for impact in ("major", "minor", "patch")}
    print(
        f"{heading}: {count['major']} breaking, {count['minor']} compatible, {count['patch']} of descriptions and similar"
    )
    for impact, label in (("major", "BREAKING"), ("minor", "ok      ")):
        lines = [
            f"  {label} {', '.join(subjects.of(change))}: {change.message or _location(change)}"
            for change in changes
            if change.impact == impact
        ]
        print(*dict.fromkeys(lines), sep="\n", end="\n" if lines else "")


def _location(change: redocly.Change) -> str:
    return " ".join([change.kind, "/".join(change.pointer.split("/")[4:])]).strip()


def _print_api_changes(base: Path, root: Path) -> None:
    folder = PACKAGE.parent
    print("For Python users:")
    if not (base / PACKAGE).is_dir() or not (root / PACKAGE).is_dir():
        print("  one of the two revisions has no generated package")
        return
    found = api_diff.differences(base / folder, root / folder)
    print(*(f"  {difference}" for difference in found), sep="\n") if found else print(
        "  nothing was removed or changed"
    )


class _Subjects:
    """Maps a change to the names that the changelog uses: operations, schemas and other components, webhooks."""

    def __init__(self, new: dict[str, Any], old: dict[str, Any]) -> None:
        self._documents = (new, old)

    def of(self, change: redocly.Change) -> list[str]:
        match [unescape(step) for step in change.pointer.split("/")[1:]]:
            case ["components", _, name, *_]:
                return [name]
            case ["paths", path, *rest]:
                return self._operations(path, rest[0] if rest else None) or [path]
            case ["webhooks", name, *_]:
                return [name]
            case ["webhooks"]:
                return sorted({name for document in self._documents for name in document.get("webhooks", {})})
            case [first, *_]:
                return [first]
        return ["openapi"]

    def _operations(self, path: str, method: str | None) -> list[str]:
        for document in self._documents:
            item = document.get("paths", {}).get(path, {})
            operations = [item[method]] if isinstance(item.get(method), dict) else list(item.values())
            names = [operation["operationId"] for operation in operations if "operationId" in operation]
            if names:
                return names
        return []


if __name__ == "__main__":
    sys.exit(main())
