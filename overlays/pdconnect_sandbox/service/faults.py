"""A fault on purpose: which requests it meets, and what becomes of the answers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fnmatch import fnmatchcase
from http.client import responses
from typing import Any

from attrs import evolve, field, fields_dict, frozen

from ..state.budget import THROTTLED, throttled_headers
from ..wire.types import JsonObject, Reply

_GARBAGE = b'<!doctype html><title>Bad gateway</title>{"data": [\xff'


@frozen
class Fault:
    """What happens to requests in place of what they ask for, or besides it.

    `operation` is an operation's id, with `*` for any part of it; None stands for all. `times` is how many requests it
    meets; None for all. `delay` is in seconds. With `executed` a request is carried out although the caller gets
    to see a `status` or a dropped connection. `retry_after` is in seconds.
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

    @property
    def lets_through(self) -> bool:
        """Whether the request is carried out."""
        return self.executed or (self.status is None and not self.drop)

    def matches(self, operation_id: str) -> bool:
        """Tell whether the fault is one of this operation."""
        return self.operation is None or fnmatchcase(operation_id, self.operation)

    def applied(self, reply: Reply, now: float) -> Reply:
        """Return what the caller gets instead of the reply that was due."""
        reply = evolve(reply, delay=reply.delay + self.delay)
        if self.drop:
            return evolve(reply, connection_fault="drop")
        if self.status is not None:
            reply = self._failed(reply, self.status, now)
        if self.garbage:
            reply = evolve(reply, body=None, content=[_GARBAGE], headers=[*reply.headers, _JSON])
        return evolve(reply, connection_fault="truncate") if self.truncate else reply

    def wire(self) -> JsonObject:
        """Return the fault as the admin API shows it, without what does not apply."""
        every = {name: getattr(self, name) for name in fields_dict(type(self))}
        return {name: value for name, value in every.items() if value not in (None, 0, {})}

    def _failed(self, reply: Reply, status: int, now: float) -> Reply:
        headers = () if self.retry_after is None else throttled_headers(1, now, now + self.retry_after)
        body = {"error": _error(status)} if self.body is None else self.body
        return evolve(reply, status=status, body=body, content=None, headers=[*headers, *self.headers.items()])


_JSON = ("content-type", "application/json")


def _error(status: int) -> str:
    return THROTTLED if status == 429 else responses.get(status, "Error")


def problems_of(fault: Fault) -> list[str]:
    """Return what is wrong with a fault."""
    told: list[str] = []
    if fault.status is not None and not 400 <= fault.status <= 599:
        told.append("status: must be from 400 to 599")
    if fault.times is not None and fault.times < 1:
        told.append("times: must be at least 1")
    if not (math.isfinite(fault.delay) and fault.delay >= 0):
        told.append("delay: must be at least 0 seconds")
    if fault.retry_after is not None and not (math.isfinite(fault.retry_after) and fault.retry_after >= 0):
        told.append("retry_after: must be at least 0 seconds")
    if fault.drop + fault.truncate + fault.garbage > 1:
        told.append("drop, truncate, garbage: only one of them")
    if fault.drop and fault.status is not None:
        told.append("drop: a dropped connection has no status")
    if fault.status is None and not (fault.delay or fault.drop or fault.truncate or fault.garbage):
        told.append("nothing to do: give a status, a delay, drop, truncate or garbage")
    return told
