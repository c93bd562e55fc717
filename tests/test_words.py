"""Text uses plain technical English: documents, docstrings, messages, help texts, the specification, generated code."""

from __future__ import annotations

import ast
import json
import re
import subprocess
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import ROOT

IDIOMS = {
    "response, respond": r"answer(?:s|ed|ing)?(?! (?:yes|no|questions?|for)\b)",
    "say, report, log, return, document": r"tell|tells|telling|told",
    "iterate, paginate, yield": r"walk(?:s|ed|ing)?|hand(?:s|ed|ing)? out",
    "retries": r"further attempts?",
    "fix": r"mend(?:s|ed|ing)?",
    "the caller, the client, another thread": r"whoever|nobody|somebody",
    "obtained, happens, could not obtain": r"(?:come|came|comes) by|(?:come|came|comes) to pass|be had",
    "fake": r"made[- ]up",
    "the specification": r"the (?:API )?description(?! of)",
    "valid for N seconds": r"good for (?:\d+|N|some)",
    "not in the vendor's reference": r"younger than the reference",
    "lacks": r"for want of",
    "again, recreate": r"anew",
    "capacity": r"room",
    "a string": r"must be (?:a text|texts)",
    "your responsibility": r"(?:yours|theirs|ours) to see to|see to it",
}
"""Idioms that a reader with English as a second language would have to look up, by what to write instead."""

DOCUMENTS = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").glob("*.md"),
    *(ROOT / "spec").glob("*.md"),
    *ROOT.glob("overlays/*.md"),
]
_OVERLAYS = ROOT / "overlays"


def public_modules() -> list[Path]:
    """Return the modules whose public names are public names of a package, or are documented for its users."""
    of_the_sandbox = ("controls", "factories", "in_process", "sandbox")
    return [
        *(path for path in modules("overlays/pdconnect", "generated_client") if not path.name.startswith("_")),
        *(_OVERLAYS / "pdconnect_sandbox" / f"{name}.py" for name in of_the_sandbox),
    ]


def modules(*folders: str) -> list[Path]:
    """Return the modules in these folders of the project, without those of installed packages."""
    command = [
        "git",
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        *(f"{folder}/*.py" for folder in folders),
    ]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return [path for line in listed.stdout.splitlines() if (path := ROOT / line).exists()]


HELP = [ROOT / "overlays/pdconnect_cli/help.txt"]
SPECIFICATION = [ROOT / "generated_client/pdconnect_api/openapi.json"]
SCRIPTS = [path for path in (ROOT / "scripts").iterdir() if path.is_file()]
_NOT_PRIVATE = {"the specification"}
"""In private text, the description is also a field of OpenAPI."""


_ANY_IDIOM = re.compile(rf"\b(?:{'|'.join(IDIOMS.values())})\b", re.IGNORECASE)


def found_in(text: str, except_for: Collection[str] = ()) -> list[str]:
    """Return the idioms of a text, each with its line and with what to write instead."""
    return [
        f"{line.strip()}: not {match[0]!r} but {better}"
        for line in text.splitlines()
        if _ANY_IDIOM.search(line)
        for better, idiom in IDIOMS.items()
        if better not in except_for
        for match in re.finditer(rf"\b(?:{idiom})\b", line, re.IGNORECASE)
    ]


def prose(document: Path) -> str:
    """Return the text of a document without its blocks of code."""
    return re.sub(r"^```.*?^```", "", document.read_text(), flags=re.DOTALL | re.MULTILINE)


def public_docstrings(tree: ast.AST) -> Iterator[str]:
    """Yield the docstrings of a module's public names, and the texts below their variables."""
    body: list[ast.stmt] = getattr(tree, "body", [])
    for statement in body:
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            yield str(statement.value.value)
        elif isinstance(
            statement, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        ) and not statement.name.startswith("_"):
            yield from public_docstrings(statement)


def messages(tree: ast.AST) -> Iterator[str]:
    """Yield the texts of the errors that a module raises."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and node.exc is not None:
            for part in ast.walk(node.exc):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


def descriptions(value: Any) -> Iterator[str]:
    """Yield every title, summary and description of a JSON document."""
    if isinstance(value, dict):
        for key, child in value.items():
            if key in ("title", "summary", "description") and isinstance(child, str):
                yield child
            elif key not in ("example", "examples"):
                yield from descriptions(child)
    elif isinstance(value, list):
        for child in value:
            yield from descriptions(child)


def private_text(source: str) -> str:
    """Return the comments and docstrings of a module or a script, and whatever looks like one."""
    return "\n".join(match[0] for match in re.finditer(r'"""(?:.*?)"""|#.*?$', source, re.DOTALL | re.MULTILINE))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def idioms_in(
    paths: Iterable[Path], text_of: Callable[[Path], str], except_for: Collection[str] = ()
) -> dict[str, list[str]]:
    """Return the idioms of each file that has some. One test reads all files: a test for each took longer than its file."""
    return {name_of(path): idioms for path in paths if (idioms := found_in(text_of(path), except_for))}


def test_documents_are_plain_english() -> None:
    assert idioms_in(DOCUMENTS, prose) == {}


def test_public_docstrings_are_plain_english() -> None:
    assert idioms_in(public_modules(), lambda path: "\n".join(public_docstrings(ast.parse(path.read_text())))) == {}


def test_error_messages_are_plain_english() -> None:
    """Messages of the sandbox are excluded: most of them repeat messages of the service."""
    raising = modules("overlays/pdconnect", "overlays/pdconnect_cli", "generated_client")
    assert idioms_in(raising, lambda path: "\n".join(messages(ast.parse(path.read_text())))) == {}


def test_help_is_plain_english() -> None:
    assert idioms_in(HELP, Path.read_text) == {}


def test_the_specification_is_plain_english() -> None:
    assert idioms_in(SPECIFICATION, lambda path: "\n".join(descriptions(json.loads(path.read_text())))) == {}


def test_private_text_is_plain_english() -> None:
    private = [path for path in modules("overlays", "generator", "tests", "examples") if path != Path(__file__)]
    found = idioms_in((*private, *SCRIPTS), lambda path: private_text(path.read_text()), _NOT_PRIVATE)
    assert found == {}


@pytest.mark.parametrize("text", ["An answer is told.", "Nobody walks a list.", "made up anew", "There is room again."])
def test_idioms_are_found(text: str) -> None:
    assert found_in(text)
