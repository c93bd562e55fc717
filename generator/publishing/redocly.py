"""Redocly's command line, the version of spec/package.json, asked for machine-readable answers."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from . import ROOT

PROGRAM = ROOT / "spec/node_modules/.bin/redocly"
NOTICES = ROOT / "spec/node_modules/@redocly/cli/THIRD_PARTY_NOTICES"
RULES = ROOT / "spec/redocly.yaml"
_QUIET = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "NO_COLOR": "1"}


class RedoclyError(Exception):
    """Redocly is not there, or did not do its work."""


class Finding(NamedTuple):
    """Something that a rule of Redocly does not like."""

    rule: str
    file: str
    pointer: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}{self.pointer}: {self.message} ({self.rule})"


class Change(NamedTuple):
    """A change between two descriptions."""

    impact: str
    """`major`, `minor` or `patch`."""
    kind: str
    place: str
    """A pointer into the description, in that revision which has it."""
    message: str
    """What the rule says that calls it so; empty if none needs to."""


def lint(files: Iterable[Path]) -> list[Finding]:
    """What the rules of spec/redocly.yaml find in these files, warnings included."""
    names = [os.path.relpath(file, ROOT) for file in files]
    answers = _ask("lint", "--config", os.path.relpath(RULES, ROOT), "--max-problems=1000", *names)
    return [
        Finding(told["ruleId"], place.get("source", {}).get("ref", ""), place.get("pointer", ""), told["message"])
        for answer in answers
        for told in answer["problems"]
        for place in told["location"][:1] or [{}]
    ]


def compare(base: Path, revision: Path) -> list[Change]:
    """What changed between two bundled descriptions."""
    (answer,) = _ask("diff", str(base), str(revision))
    changes = []
    for told in answer["changes"]:
        verdicts = [verdict for verdict in told["verdicts"] if verdict["impact"] == told["impact"]]
        where = verdicts[0]["location"] if verdicts else told.get("revision") or told["base"]
        message = "; ".join(verdict["message"] for verdict in verdicts)
        changes.append(Change(told["impact"], told["kind"], where["pointer"], message))
    return changes


def version_asked_for(base: Path, revision: Path) -> str:
    """The version that these changes ask for, by the rules of semantic versioning."""
    return _run("diff", str(base), str(revision), "--format=next-version", "--fail-on=none").stdout.strip()


def build_docs(bundle: Path, page: Path) -> None:
    """Write a page of reference documentation with everything inside."""
    _run("build-docs", "--inlineBundle", str(bundle), "--output", str(page))
    if not page.is_file():
        raise RedoclyError(f"no page was written to {page}")


def _ask(command: str, *arguments: str) -> list[dict[str, Any]]:
    """The documents of JSON that it answers with, one after the other."""
    done = _run(command, *arguments, "--format=json", check=False)
    decoder, rest = json.JSONDecoder(), done.stdout.strip()
    answers: list[dict[str, Any]] = []
    try:
        while rest or not answers:
            answer, end = decoder.raw_decode(rest)
            answers.append(answer)
            rest = rest[end:].lstrip()
    except ValueError:
        raise RedoclyError(f"redocly {command}: {rest[-1000:]}{done.stderr[-2000:]}") from None
    return answers


def _run(*arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    if not PROGRAM.exists():
        raise RedoclyError(f"{PROGRAM.relative_to(ROOT)} is not there; scripts/_node installs it")
    done = subprocess.run(
        [PROGRAM, *arguments], cwd=ROOT, env=os.environ | _QUIET, capture_output=True, text=True, check=False
    )
    if check and done.returncode:
        raise RedoclyError(f"redocly {arguments[0]}: {done.stdout[-1000:]}{done.stderr[-2000:]}")
    return done
