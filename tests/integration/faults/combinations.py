"""A combination of a fault, an operation and a mode: the settings of its client, and the checks of its outcome."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

import httpx

import pdconnect

from .catalogue import Category, Fault
from .expectations import (
    ATTEMPTS,
    LONG_TIMEOUT,
    Expected,
    Mode,
    deadline_of,
    drip_seconds_of,
    expected,
    expected_without_token,
    timeout_of,
)
from .operations import Operation, Reads
from .server import CASE, FaultyServer
from .service import is_token_request

DEADLINE_TOLERANCE = 5.0
"""Seconds that a call may exceed its deadline on a machine that runs many calls at the same time."""
ERROR_LIMIT = 1_048_576
LONGEST_SLEEP = 0.02


class Stage(Enum):
    """How far a request has come, as seen by the client."""

    SENT = auto()
    HEAD = auto()
    BODY = auto()


@dataclass
class Combination:
    """One fault, one operation and one mode; the fault affects either the call or its token request."""

    server: FaultyServer
    client_kind: str
    fault: Fault
    operation: Operation
    mode: Mode
    to_tokens: bool
    patience: int = 1
    """How many times the deadline is longer than usual, on a busy machine."""
    problems: list[str] = field(init=False, default_factory=list)
    overrun: float = field(init=False, default=0.0)
    """Seconds between the deadline, if there is one, and the end of the call."""

    @property
    def case(self) -> str:
        target = "token" if self.to_tokens else "call"
        return f"{self.client_kind} / {self.fault.name} ({target}) / {self.operation.name} / {self.mode.name.lower()} / {self.patience}"

    @property
    def deadline(self) -> float:
        """The deadline of the call in seconds, in the mode that has one."""
        return deadline_of(self.fault) * self.patience

    @property
    def expected(self) -> Expected:
        """What the call must end in."""
        if self.to_tokens:
            return expected_without_token(self.fault, self.mode)
        return expected(self.fault, self.operation, self.mode)

    def settings(self) -> dict[str, Any]:
        """Return the settings of the client."""
        limited = self.mode is Mode.DEADLINE
        return {
            "project_id": "proj_1",
            "client_id": "client-1",
            "client_secret": "very-secret-1",
            "environment": "development",
            "base_url": f"http://127.0.0.1:{self.server.ports.plain}",
            "headers": {CASE: self.case},
            "timeout": LONG_TIMEOUT if limited else timeout_of(self.fault),
            "deadline": self.deadline if limited else None,
        }

    def limits(self) -> httpx.Limits:
        """Return limits of one connection, so that a connection leak fails the next call.

        With a deadline there are more, since an attempt that was abandoned in a thread keeps its connection.
        """
        return httpx.Limits(max_connections=8 if self.mode is Mode.DEADLINE else 1)

    def url(self, url: httpx.URL) -> httpx.URL:
        """Return the address that a request is really sent to."""
        workflow = url.host != "127.0.0.1"
        scheme, port = ("https", self.server.ports.tls) if workflow else ("http", self.server.ports.plain)
        if self.fault.port is not None and self.affects(url):
            scheme, _, name = self.fault.port.partition(":")
            port = getattr(self.server.ports, name)
            if self.mode is Mode.ONCE:
                self._rerouted = True
        return url.copy_with(scheme=scheme, host="127.0.0.1", port=port)

    _rerouted: bool = field(init=False, default=False)
    _fault_ended: bool = field(init=False, default=False)
    _begun: float = field(init=False, default=0.0)
    _sent: int = field(init=False, default=0)
    _reached: dict[Stage, float] = field(init=False, default_factory=dict[Stage, float])

    def limit_time(self, request: httpx.Request) -> None:
        """Give time to everything but the stall: on a busy machine, connecting and a normal response take longer than its timeout.

        The fault does not stall connections, and `Mode.ONCE` ends with the first request that meets it.
        """
        if self.mode is Mode.DEADLINE or not self.fault.slow:
            return
        stalls = self.affects(request.url) and (self.mode is Mode.LASTING or self._sent == 0)
        timeout = httpx.Timeout(LONG_TIMEOUT, read=timeout_of(self.fault) if stalls else LONG_TIMEOUT)
        request.extensions = {**request.extensions, "timeout": timeout.as_dict()}

    def record(self, stage: Stage) -> None:
        """Record the stage that the current attempt, which meets the fault, has reached."""
        if stage is Stage.SENT:
            self._sent += 1
            self._reached.clear()
        self._reached.setdefault(stage, time.monotonic())

    def reached(self, stage: Stage) -> bool:
        """Return whether the last attempt reached a stage in time.

        On a busy machine the time limits that end a stall can end an attempt before it meets the fault.
        """
        if not self.fault.slow:
            return True
        latest = self._begun + self.deadline / 2 if self.mode is Mode.DEADLINE else math.inf
        return self._reached.get(stage, math.inf) < latest

    def affects(self, url: httpx.URL) -> bool:
        """Return whether a request to this address meets the fault, as far as the client side knows."""
        is_first_page = url.path.endswith("/accounts") and "after" not in url.params
        return (
            not (self._fault_ended or self._rerouted or is_first_page) and is_token_request(url.path) == self.to_tokens
        )

    def start_fault(self) -> None:
        """Activate the fault."""
        self.server.start_fault(
            self.case,
            self.fault.behaviour,
            to_tokens=self.to_tokens,
            once=self.mode is Mode.ONCE,
            drip_seconds=drip_seconds_of(self.mode),
        )
        self._begun = time.monotonic()

    def end_fault(self) -> None:
        """End the fault, also for calls in progress."""
        self._fault_ended = True
        self.server.end_fault(self.case)

    def check(self, result: object, error: BaseException | None) -> None:
        """Add the problems of the call's outcome, right after the call."""
        if self.mode is Mode.DEADLINE:
            self.overrun = time.monotonic() - self._begun - self.deadline
            self._add_problem_if(self.overrun > DEADLINE_TOLERANCE, f"took {self.overrun:.1f} s more than its deadline")
        if not (_may_have_met_a_dead_connection(self) and isinstance(error, pdconnect.TransportError)):
            self.problems += _problems_of_outcome(self, result, error)
        if isinstance(error, pdconnect.PdconnectError):
            self.problems += _problems_of_error(self, error)

    def check_afterwards(self, error: BaseException | None) -> None:
        """Add the problems found after one more call, which met no fault."""
        self._add_problem_if(error is not None, f"the next call on the same client failed: {error!r}")
        executed = self.server.request_log.executed[self.case] - 1  # without that call
        attempts = ATTEMPTS if self.operation.idempotent else 1
        self._add_problem_if(executed > attempts, f"was executed {executed} times")
        tokens = self.server.request_log.tokens[self.case]
        # A token request may be repeated, so a connection that broke between two calls can cost one more.
        allowed = (ATTEMPTS_FOR_TOKENS if self.to_tokens else 2) + (self.fault.per_attempt == 2)
        self._add_problem_if(tokens > allowed, f"requested {tokens} tokens")

    def _add_problem_if(self, wrong: bool, what: str) -> None:
        if wrong:
            self.problems.append(what)


