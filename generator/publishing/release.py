"""`scripts/release`: build the packages into dist/packages/, and check what a release needs: metadata, changelog and version."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pdconnect

from . import ROOT


def problems(changelog: str, version: str, tag: str | None) -> list[str]:
    """Return what prevents the release of this version with this tag; without a tag, what would prevent its next release."""
    heading = re.search(r"^## (\S+)(.*)", changelog, re.MULTILINE)
    if heading is None or heading[1] != version:
        return [f"CHANGELOG.md begins with {heading[1] if heading else 'no version'}, the package is {version}"]
    found = []
    if tag and tag != f"v{version}":
        found.append(f"the tag is {tag}, the package is {version}")
    if tag and "unreleased" in heading[2]:
        found.append(f"CHANGELOG.md calls {version} unreleased")
    return found


def build(target: Path) -> list[Path]:
    """Build the wheel and the source distribution, check their metadata, and return the files. Raises CalledProcessError."""
    shutil.rmtree(target, ignore_errors=True)
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(target)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    files = sorted(target.iterdir())
    subprocess.run(
        [sys.executable, "-m", "twine", "check", "--strict", *map(str, files)], check=True, capture_output=True
    )
    return files


def contents(file: Path) -> list[str]:
    """Return the names of the files in a package."""
    if file.suffix == ".whl":
        with zipfile.ZipFile(file) as wheel:
            return wheel.namelist()
    with tarfile.open(file) as source:
        return source.getnames()


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, check, print what would be published, and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="scripts/release", description="Check a release. A tag publishes it, not this script."
    )
    parser.add_argument("--check", action="store_true", required=True, help="build and check; nothing is published")
    parser.add_argument("--tag", help="the tag of the release, such as v0.1.0")
    options = parser.parse_args(arguments)
    version = pdconnect.__version__
    for file in build(ROOT / "dist/packages"):
        print(f"{file.stat().st_size:>10,} {file.name} ({len(contents(file))} files)")
    found = problems((ROOT / "CHANGELOG.md").read_text(), version, options.tag)
    for problem in found:
        print(f"Problem: {problem}", file=sys.stderr)
    specification = tomllib.loads((ROOT / "generated_client/provenance.toml").read_text())["spec_version"]
    print(
        f"{'Would not be published' if found else 'Would be published'}: pdconnect {version} on PyPI with attestations; "
        f"the files of specification {specification} (scripts/publish) with the release; the docs site (scripts/docs)"
    )
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
