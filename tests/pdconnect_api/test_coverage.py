"""The table of what there is for each operation is current, and has no hole."""

from __future__ import annotations

from ..cases import for_each
from .coverage import PAGE, facts, page
from .spec import ALL_OPERATIONS, Operation


@for_each("operation", ALL_OPERATIONS, ids=str)
def test_every_operation_is_covered(operation: Operation) -> None:
    assert not [what for what, there in facts(operation).items() if not there]


def test_the_page_is_current() -> None:
    assert PAGE.read_text() == page(), "run: python -m tests.pdconnect_api.coverage"
