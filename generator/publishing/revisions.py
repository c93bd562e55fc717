"""Read the specification from a revision of the Git repository."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
from pathlib import Path

from ..pipeline import BUNDLE, PACKAGE

_VERSION = re.compile(r"^  version: ['\"]?([\w.]+)", re.MULTILINE)


class RevisionError(Exception):
    """Git cannot read the requested revision; the message contains the reason."""


def before(root: Path, version: str) -> str | None:
    """Return the revision to compare `version` with.

    If the version was published, this is its own tag, `spec-v<version>`, since a published version may not change. Otherwise it is the
    last commit with another version; None if there is no such commit.
    """
    tag = f"spec-v{version}"
    if _git(root, "tag", "--list", tag).strip():
        return tag
    for commit in _git(root, "log", "--format=%h", "--", BUNDLE.as_posix()).split():
        if (
            _holds(root, commit, BUNDLE)
            and version_of(_git(root, "show", f"{commit}:./{BUNDLE.as_posix()}")) != version
        ):
            return commit
    if _git(root, "rev-parse", "--is-shallow-repository").strip() == "true":
        raise RevisionError(
            "this clone is shallow and may lack the previous version; run git fetch --unshallow, or pass a revision"
        )
    return None


def extract(root: Path, revision: str, folder: Path) -> None:
    """Write the bundle and the generated package of a revision into a folder."""
    if not _holds(root, revision, BUNDLE):
        raise RevisionError(f"{revision} has no {BUNDLE}")
    paths = [path.as_posix() for path in (BUNDLE, PACKAGE) if _holds(root, revision, path)]
    result = subprocess.run(["git", "archive", revision, *paths], cwd=root, capture_output=True, check=False)
    if result.returncode:
        raise RevisionError(result.stderr.decode().strip())
    with tarfile.open(fileobj=io.BytesIO(result.stdout)) as archive:
        archive.extractall(folder, filter="data")


def version_of(bundle: str) -> str:
    """Return `info.version` of a bundled specification."""
    found = _VERSION.search(bundle)
    return found[1] if found else ""


def _holds(root: Path, revision: str, path: Path) -> bool:
    command = ["git", "cat-file", "-e", f"{revision}:./{path.as_posix()}"]
    return subprocess.run(command, cwd=root, capture_output=True, check=False).returncode == 0


def _git(root: Path, *arguments: str) -> str:
    result = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    if result.returncode:
        raise RevisionError(result.stderr.strip())
    return result.stdout
