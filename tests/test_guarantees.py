"""Each row of docs/reliability.md and SECURITY.md names tests that exist, and its figures are those of the tests."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from typing import Any

import pytest

from pdconnect._http.httpcore_messages import MAX_CONNECTIONS
from tests import ROOT
from tests.integration.faults import test_combinations as faults
from tests.integration.faults.catalogue import FAULTS
from tests.integration.faults.operations import OPERATIONS
from tests.pdconnect import test_error_bodies as error_bodies
from tests.pdconnect import test_overload as overload
from tests.pdconnect import test_response_sizes as response_sizes
from tests.pdconnect import test_secrets_in_tracebacks as tracebacks
from tests.properties import test_odd_arguments as odd_arguments
from tests.properties import test_raw_responses as raw_responses
from tests.properties import test_reading as reading
from tests.properties import test_store_replies as store_replies

DOCUMENTS = ("docs/reliability.md", "SECURITY.md")
FOLDERS = ("", "tests/pdconnect/")
"""Where a proof is: the documents shorten the names of tests of the client."""


def rows(document: str) -> list[list[str]]:
    """Return the cells of each row of the document's table, without its head."""
    lines = [line for line in (ROOT / document).read_text().splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[1:] if "---" not in line]


ROWS = [pytest.param(cells, id=cells[0][:60]) for document in DOCUMENTS for cells in rows(document)]


@pytest.mark.parametrize("cells", ROWS)
def test_the_proofs_of_a_guarantee_exist(cells: list[str]) -> None:
    proofs = re.findall(r"`((?:tests|scripts)/[\w/.]+|test_\w+\.py)(?:::(\w+))?`", cells[1])
    assert proofs
    for path, name in proofs:
        found = [ROOT / folder / path for folder in FOLDERS if (ROOT / folder / path).exists()]
        assert found, path
        if name:
            tree = ast.parse(found[0].read_text())
            assert name in {
                node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            }


def combinations() -> int:
    server: Any = None
    return sum(
        len(faults.combine(server, kind, group, operations, to_tokens))
        for kind in faults.RUNNERS
        for group in FAULTS.values()
        for operations, to_tokens in ((OPERATIONS, False), (faults.OPERATIONS_FOR_TOKEN_FAULTS, True))
    )


def pairs() -> int:
    of_calls: list[list[Any]] = [values for values, _ in odd_arguments.ARGUMENTS.values()]
    return sum(map(len, [*of_calls, *odd_arguments.SETTINGS.values()]))


FIGURES: list[tuple[str, Callable[[], int], str]] = [
    ("not repeated, unless", combinations, "{:,} combinations of faults"),
    ("its documented error", combinations, "the same {:,};"),
    ("leaves the client usable", lambda: 2 * overload.CALLERS, "{} calls"),
    ("leaves the client usable", lambda: MAX_CONNECTIONS, "over {} connections"),
    ("becomes a model", lambda: len(reading.MODELS), "each of {} models"),
    ("up to 1 MiB", lambda: len(error_bodies.ENCODINGS.keys() - {"none", "identity"}), "in {} encodings"),
    ("`max_response_bytes`", lambda: len(response_sizes.ENCODINGS.keys() - {"identity", "unknown"}), "in {} encodings"),
    ("Whatever the arguments", lambda: len(odd_arguments.ARGUMENTS), "{} arguments"),
    ("Whatever the arguments", lambda: len(odd_arguments.SETTINGS), "{} settings"),
    ("Whatever the arguments", lambda: pairs() // 100 * 100, "more than {:,} odd values"),
    ("Whatever the arguments", lambda: sum(map(len, raw_responses.RESPONSES.values())), "{} responses"),
    ("Whatever the arguments", lambda: len(raw_responses.CALLS), "to {} kinds of calls"),
    ("Whatever the arguments", lambda: len(store_replies.REPLIES), "{} replies of a store"),
    ("No credential in any text", lambda: len(tracebacks.CALLS) + len(tracebacks.STREAMED), "{} operations"),
    ("No credential in any text", lambda: len(tracebacks.ASYNC_FAILURES), "{} kinds of failure"),
    ("No local variable in a traceback", lambda: len(tracebacks.CALLS) + len(tracebacks.STREAMED), "{} operations"),
    ("No local variable in a traceback", lambda: len(tracebacks.ASYNC_FAILURES), "{} kinds of failure"),
]


@pytest.mark.parametrize(
    ("guarantee", "count", "phrase"), FIGURES, ids=lambda part: part if isinstance(part, str) else ""
)
def test_the_figures_of_a_guarantee_are_those_of_its_tests(
    guarantee: str, count: Callable[[], int], phrase: str
) -> None:
    (cells,) = [cells for document in DOCUMENTS for cells in rows(document) if guarantee in cells[0]]
    assert phrase.format(count()) in " ".join(cells[1:])
