"""What each combination of a fault, an operation and limits must end in. Decides, and sends nothing."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

import pdconnect

from .catalogue import Category, Fault, Retry
from .operations import Operation, Reads

SHORT_DEADLINE = 0.3
"""Seconds of a whole call where a stall is to end by it."""
LONG_DEADLINE = 60.0
"""Seconds of a whole call that something else should end long before."""
SHORT_TIMEOUT = 0.5
"""Seconds of each phase where a stall is to end by it."""
LONG_TIMEOUT = 30.0
"""Seconds of each phase where something else should end the call long before."""
ATTEMPTS = 3


class Mode(Enum):
    """How often a fault happens, and what limits the call."""

    ONCE = auto()
    """The first attempt meets it, the others don't."""
    LASTING = auto()
    """Every attempt meets it."""
    DEADLINE = auto()
    """Every attempt meets it, and the call has a deadline."""


class Expected(NamedTuple):
    """What a combination must end in."""

    error: type[pdconnect.PdconnectError] | None
    """None: a result."""
    attempts: int | None
    """How often it was tried; None where that is not told."""
    is_correct: bool = False
    """Whether the result is the one that a well-meaning service would give."""


def timeout_of(fault: Fault) -> float:
    """Seconds for each phase, if there is no deadline."""
    return SHORT_TIMEOUT if fault.slow and not fault.drips else LONG_TIMEOUT


def deadline_of(fault: Fault) -> float:
    """Seconds of a whole call, if there is a deadline."""
    return SHORT_DEADLINE if fault.slow else LONG_DEADLINE


def expected(fault: Fault, operation: Operation, mode: Mode) -> Expected:
    """What a call must end in whose own requests meet the fault."""
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
    """What a call must end in for which no token can be had, or not at once."""
    if mode is Mode.DEADLINE and fault.slow:
        return Expected(pdconnect.DeadlineExceededError, None)
    if fault.category is Category.VALID:
        return Expected(None, None, is_correct=True)
    if mode is Mode.ONCE and fault.retry is not Retry.NEVER:
        return Expected(None, None, is_correct=True)
    refused = fault.error in (pdconnect.BadRequestError, pdconnect.ForbiddenError)  # what they mean at a token endpoint
    return Expected(pdconnect.AuthenticationError if refused else fault.error, None)


def _error_of_attempt(fault: Fault, operation: Operation) -> type[pdconnect.PdconnectError] | None:
    """The error of a single attempt that meets the fault; None for a result."""
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
    """Whether an attempt that met the fault is followed by another."""
    if fault.category is Category.STATUS and operation.reads in (Reads.RESPONSE, Reads.SUCCESS):
        return False  # what somebody else answers is never a reason
    if fault.category is Category.BODY and operation.streams and not _reads_errors(fault, operation):
        return False  # the caller has the answer already
    return fault.retry is Retry.ALWAYS or (fault.retry is Retry.IDEMPOTENT and operation.idempotent)


def _outlasts_deadline(fault: Fault, operation: Operation) -> bool:
    if not fault.slow:
        return False
    in_body = fault.status is not None or fault.in_body
    return not (in_body and operation.streams and not _reads_errors(fault, operation))


def _reads_errors(fault: Fault, operation: Operation) -> bool:
    """Whether the body of this answer is read before the caller gets to see it, although the operation streams."""
    return operation.reads is Reads.SUCCESS and fault.status is not None and fault.status >= 300
