"""The responses of one run: statuses, deviations and headers."""

from __future__ import annotations

import json
import warnings
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, TypeVar

import attrs

import pdconnect

T = TypeVar("T")


@attrs.define
class OperationRecord:
    """The responses of one operation."""

    statuses: Counter[int] = attrs.field(factory=Counter[int])
    deviations: list[pdconnect.SpecDeviation] = attrs.field(factory=list[pdconnect.SpecDeviation])
    error: str | None = None
    """The class of the error if there was no response."""

    @property
    def is_successful(self) -> bool:
        """Whether there was a response with a successful status."""
        return any(status < 400 for status in self.statuses)


class Observer(pdconnect.Hooks):
    """Hooks that count responses, keep the bodies of the last call, and collect deviations and the names of headers."""

    def __init__(self) -> None:
        self.records: dict[str, OperationRecord] = {}
        self.headers: set[str] = set()
        self.bodies: list[Any] = []
        """The JSON bodies of the successful responses since it was last cleared."""
        self.errors: list[pdconnect.PdconnectError] = []
        """The errors of the calls that failed."""

    def send(self, call: Callable[[], T]) -> T | None:
        """Return the result of a call, or None if it fails: its responses are recorded in any case."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)  # deprecated operations are called too
                return call()
        except pdconnect.PdconnectError as error:
            self.errors.append(error)
            return None

    def hooks(self) -> list[pdconnect.Hooks]:
        """Return the hooks for a client: each response is compared with the specification, and recorded."""
        return [pdconnect.SpecDriftHooks(self.add_deviation, sample=1.0, max_body_bytes=None), self]

    def record(self, operation_id: str) -> OperationRecord:
        """Return the record of an operation, which is created if there is none."""
        return self.records.setdefault(operation_id, OperationRecord())

    def add_deviation(self, deviation: pdconnect.SpecDeviation) -> None:
        """Add a deviation, as `SpecDriftHooks` reports it."""
        self.record(deviation.operation).deviations.append(deviation)

    def after_attempt(self, result: pdconnect.AttemptResult) -> None:
        """Record a response, or the error if there was none."""
        record = self.record(result.attempt.operation.id)
        if result.response is None:
            record.error = type(result.error).__name__
            return
        record.statuses[result.response.status_code] += 1
        self.headers.update(name.lower() for name in result.response.headers)
        if result.response.is_success:
            with suppress(ValueError):  # no content; or not JSON, which is a deviation
                self.bodies.append(json.loads(result.response.content))


def described_headers(document: Mapping[str, Any]) -> set[str]:
    """Return the names of all response headers of the specification, in lower case."""
    operations: list[dict[str, Any]] = [
        operation for item in document["paths"].values() for method, operation in item.items() if method != "parameters"
    ]
    responses: list[dict[str, Any]] = [*document["components"]["responses"].values()]
    for operation in operations:
        responses += operation["responses"].values()
    return {name.lower() for response in responses for name in response.get("headers", {})}
