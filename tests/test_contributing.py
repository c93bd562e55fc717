"""Each question in CONTRIBUTING points to a file whose name, or whose folder's name, contains a word of the question."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from tests import ROOT

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text()
QUESTIONS: list[tuple[str, str]] = re.findall(r"^\| (.+\?) \| `(.+)` \|$", CONTRIBUTING, re.MULTILINE)


def words(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Za-z]{3,}", text)}


def related(first: str, second: str) -> bool:
    """Return whether two words begin with the same four letters, like the forms of one word."""
    return first[:4] == second[:4]


def test_there_are_twenty_questions() -> None:
    assert len(QUESTIONS) == 20


@pytest.mark.parametrize(("question", "file"), QUESTIONS)
def test_the_name_of_each_file_contains_a_word_of_its_question(question: str, file: str) -> None:
    assert (ROOT / file).is_file()
    folder, name = PurePosixPath(file).with_suffix("").parts[-2:]
    assert any(related(part, word) for part in words(f"{folder} {name}".replace("_", " ")) for word in words(question))


def test_the_tree_names_every_package() -> None:
    (tree,) = re.findall(r"^```\n(overlays/pdconnect/ .+?)^```", CONTRIBUTING, re.DOTALL | re.MULTILINE)
    shown: dict[str, set[str]] = {}
    for line in tree.splitlines():
        if not line.startswith(" "):
            folder = line.split()[0].rstrip("/")
        elif line.startswith("  integration/"):
            folder = "tests/integration"
        shown.setdefault(folder, set()).update(re.findall(r"([a-z_]+)/", line))
    for folder in (
        "overlays/pdconnect",
        "overlays/pdconnect_sandbox",
        "overlays/pdconnect_cli",
        "generator",
        "tests/integration",
    ):
        packages = {file.parent.name for file in (ROOT / folder).glob("*/__init__.py")}
        assert packages - shown[folder] == set(), folder
