"""What is wrong with a specification is told: all of it, at its place in the source files, and nothing else is touched."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.__main__ import main

from ..workspace import GOLDEN, copy_spec, outputs
from .bundling import BUNDLING
from .defect import Defect
from .examples import EXAMPLE
from .operations import OPERATIONS
from .schemas import SCHEMAS
from .shapes import SHAPES
from .warnings import WARNINGS

DEFECTS = [*BUNDLING, *SHAPES, *OPERATIONS, *SCHEMAS, *EXAMPLE]
# Defects of one specification that lie in different parts of it, so that none of them hides another.
IN_EVERY_STEP = [
    "dangling name",
    "file without a mapping",
    "answer that is nothing",
    "two media types",
    "forms of an answer that don't agree",
    "tag without a description",
    "const without a type",
    "value that would end a string",
    "unknown extension of the root",
    "example without a value",
]
OF_RULES = [
    "unused entry",
    "no operationId",
    "no summary",
    "no security",
    "two media types",
    "no parameter for the next page",
    "forms of an answer that don't agree",
    "enum without a type",
    "union without a fallback",
    "unknown extension of the root",
    "secret: Connect token",
]


def problems(root: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    """Run the generator, which must refuse, and return the lines of what it tells."""
    assert main(["--root", str(root), *options]) == 1
    first, *lines = capsys.readouterr().err.splitlines()
    assert first == f"{len(lines)} problem(s) in the specification; nothing was changed:"
    return lines


def assert_told(lines: list[str], defects: list[Defect]) -> None:
    """The lines tell exactly what the defects bring with them."""
    left = list(lines)
    for told in (told for planted in defects for told in planted.told):
        fitting = [line for line in left if told.fits(line)]
        assert fitting, f"not told: {told}; but {lines}"
        left.remove(fitting[0])
    assert not left


@pytest.mark.parametrize("planted", DEFECTS, ids=lambda planted: planted.name)
def test_a_defect_is_told_at_its_place(planted: Defect, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    planted.plant(copy_spec(GOLDEN, tmp_path))
    assert_told(problems(tmp_path, capsys), [planted])


def test_names_of_defects_are_unique() -> None:
    names = [planted.name for planted in DEFECTS]
    assert len(names) == len(set(names)) >= 25


@pytest.mark.parametrize("names", [IN_EVERY_STEP, OF_RULES], ids=["in every step", "of rules"])
def test_all_defects_are_told_at_once(names: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    defects = [planted for planted in DEFECTS if planted.name in names]
    assert len(defects) == len(names)
    copy_spec(GOLDEN, tmp_path)
    for planted in defects:
        planted.plant(tmp_path)
    assert_told(problems(tmp_path, capsys), defects)


@pytest.mark.parametrize("options", [(), ("--check",), ("--force",)], ids=" ".join)
@pytest.mark.parametrize("name", ["not YAML", "answer that is nothing", "no summary", "two names of one class"])
def test_a_refusal_changes_nothing(
    name: str, options: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "project"
    shutil.copytree(GOLDEN, root)
    before = outputs(root)
    next(planted for planted in [*DEFECTS, *WARNINGS] if planted.name == name).plant(root)
    problems(root, capsys, *options)
    assert outputs(root) == before
    assert sorted(path.name for path in root.iterdir()) == ["generated_client", "spec", "uses.py"]


@pytest.mark.parametrize("planted", WARNINGS, ids=lambda planted: planted.name)
def test_a_warning_of_openapi_python_client_is_a_problem(
    planted: Defect, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    planted.plant(copy_spec(GOLDEN, tmp_path))
    assert_told(problems(tmp_path, capsys), [planted])
    assert capsys.readouterr().out == ""
