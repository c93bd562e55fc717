"""A simulated fault: which requests it matches, and how it changes the responses."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from http.client import responses
from typing import Any

from attrs import field, fields_dict, frozen

from pdconnect import DeviationKind

from ..state.budget import THROTTLED, throttled_headers
from ..wire.responses import JsonResponse, SandboxResponse, StreamedResponse
from ..wire.strict_json import to_json
from ..wire.types import MAX_SECONDS, JsonObject
from .deviations import DEVIATION_KINDS

_BODY_HEADERS = ("content-type", "content-length")
_GARBAGE = b'<!doctype html><title>Bad gateway</title>{"data": [\xff'


@frozen
class Fault:
    """A simulated fault of requests.

    `operation` is the id of an operation, with `*` for any part of it; None matches all. `times` is how many requests it
    hits; None for all. `delay` is in seconds. With `executed` a request is executed although the client receives
    a `status` or a dropped connection. `retry_after` is in seconds. `deviation` is how a successful response differs from
    the specification.
    """

    operation: str | None = None
    times: int | None = None
    status: int | None = None
    delay: float = 0.0
    drop: bool = False
    truncate: bool = False
    garbage: bool = False
    executed: bool = False
    retry_after: float | None = None
    headers: Mapping[str, str] = field(factory=dict[str, str])
    body: Any = None
    deviation: DeviationKind | None = None

    @property
    def lets_through(self) -> bool:
        """Whether the request is executed."""
        return self.executed or (self.status is None and not self.drop)

    def matches(self, operation_id: str) -> bool:
        """Return whether the fault applies to this operation."""
        return self.operation is None or fnmatchcase(operation_id, self.operation)

    def apply(self, response: SandboxResponse, now: float) -> SandboxResponse:
        """Return the response that the client receives in place of this one."""
        faulty = self._changed(response, now)
        faulty.webhook_requests = response.webhook_requests
        faulty.delay = response.delay + self.delay
        if self.drop or self.truncate:
            faulty.connection_fault = "drop" if self.drop else "truncate"
        return faulty

    @property
    def summary(self) -> str:
        """What the fault does, in words."""
        effects = [f"status {self.status}"] if self.status is not None else []
        effects += [f"{self.delay:g} s of delay"] if self.delay else []
        effects += ["connection dropped"] if self.drop else []
        effects += ["response truncated"] if self.truncate else []
        effects += ["body that is not JSON"] if self.garbage else []
        effects += [f"deviation: {self.deviation}"] if self.deviation else []
        return ", ".join(effects)

    def wire(self) -> JsonObject:
        """Return the JSON of the fault for the admin API, without unused fields."""
        every = {name: getattr(self, name) for name in fields_dict(type(self))}
        return {name: value for name, value in every.items() if value not in (None, 0, {})}

    def _changed(self, response: SandboxResponse, now: float) -> SandboxResponse:
        if self.drop:
            return response
        if self.status is not None:
            response = self._error(self.status, now)
        return _garbled(response) if self.garbage else response

    def _error(self, status: int, now: float) -> SandboxResponse:
        headers = {} if self.retry_after is None else throttled_headers(1, now, now + self.retry_after)
        body = {"error": _error_text(status)} if self.body is None else self.body
        return JsonResponse(body, status, {**headers, **self.headers})


def _garbled(response: SandboxResponse) -> SandboxResponse:
    """Return a response of the same status and headers whose body is not JSON, although its headers say so."""
    headers = [(name, value) for name, value in response.headers.items() if name not in _BODY_HEADERS]
    return StreamedResponse([_GARBAGE], response.status_code, [*headers, ("content-type", "application/json")])


def _error_text(status: int) -> str:
    return THROTTLED if status == 429 else responses.get(status, "Error")


def problems_of(fault: Fault) -> list[str]:
    """Return the problems of a fault."""
    problems: list[str] = []
    if fault.status is not None and not 400 <= fault.status <= 599:
        problems.append("status: must be from 400 to 599")
    if fault.times is not None and fault.times < 1:
        problems.append("times: must be at least 1")
    for name, seconds in (("delay", fault.delay), ("retry_after", fault.retry_after or 0.0)):
        if not 0 <= seconds <= MAX_SECONDS:
            problems.append(f"{name}: must be at least 0 seconds, and at most {MAX_SECONDS}")
    try:
        to_json(fault.body, "body")
    except ValueError as error:
        problems.append(str(error))
    if fault.drop + fault.truncate + fault.garbage > 1:
        problems.append("drop, truncate, garbage: only one of them")
    if fault.drop and fault.status is not None:
        problems.append("drop: a dropped connection has no status")
    if fault.deviation is not None and fault.deviation not in DEVIATION_KINDS:
        problems.append(f"deviation: must be one of {', '.join(DEVIATION_KINDS)}")
    if fault.deviation is not None and (fault.status is not None or fault.drop or fault.garbage):
        problems.append("deviation: neither with a status nor with drop or garbage")
    if fault.status is None and not (fault.delay or fault.drop or fault.truncate or fault.garbage or fault.deviation):
        problems.append("nothing to do: give a status, a delay, drop, truncate, garbage or a deviation")
    return problems
