from __future__ import annotations

import inspect

import pytest

from .cases import for_each


def test_every_case_runs_and_each_error_names_its_case() -> None:
    seen = []

    @for_each("value", [1, 2, 3], ids=lambda value: f"number {value}")
    @for_each(("left", "right"), [("a", "b"), pytest.param("c", "c", id="same")])
    def compare(fixture: str, left: str, right: str, value: int) -> None:
        seen.append((fixture, left, right, value))
        assert left != right or value == 2

    assert list(inspect.signature(compare).parameters) == ["fixture"]
    with pytest.raises(BaseExceptionGroup, match="2 of 3 cases failed") as caught:
        compare(fixture="x")
    assert seen == [("x", *pair, value) for value in (1, 2, 3) for pair in (("a", "b"), ("c", "c"))]
    assert [error.__notes__ for error in caught.value.exceptions] == [
        ["in the case same", "in the case number 1"],
        ["in the case same", "in the case number 3"],
    ]


def test_a_single_failure_is_raised_as_it_is() -> None:
    @for_each("value", ["good", "bad"])
    def check(value: str) -> None:
        if value == "bad":
            pytest.fail("it is bad")

    with pytest.raises(pytest.fail.Exception, match="it is bad") as caught:
        check()
    assert caught.value.__notes__ == ["in the case 'bad'"]


def test_marks_and_missing_cases_are_refused() -> None:
    for cases in ([], [pytest.param(1, marks=pytest.mark.slow)]):
        with pytest.raises(AssertionError):
            for_each("value", cases)
