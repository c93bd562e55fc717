"""Run the command line of Redocly, in the version of spec/package.json, and parse its JSON output."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs

from . import ROOT

PROGRAM = ROOT / "spec/node_modules/.bin/redocly"
NOTICES = ROOT / "spec/node_modules/@redocly/cli/THIRD_PARTY_NOTICES"
RULES = ROOT / "spec/redocly.yaml"
_QUIET = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "NO_COLOR": "1"}


class RedoclyError(Exception):
    """Redocly is not installed, or it failed."""


@attrs.frozen
class Finding:
    """A violation of a rule of Redocly."""

    rule: str
    file: str
    pointer: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}{self.pointer}: {self.message} ({self.rule})"


def lint(files: Iterable[Path]) -> list[Finding]:
    """Return the violations of spec/redocly.yaml in these files, including warnings."""
    names = [os.path.relpath(file, ROOT) for file in files]
    documents = _run_json("lint", "--config", os.path.relpath(RULES, ROOT), "--max-problems=1000", *names)
    return [
        Finding(
            problem["ruleId"],
            location.get("source", {}).get("ref", ""),
            location.get("pointer", ""),
            problem["message"],
        )
        for document in documents
        for problem in document["problems"]
        for location in problem["location"][:1] or [{}]
    ]


def build_docs(bundle: Path, page: Path) -> None:
    """Write the reference documentation as one self-contained page."""
    _run("build-docs", "--inlineBundle", str(bundle), "--output", str(page))
    if not page.is_file():
        raise RedoclyError(f"no page was written to {page}")


def _run_json(command: str, *arguments: str) -> list[dict[str, Any]]:
    """Run a command and return the JSON documents in its output."""
    done = _run(command, *arguments, "--format=json", check=False)
    decoder, rest = json.JSONDecoder(), done.stdout.strip()
    documents: list[dict[str, Any]] = []
    try:
        while rest or not documents:
            document, end = decoder.raw_decode(rest)
            documents.append(document)
            rest = rest[end:].lstrip()
    except ValueError:
        raise RedoclyError(f"redocly {command}: {rest[-1000:]}{done.stderr[-2000:]}") from None
    return documents


def _run(*arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    if not PROGRAM.exists():
        raise RedoclyError(f"{PROGRAM.relative_to(ROOT)} is not installed; scripts/_node installs it")
    done = subprocess.run(
        [PROGRAM, *arguments], cwd=ROOT, env=os.environ | _QUIET, capture_output=True, text=True, check=False
    )
    if check and done.returncode:
        raise RedoclyError(f"redocly {arguments[0]}: {done.stdout[-1000:]}{done.stderr[-2000:]}")
    return done
