"""Cache the results of slow steps between runs. A result is found by a digest of everything that it depends on.

That is the input of the step, the code of the generator and every installed package. `python -m generator --check` neither reads nor
writes results, so it detects a wrong one.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import sysconfig
from functools import cache
from pathlib import Path
from typing import Any

from . import provenance

FOLDER = ".generator_cache"


class StepResults:
    """The results of one step, in one file."""

    def __init__(self, file: Path | None, *, read: bool) -> None:
        self._file = file
        self._known = _read(file) if file is not None and read else {}
        self._used: dict[str, Any] = {}
        self._has_new = False

    def get(self, *inputs: Any) -> Any:
        """Return the result for these inputs, which are JSON; None if it is not known."""
        key = _digest(inputs)
        if key in self._known:
            self._used[key] = self._known[key]
        return self._known.get(key)

    def put(self, *inputs: Any, result: Any) -> None:
        """Store a result, unless it would be a different value after it was written as JSON and read."""
        if self._file is not None and json.loads(json.dumps(result)) == result:
            self._used[_digest(inputs)] = result
            self._has_new = True

    def save(self) -> None:
        """Write the results that this run has used, and drop all others."""
        if self._file is None or not self._has_new:
            return
        self._file.parent.mkdir(exist_ok=True)
        staging = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        staging.write_text(json.dumps(self._used), "utf-8")
        staging.replace(self._file)


class Cache:
    """The results of all steps, in a folder of the project."""

    def __init__(self, root: Path | None = None, *, read: bool = True) -> None:
        """Open the cache. Without `root` nothing is stored. Without `read` the results of earlier runs are not used, but replaced."""

        def step(name: str) -> StepResults:
            return StepResults(None if root is None else root / FOLDER / f"{name}.json", read=read)

        self.compiled_templates = root / FOLDER / "templates" if root is not None and read else None
        """The folder for Jinja2's own cache, which looks at the text of each template and the version of Jinja2."""
        self.yaml = step("yaml")
        self.inputs = step("inputs")
        self.format = step("format")
        self.sync_code = step("sync_code")

    def save(self) -> None:
        """Write what changed."""
        for results in (self.yaml, self.inputs, self.format, self.sync_code):
            results.save()


def _read(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _digest(inputs: Any) -> str:
    return hashlib.sha256(json.dumps([_environment(), inputs]).encode()).hexdigest()


@cache
def _environment() -> str:
    """Return a digest of what every result depends on: the code of the generator, Python, and the versions of all packages."""
    folder = Path(__file__).parent
    code = [path for path in folder.rglob("*") if path.suffix in (".py", ".jinja") and "publishing" not in path.parts]
    packages = sorted(name for name in os.listdir(sysconfig.get_path("purelib")) if name.endswith(".dist-info"))
    return f"{provenance.digest(folder, code)} {sys.version} {packages}"
