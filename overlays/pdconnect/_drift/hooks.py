"""Hooks that compare a sample of live responses with the specification."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING

from .._exceptions import ConfigurationError
from .._hooks import AttemptResult, Hooks
from .._logging import logger
from .deviation import SpecDeviation

if TYPE_CHECKING:
    from pdconnect_api.http_types import HttpResponse

MAX_VALUES = 1000
"""JSON values of a deviating body that are examined: the validator collects all errors before it returns the first, and takes up to 0.05 ms
for each. Further items of a list most likely have the same deviations."""
MAX_REPORTED = 1000
"""Deviations that are remembered as reported. Further ones are not reported, so that memory stays bounded."""


class SpecDriftHooks(Hooks):
    """Compares a sample of the responses with the specification, and reports each deviation once. Needs pdconnect[drift].

        client = pdconnect.Client(hooks=[pdconnect.SpecDriftHooks(report=print)])

    A report has names and types, never a value of a response. The check runs in the thread or task of the call, after the response has
    arrived: a call that is not in the sample costs one random number. The constructor reads the specification. An error of the check or of
    `report` is logged, and does not reach the caller. One object can serve several clients, threads and tasks. At most 1,000 different
    deviations are reported.

    Args:
        report: Called with each new deviation; it must not block. Default: a warning in the log.
        sample: Share of the responses that are checked, 0.0 to 1.0.
        max_body_bytes: Bodies with more bytes than this, decompressed, are not checked; their statuses and headers are. This bounds the
            delay of a call. None means no limit.
        random: Returns the random number, from 0.0 to below 1.0, that decides about one response. Tests pass their own.

    Raises:
        ConfigurationError: jsonschema-rs is not installed, or an argument is out of range.
    """

    def __init__(
        self,
        report: Callable[[SpecDeviation], object] | None = None,
        *,
        sample: float = 0.01,
        max_body_bytes: int | None = 262_144,
        random: Callable[[], float] = random.random,
    ) -> None:
        if not 0.0 <= sample <= 1.0:
            raise ConfigurationError(f"sample must be from 0.0 to 1.0, got {sample!r}")
        if max_body_bytes is not None and max_body_bytes < 0:
            raise ConfigurationError(f"max_body_bytes must be at least 0 or None, got {max_body_bytes!r}")
        try:
            from .response_check import bundled_check
        except ModuleNotFoundError as error:
            if error.name != "jsonschema_rs":
                raise
            raise ConfigurationError("SpecDriftHooks needs an extra: pip install 'pdconnect[drift]'") from None

        self._check = bundled_check()
        self._report = _log_deviation if report is None else report
        self._sample = sample
        self._max_body_bytes = max_body_bytes
        self._random = random
        self._reported: dict[SpecDeviation, object] = {}

    def after_attempt(self, result: AttemptResult) -> None:
        """Check the response, if it is in the sample."""
        response = result.response
        if response is None or self._random() >= self._sample:
            return
        operation_id = result.attempt.operation.id
        body = _read_content(response)
        if body is not None and self._max_body_bytes is not None and len(body) > self._max_body_bytes:
            body = None
        max_values = None if self._max_body_bytes is None else MAX_VALUES
        for deviation in self._check.deviations(
            operation_id, response.status_code, response.headers, body, max_values=max_values
        ):
            if self._is_new(deviation):
                try:
                    self._report(deviation)
                except Exception:
                    logger.exception("the report of a deviation failed: %s", deviation)

    def _is_new(self, deviation: SpecDeviation) -> bool:
        """Remember a deviation, and return whether it is new. It needs no lock, which a fork could leave locked."""
        if deviation not in self._reported and len(self._reported) >= MAX_REPORTED:
            return False
        mark = object()
        return self._reported.setdefault(deviation, mark) is mark


def _read_content(response: HttpResponse) -> bytes | None:
    """Return the body, or None if it was not read, because the caller streams it or an event hook has closed the response."""
    try:
        return response.content if response.is_closed else None
    except RuntimeError:
        return None


def _log_deviation(deviation: SpecDeviation) -> None:
    logger.warning("a response deviates from the specification: %s", deviation)
