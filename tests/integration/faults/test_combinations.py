"""Every fault x every class of operation x once, lasting or with a deadline, on real sockets.

Combinations that only repeat others are left out:

- A fault meets one operation of each kind (`Operation.kind`), another one than the next fault.
- For faults of the token endpoint, two operations are enough: no request of the operation has been sent yet.
- Both clients meet every fault, and call every operation, but share the combinations: their code comes from one source. Only a
  deadline that ends a stall is done differently by each, so both meet all of these.
- `Mode.ONCE` if nothing is retried, since the requests are those of `Mode.LASTING`.
- `Mode.DEADLINE` if the call ends long before it: one operation for each fault and client is enough.

In every combination: a call ends in a result or in the error that is documented for it, within its deadline; a request that is not
idempotent is not executed twice; no other host receives a request; the next call on the same client works.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product

import pytest

from .catalogue import FAULTS, REDIRECTS, Fault
from .clients import run_in_tasks, run_in_threads
from .combinations import Combination, Stage
from .expectations import Mode, expected, expected_without_token
from .operations import OPERATIONS, Operation
from .server import FaultyServer

OPERATIONS_FOR_TOKEN_FAULTS = [operation for operation in OPERATIONS if operation.name in ("run an action", "stream")]
MAX_PATIENCE = 49
RUNNERS: dict[str, Callable[[Sequence[Combination]], None]] = {
    "threads": run_in_threads,
    "tasks": lambda combinations: asyncio.run(run_in_tasks(combinations)),
}


Row = tuple[Fault, Operation, Mode]


def rows_of(kind: str, faults: list[Fault], operations: list[Operation], *, to_tokens: bool) -> list[Row]:
    """Return the combinations for one of the two clients."""
    client = list(RUNNERS).index(kind)
    rows: list[Row] = []
    for i, fault in enumerate(faults):
        selected = one_of_each_kind(operations, i)
        for (j, operation), mode in product(enumerate(selected), Mode):
            if fault in REDIRECTS and operation.name == "download":
                continue  # it follows: tests/pdconnect/test_download_redirects.py
            if mode is Mode.ONCE and _ends_like_lasting(fault, operation, to_tokens):
                continue
            if mode is Mode.DEADLINE and fault.slow:
                rows.append((fault, operation, mode))
            elif mode is Mode.DEADLINE:
                if (i + j) % len(selected) == client:
                    rows.append((fault, operation, mode))
            elif (i + j + (mode is Mode.ONCE)) % len(RUNNERS) == client:
                rows.append((fault, operation, mode))
    return rows


def one_of_each_kind(operations: list[Operation], index: int) -> list[Operation]:
    """Return an operation of each kind; with the next index, others."""
    kinds: dict[object, list[Operation]] = {}
    for operation in operations:
        kinds.setdefault(operation.kind, []).append(operation)
    return [same[index % len(same)] for same in kinds.values()]


def _ends_like_lasting(fault: Fault, operation: Operation, to_tokens: bool) -> bool:
    once, lasting = (
        expected_without_token(fault, mode) if to_tokens else expected(fault, operation, mode)
        for mode in (Mode.ONCE, Mode.LASTING)
    )
    return once == lasting


def check(server: FaultyServer, kind: str, combinations: list[Combination]) -> None:
    RUNNERS[kind](combinations)
    problems = [f"{combination.case}: {problem}" for combination in combinations for problem in combination.problems]
    assert not problems, f"{len(problems)} of {len(combinations)}:\n" + "\n".join(problems)
    assert server.request_log.to_other_host == []
    slow = [
        combination
        for combination in combinations
        if combination.mode is Mode.DEADLINE and combination.fault.slow and combination.fault.partial
    ]
    if slow and not any(combination.reached(Stage.BODY) for combination in slow) and slow[0].patience < MAX_PATIENCE:
        # The machine is busy: the deadline ended every call before it received the bytes that its error must hold.
        check(server, kind, [replace(slow[0], patience=7 * slow[0].patience)])
    else:
        assert not slow or any(combination.reached(Stage.BODY) for combination in slow)


def combine(
    server: FaultyServer, kind: str, faults: list[Fault], operations: list[Operation], to_tokens: bool
) -> list[Combination]:
    rows = rows_of(kind, faults, operations, to_tokens=to_tokens)
    return [Combination(server, kind, *row, to_tokens) for row in rows]


@pytest.mark.parametrize("group", FAULTS)
@pytest.mark.parametrize("kind", RUNNERS)
def test_combined_faults_of_calls_raise_our_errors(server: FaultyServer, kind: str, group: str) -> None:
    check(server, kind, combine(server, kind, FAULTS[group], OPERATIONS, to_tokens=False))


@pytest.mark.parametrize("group", FAULTS)
@pytest.mark.parametrize("kind", RUNNERS)
def test_combined_faults_of_the_token_endpoint_raise_our_errors(server: FaultyServer, kind: str, group: str) -> None:
    check(server, kind, combine(server, kind, FAULTS[group], OPERATIONS_FOR_TOKEN_FAULTS, to_tokens=True))


@pytest.mark.parametrize("to_tokens", [False, True])
def test_nothing_but_repetition_is_left_out(to_tokens: bool) -> None:
    operations = OPERATIONS_FOR_TOKEN_FAULTS if to_tokens else OPERATIONS
    kinds = {operation.kind for operation in operations}
    met_operations: set[str] = set()
    for faults in FAULTS.values():
        rows = {kind: rows_of(kind, faults, operations, to_tokens=to_tokens) for kind in RUNNERS}
        either = {(fault.name, operation.kind, mode) for row in rows.values() for fault, operation, mode in row}
        met_operations |= {operation.name for row in rows.values() for _, operation, _ in row}
        for fault, operation in product(faults, operations):
            if fault in REDIRECTS and operation.name == "download":
                continue
            assert (fault.name, operation.kind, Mode.LASTING) in either
            once = (fault.name, operation.kind, Mode.ONCE) in either
            assert once != _ends_like_lasting(fault, operation, to_tokens)
        for kind, fault in product(RUNNERS, faults):
            modes = [mode for other, _, mode in rows[kind] if other is fault]
            with_deadline = modes.count(Mode.DEADLINE)
            assert with_deadline == len(kinds) if fault.slow else with_deadline >= 1
            assert modes.count(Mode.LASTING) >= len(kinds) // 2 - 1
    assert met_operations == {operation.name for operation in operations}