ATTEMPTS_FOR_TOKENS = 5
"""Three attempts of the call that failed, and those of the next call."""


def _problems_of_outcome(combination: Combination, result: object, error: BaseException | None) -> Iterator[str]:
    expectation = combination.expected
    if error is None:
        if expectation.error is not None:
            yield f"ended in a result, not in {expectation.error.__name__}"
        elif expectation.is_correct and not combination.operation.is_correct(result):
            yield f"ended in a wrong result: {result!r}"
    elif expectation.error is None:
        in_time = combination.reached(Stage.HEAD)
        if in_time or not isinstance(error, pdconnect.DeadlineExceededError):
            yield f"ended in {error!r}, not in a result"
    elif not isinstance(error, expectation.error) or type(error) is pdconnect.PdconnectError:
        yield f"ended in {error!r}, not in {expectation.error.__name__}"


def _may_have_met_a_dead_connection(combination: Combination) -> bool:
    """Return whether the call may have been sent over the connection that broke after the token response.

    Such a call may have been executed, so the client must not retry it.
    """
    return combination.to_tokens and not combination.operation.idempotent


def _problems_of_error(combination: Combination, error: pdconnect.PdconnectError) -> Iterator[str]:
    fault, expectation, request_log = combination.fault, combination.expected, combination.server.request_log
    executed = request_log.executed[combination.case]
    if expectation.attempts is not None and error.attempts != expectation.attempts:
        yield f"reports {error.attempts} attempts instead of {expectation.attempts}"
    if isinstance(error, pdconnect.TransportError) and not error.sent and executed:
        yield "reports that nothing was sent, but the request was executed"
    if error.content is not None and len(error.content) > ERROR_LIMIT:
        yield f"keeps {len(error.content)} bytes of the response"
    if "very-secret" in str(error) or "token-of-the" in str(error):
        yield "shows a secret"
    if combination.to_tokens:
        if executed:
            yield "was executed without a token"
        return
    if error.cursor != combination.operation.cursor and combination.reached(Stage.SENT):
        yield f"reports the cursor {error.cursor!r}"
    in_time = not isinstance(error, pdconnect.DeadlineExceededError)
    if in_time and combination.reached(Stage.HEAD) and error.status_code != fault.status:
        yield f"reports the status {error.status_code}"
    passed_through = fault.status == 200 or combination.operation.reads is Reads.RESPONSE
    whole = not (combination.operation.streams and fault.category is Category.BODY and passed_through)
    if (
        fault.partial
        and whole
        and combination.reached(Stage.BODY)
        and not (error.content or b"").startswith(fault.partial)
    ):
        yield f"does not hold the bytes received: {error.content!r}"
