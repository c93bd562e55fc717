"""The command line uses the public names of the client; the few private ones are imported in one module."""

from __future__ import annotations

import ast
from pathlib import Path

from tests import ROOT

FOLDER = ROOT / "overlays/pdconnect_cli"


def private_imports(path: Path) -> list[str]:
    """Return the private modules of the client that a file imports, from anywhere in it."""
    modules: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and not node.level:
            modules.append(f"{node.module}.{node.names[0].name}")
        elif isinstance(node, ast.Import):
            modules += [alias.name for alias in node.names]
    return [name for name in modules if name.startswith("pdconnect._") and not name.startswith("pdconnect.__")]


def test_private_names_of_the_client_are_imported_in_one_module() -> None:
    importing = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.py") if private_imports(path)}
    assert importing == {"client_internals.py"}
