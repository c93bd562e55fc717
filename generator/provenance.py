"""Record the inputs of the generated package in a file next to it, and check whether they have changed."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from pathlib import Path

FILE = "provenance.toml"


def source_files(spec: Path) -> list[Path]:
    """Return the files of the specification, without those of tools, such as node_modules."""
    return sorted(
        path for folder in ("", "resources", "schemas", "examples") for path in (spec / folder).glob("*.yaml")
    )


def inputs_of(root: Path) -> list[Path]:
    """Return every file that affects the generated package."""
    generator = [path for path in (root / "generator").rglob("*") if path.suffix in (".py", ".jinja")]
    publishing = root / "generator" / "publishing"  # does not affect the package
    excluded = root / "generator" / "sync_code.py"  # generates modules outside the package, in every run
    own = [path for path in generator if publishing not in path.parents and path != excluded]
    return [*source_files(root / "spec"), *own, root / "constraints.txt"]


def digest(root: Path, paths: Iterable[Path]) -> str:
    """Return one SHA-256 over the names and contents of files."""
    total = hashlib.sha256()
    for path in sorted(paths):
        if path.is_file():
            total.update(path.relative_to(root).as_posix().encode() + b"\0")
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def text(*, spec_version: str, inputs: str, outputs: str, operations: int, tools: dict[str, str]) -> str:
    """Return the content of the provenance file. The second digest also covers the file's own values, to detect edits."""
    outputs = hashlib.sha256(f"{outputs} {spec_version} {operations}".encode()).hexdigest()
    lines = [
        "# Generated. The inputs of generated_client/pdconnect_api; `python -m generator` writes and reads this file.",
        f'spec_version = "{spec_version}"',
        f"operations = {operations}",
        f'inputs_sha256 = "{inputs}"',
        f'outputs_sha256 = "{outputs}"',
        "",
        "[tools]",
        *(f'{name} = "{version}"' for name, version in sorted(tools.items())),
    ]
    return "\n".join(lines) + "\n"


def is_current(path: Path, *, inputs: str, outputs: str, tools: dict[str, str]) -> bool:
    """Return whether the file at `path` records these inputs, outputs and tools."""
    try:
        found = path.read_text()
        values = tomllib.loads(found)
        version, operations = values["spec_version"], values["operations"]
    except (OSError, ValueError, KeyError):
        return False
    return found == text(spec_version=version, inputs=inputs, outputs=outputs, operations=operations, tools=tools)
