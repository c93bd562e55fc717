"""Every problem of a specification is reported, at its location in the source files, and no file is changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.__main__ import main

from ..workspace import GOLDEN, copy_spec, outputs
from .bundling import BUNDLING
from .defect import Defect
from .examples import EXAMPLE
from .keywords import KEYWORDS
from .operations import OPERATIONS
from .parser_warnings import WARNINGS
from .schemas import SCHEMAS
from .shapes import SHAPES
from .supported import SUPPORTED

DEFECTS = [*BUNDLING, *SHAPES, *OPERATIONS, *SCHEMAS, *SUPPORTED, *KEYWORDS, *EXAMPLE]
# Defects in different parts of the specification, so that none of them hides another.
IN_EVERY_STEP = [
    "dangling name",
    "file without a mapping",
    "null response",
    "two media types",
    "different results in the forms of a response",
    "tag without a description",
    "const without a type",
    "quotes in a value",
    "unknown extension of the root",
    "example without a value",
]
OF_RULES = [
    "unused entry",
    "no operationId",
    "no summary",
    "no security",
    "two media types",
    "no pagination parameter",
    "different results in the forms of a response",
    "enum without a type",
    "union without a fallback",
    "unknown extension of the root",
    "secret: Connect token",
]


def problems(root: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    """Run the generator, which must fail, and return the lines of its report."""
    assert main(["--root", str(root), *options]) == 1
    first, *lines = capsys.readouterr().err.splitlines()
    assert first == f"{len(lines)} problem(s) in the specification; nothing was changed:"
    return lines


def assert_reported(lines: list[str], defects: list[Defect]) -> None:
    """Check that the lines report exactly the problems of the defects."""
    left = list(lines)
    for expected in (expected for planted in defects for expected in planted.problems):
        matching = [line for line in left if expected.matches(line)]
        assert matching, f"not reported: {expected}; but {lines}"
        left.remove(matching[0])
    assert not left


@pytest.mark.slow
@pytest.mark.parametrize("planted", DEFECTS, ids=lambda planted: planted.name)
def test_a_defect_is_reported_at_its_location(
    planted: Defect, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    planted.plant(copy_spec(GOLDEN, tmp_path))
    assert_reported(problems(tmp_path, capsys), [planted])


def test_names_of_defects_are_unique() -> None:
    names = [planted.name for planted in DEFECTS]
    assert len(names) == len(set(names)) >= 25


@pytest.mark.parametrize("names", [IN_EVERY_STEP, OF_RULES], ids=["in every step", "of rules"])
def test_all_defects_are_reported_at_once(names: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    defects = [planted for planted in DEFECTS if planted.name in names]
    assert len(defects) == len(names)
    copy_spec(GOLDEN, tmp_path)
    for planted in defects:
        planted.plant(tmp_path)
    assert_reported(problems(tmp_path, capsys), defects)


@pytest.mark.parametrize("options", [(), ("--check",), ("--force",)], ids=" ".join)
@pytest.mark.parametrize("name", ["not YAML", "null response", "no summary", "two enum values with one name"])
def test_a_failed_run_changes_nothing(
    name: str, options: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "project"
    shutil.copytree(GOLDEN, root)
    before, names = outputs(root), sorted(path.name for path in root.iterdir())
    next(planted for planted in [*DEFECTS, *WARNINGS] if planted.name == name).plant(root)
    problems(root, capsys, *options)
    assert outputs(root) == before
    assert sorted(path.name for path in root.iterdir()) == names


@pytest.mark.parametrize("planted", WARNINGS, ids=lambda planted: planted.name)
def test_a_warning_of_openapi_python_client_is_a_problem(
    planted: Defect, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    planted.plant(copy_spec(GOLDEN, tmp_path))
    assert_reported(problems(tmp_path, capsys), [planted])
    assert capsys.readouterr().out == ""
