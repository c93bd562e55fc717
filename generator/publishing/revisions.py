"""The specification as it was in a revision of the Git repository."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
from pathlib import Path

from generator.pipeline import BUNDLE, PACKAGE

_VERSION = re.compile(r"^  version: ['\"]?([\w.]+)", re.MULTILINE)


class NoRevision(Exception):
    """Git cannot give what is asked for; the text says why."""


def before(root: Path, version: str) -> str | None:
    """The revision that `version` is compared to.

    That is its own tag, `spec-v<version>`, if it has been published: then nothing of it may change any more. Otherwise it is the last
    commit with another version; None if there is none.
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
        raise NoRevision(
            "this clone is shallow: the version before may lie deeper; git fetch --unshallow, or name a revision"
        )
    return None


def extract(root: Path, revision: str, folder: Path) -> None:
    """Write the bundle and the generated package of a revision below a folder."""
    if not _holds(root, revision, BUNDLE):
        raise NoRevision(f"{revision} has no {BUNDLE}")
    wanted = [path.as_posix() for path in (BUNDLE, PACKAGE) if _holds(root, revision, path)]
    done = subprocess.run(["git", "archive", revision, *wanted], cwd=root, capture_output=True, check=False)
    if done.returncode:
        raise NoRevision(done.stderr.decode().strip())
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")


def version_of(bundle: str) -> str:
    """`info.version` of a bundled description."""
    found = _VERSION.search(bundle)
    return found[1] if found else ""


def _holds(root: Path, revision: str, path: Path) -> bool:
    asked = ["git", "cat-file", "-e", f"{revision}:./{path.as_posix()}"]
    return subprocess.run(asked, cwd=root, capture_output=True, check=False).returncode == 0


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoRevision(done.stderr.strip())
    return done.stdout
