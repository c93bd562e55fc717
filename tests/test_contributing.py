"""Each question of a newcomer in CONTRIBUTING leads to a file whose name, or whose folder's name, is its subject."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from tests import ROOT

QUESTIONS: list[tuple[str, str]] = re.findall(
    r"^\| (.+\?) \| `(.+)` \|$", (ROOT / "CONTRIBUTING.md").read_text(), re.MULTILINE
)


def words(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Za-z]{3,}", text)}


def related(first: str, second: str) -> bool:
    """Return whether two words begin with the same four letters, as forms of one word do."""
    return first[:4] == second[:4]


def test_there_are_twenty_questions() -> None:
    assert len(QUESTIONS) == 20


@pytest.mark.parametrize(("question", "file"), QUESTIONS)
def test_each_question_leads_to_a_file_that_is_named_after_its_subject(question: str, file: str) -> None:
    assert (ROOT / file).is_file()
    folder, name = PurePosixPath(file).with_suffix("").parts[-2:]
    assert any(related(part, word) for part in words(f"{folder} {name}".replace("_", " ")) for word in words(question))
