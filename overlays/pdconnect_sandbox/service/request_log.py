"""The request log: each request and its outcome. Credentials are masked before they are recorded."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import get_close_matches
from typing import Any

from attrs import asdict, define, field

from ..wire.types import JsonObject

@define(repr=False)
class RecordedRequest:
    """One request. `target` is the URL that the proxy was asked for. `ignored_query` are the names of query parameters that
    the operation does not have. `executed` is True if it was executed and changed or
    did something, `faulty` if a simulated fault hit it. A `status` of 0 is a dropped connection.
    """

    at: float
    method: str
    path: str
    operation_id: str | None = None
    environment: str | None = None
    external_user_id: str | None = None
    target: str | None = None
    query: Any = None
    body: Any = None
    status: int = 0
    executed: bool = False
    request_id: str = ""
    faulty: bool = False
    ignored_query: list[str] = field(factory=list[str])

    def wire(self) -> JsonObject:
        """Return the record as a JSON object."""
        return asdict(self)

    def __repr__(self) -> str:
        shown = {"for": self.external_user_id, "to": self.target, "query": self.query, "body": self.body}
        details = "".join(f", {name} {value!r}" for name, value in shown.items() if value)
        return f"<{self.operation_id or 'unknown'} {self.status}: {self.method} {self.path}{details}>"


def calls_of(request_log: Sequence[RecordedRequest], name: str, known: Collection[str]) -> list[RecordedRequest]:
    """Return the requests of one operation, or raise ValueError if there is no such operation.

    The name is an operation id (`actions_run`) or a method of the client (`actions.run`).
    """
    operation_id = name.replace(".", "_")
    if operation_id not in known:
        close = get_close_matches(operation_id, known, n=3)
        raise ValueError(f"there is no operation {name}{'; did you mean ' + ' or '.join(close) if close else ''}")
    return [record for record in request_log if record.operation_id == operation_id]
