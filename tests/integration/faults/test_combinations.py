"""Every fault x every class of operation x once, lasting or with a deadline x both clients, on real sockets.

In every combination: a call ends in a result or in the error that is documented for it, within its deadline; a request that is not
idempotent is not executed twice; no other host receives a request; the next call on the same client works.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from itertools import product

import pytest

from .catalogue import FAULTS, REDIRECTS, Fault
from .clients import run_in_tasks, run_in_threads
from .combinations import Combination, Stage
from .expectations import Mode
from .operations import OPERATIONS, Operation
from .server import FaultyServer

OPERATIONS_FOR_TOKEN_FAULTS = [
    operation for operation in OPERATIONS if operation.name in ("GET", "run an action", "proxy POST", "stream")
]
RUNNERS: dict[str, Callable[[Sequence[Combination]], None]] = {
    "threads": run_in_threads,
    "tasks": lambda combinations: asyncio.run(run_in_tasks(combinations)),
}


def combine(
    server: FaultyServer, kind: str, faults: list[Fault], operations: list[Operation], to_tokens: bool
) -> list[Combination]:
    return [
        Combination(server, kind, fault, operation, mode, to_tokens)
        for fault, operation, mode in product(faults, operations, Mode)
        if fault not in REDIRECTS
        or operation.name != "download"  # it follows: tests/pdconnect/test_download_redirects.py
    ]


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
    assert not slow or any(combination.reached(Stage.BODY) for combination in slow)


@pytest.mark.parametrize("group", FAULTS)
@pytest.mark.parametrize("kind", RUNNERS)
def test_faults_of_calls(server: FaultyServer, kind: str, group: str) -> None:
    check(server, kind, combine(server, kind, FAULTS[group], OPERATIONS, to_tokens=False))


@pytest.mark.parametrize("group", FAULTS)
@pytest.mark.parametrize("kind", RUNNERS)
def test_faults_of_the_token_endpoint(server: FaultyServer, kind: str, group: str) -> None:
    check(server, kind, combine(server, kind, FAULTS[group], OPERATIONS_FOR_TOKEN_FAULTS, to_tokens=True))
