"""Tests of many quick cases."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest

Test = Callable[..., None]


def for_each(
    names: str | Sequence[str], cases: Iterable[Any], ids: Callable[[Any], object] | Iterable[object] | None = None
) -> Callable[[Test], Test]:
    """Run a test for every case, like `pytest.mark.parametrize`, but as a single test.

    pytest needs some milliseconds for each test besides its own work. Every case runs, also after a failure, and each error names
    its case. The cases share the fixtures, so this is for tests that leave nothing in them. Decorators can be stacked.
    """
    names = [names] if isinstance(names, str) else names
    rows = [_read(case, len(names)) for case in cases]
    if ids is None or callable(ids):
        labels = [
            label or "-".join(str(ids(value)) if ids else repr(value)[:100] for value in row) for label, row in rows
        ]
    else:
        labels = [str(label) for label in ids]
    assert rows

    def decorate(test: Test) -> Test:
        def run(**arguments: Any) -> None:
            failures: list[BaseException] = []
            for label, (_, row) in zip(labels, rows, strict=True):
                try:
                    test(**arguments, **dict(zip(names, row, strict=True)))
                except (Exception, pytest.fail.Exception) as error:
                    error.add_note(f"in the case {label}")
                    failures.append(error)
            if len(failures) == 1:
                raise failures[0]
            if failures:
                raise BaseExceptionGroup(f"{len(failures)} of {len(rows)} cases failed", failures)

        # Hypothesis marks its tests by attributes; this one is none of them.
        functools.update_wrapper(run, test, updated=())
        del run.__wrapped__  # type: ignore[attr-defined]
        signature = inspect.signature(test)
        left = [parameter for name, parameter in signature.parameters.items() if name not in names]
        run.__signature__ = signature.replace(parameters=left)  # type: ignore[attr-defined]
        run.pytestmark = getattr(test, "pytestmark", [])  # type: ignore[attr-defined]
        return run

    return decorate


def _read(case: Any, count: int) -> tuple[str, Sequence[Any]]:
    """Return the name and the values of a case."""
    if hasattr(case, "marks"):  # of pytest.param
        assert not case.marks, "a case cannot have marks of its own"
        return str(case.id or ""), tuple(case.values)
    return "", (case,) if count == 1 else tuple(case)
