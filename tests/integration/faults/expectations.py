"""What each combination of a fault, an operation and a mode must end in. Nothing here sends a request."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

import pdconnect

from .catalogue import Category, Fault, Retry
from .operations import Operation, Reads

SHORT_DEADLINE = 0.3
"""Deadline in seconds of a call that it should end during a stall."""
LONG_DEADLINE = 60.0
"""Deadline in seconds of a call that should end long before it."""
SHORT_TIMEOUT = 0.5
"""Timeout in seconds of a phase that it should end during a stall."""
LONG_TIMEOUT = 30.0
"""Timeout in seconds of a phase that should end long before it."""
LONG_DRIP = 1.5
"""Seconds that a slow response takes as a whole, if a short deadline should end it."""
SHORT_DRIP = 0.2
"""Seconds that a slow response takes as a whole, if nothing ends it."""
ATTEMPTS = 3


class Mode(Enum):
    """How often a fault happens, and whether the call has a deadline."""

    ONCE = auto()
    """Only the first attempt meets the fault."""
    LASTING = auto()
    """Every attempt meets the fault."""
    DEADLINE = auto()
    """Every attempt meets the fault, and the call has a deadline."""


class Expected(NamedTuple):
    """What a combination must end in."""

    error: type[pdconnect.PdconnectError] | None
    """The error that the call raises; None if it returns a result."""
    attempts: int | None
    """The number of attempts that the error must report; None if it is not checked."""
    is_correct: bool = False
    """Whether the result must be that of a service without faults."""


def timeout_of(fault: Fault) -> float:
    """Return the timeout in seconds of each phase of a call without a deadline."""
    return SHORT_TIMEOUT if fault.slow and not fault.drips else LONG_TIMEOUT


def deadline_of(fault: Fault) -> float:
    """Return the deadline in seconds of a call that has one."""
    return SHORT_DEADLINE if fault.slow else LONG_DEADLINE


def drip_seconds_of(mode: Mode) -> float:
    """Return the seconds that a slow response takes as a whole."""
    return LONG_DRIP if mode is Mode.DEADLINE else SHORT_DRIP


def expected(fault: Fault, operation: Operation, mode: Mode) -> Expected:
    """Return what a call must end in if its own requests meet the fault."""
    error = _error_of_attempt(fault, operation)
    repeats = error is not None and _repeats(fault, operation)
    if mode is Mode.DEADLINE and _outlasts_deadline(fault, operation):
        return Expected(pdconnect.DeadlineExceededError, 1)
    if repeats:
        return Expected(None, 2, is_correct=True) if mode is Mode.ONCE else Expected(error, ATTEMPTS)
    renews = fault.per_attempt == 2 and operation.reads in (Reads.MODEL, Reads.NOTHING)
    if mode is Mode.ONCE and renews:
        return Expected(None, 1, is_correct=True)
    return Expected(error, 1, is_correct=fault.category is Category.VALID)


def expected_without_token(fault: Fault, mode: Mode) -> Expected:
    """Return what a call must end in if its token requests meet the fault."""
    if mode is Mode.DEADLINE and fault.slow:
        return Expected(pdconnect.DeadlineExceededError, None)
    if fault.category is Category.VALID:
        return Expected(None, None, is_correct=True)
    if mode is Mode.ONCE and fault.retry is not Retry.NEVER:
        return Expected(None, None, is_correct=True)
    # With the statuses of these errors, a token endpoint rejects the credentials.
    is_rejection = fault.error in (pdconnect.BadRequestError, pdconnect.ForbiddenError)
    return Expected(pdconnect.AuthenticationError if is_rejection else fault.error, None)


def _error_of_attempt(fault: Fault, operation: Operation) -> type[pdconnect.PdconnectError] | None:
    """Return the error of a single attempt that meets the fault; None if it has a result."""
    match fault.category:
        case Category.VALID:
            return None
        case Category.UNREADABLE:
            if operation.reads is Reads.NOTHING and fault.harmless:
                return None
            return fault.error if operation.reads in (Reads.MODEL, Reads.NOTHING) else None
        case Category.STATUS:
            return None if operation.reads is Reads.RESPONSE else fault.error
        case _:
            return fault.error


def _repeats(fault: Fault, operation: Operation) -> bool:
    """Return whether an attempt that met the fault is retried."""
    if fault.category is Category.STATUS and operation.reads in (Reads.RESPONSE, Reads.SUCCESS):
        return False  # a response of the target, not of the service, is never retried
    if fault.category is Category.BODY and operation.streams and not _reads_errors(fault, operation):
        return False  # the caller has the response already
    return fault.retry is Retry.ALWAYS or (fault.retry is Retry.IDEMPOTENT and operation.idempotent)


def _outlasts_deadline(fault: Fault, operation: Operation) -> bool:
    if not fault.slow:
        return False
    in_body = fault.status is not None or fault.in_body
    return not (in_body and operation.streams and not _reads_errors(fault, operation))


def _reads_errors(fault: Fault, operation: Operation) -> bool:
    """Return whether the client reads this body for an error before the caller gets the response, although the operation streams."""
    return operation.reads is Reads.SUCCESS and fault.status is not None and fault.status >= 300
