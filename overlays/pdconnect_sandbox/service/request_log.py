"""The request log: each request with what came of it, credentials masked before they are written."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from attrs import asdict, define

from ..wire.types import MASKED, JsonObject, as_list, as_object

_MADE_HERE = re.compile(r"ctok_[0-9a-f]{32}|sbx_[A-Za-z0-9]+|\b[0-9a-f]{64}\b")
_SHORTEST_INSIDE_TEXT = 4


@define(repr=False)
class RecordedRequest:
    """One request. `target` is where the proxy was to send it; `executed` says that it was carried out and changed or
    did something, `faulty` that it met a fault on purpose. A `status` of 0 is a dropped connection.
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

    def wire(self) -> JsonObject:
        """Return the entry as a JSON object."""
        return asdict(self)

    def __repr__(self) -> str:
        shown = {"for": self.external_user_id, "to": self.target, "query": self.query, "body": self.body}
        told = "".join(f", {name} {value!r}" for name, value in shown.items() if value)
        return f"<{self.operation_id or 'unknown'} {self.status}: {self.method} {self.path}{told}>"


def calls_of(request_log: Sequence[RecordedRequest], name: str, known: Collection[str]) -> list[RecordedRequest]:
    """Return the requests of one operation, or raise ValueError where there is none of that name.

    The name is that of the description (`actions_run`) or that of the client's method (`actions.run`).
    """
    operation_id = name.replace(".", "_")
    if operation_id not in known:
        close = get_close_matches(operation_id, known, n=3)
        raise ValueError(f"there is no operation {name}{'; perhaps ' + ' or '.join(close) if close else ''}")
    return [entry for entry in request_log if entry.operation_id == operation_id]


class Mask:
    """Hides credentials: by the name they go under, by their form, and by their value."""

    def __init__(self, names: frozenset[str], secrets: set[str]) -> None:
        """Use these names, and a set of secrets that may still grow."""
        self._names = names
        self._secrets = secrets

    def text(self, text: str) -> str:
        """Return the text without the secrets in it."""
        if text in self._secrets:
            return MASKED
        for secret in self._secrets:
            if len(secret) >= _SHORTEST_INSIDE_TEXT:
                text = text.replace(secret, MASKED)
        return _MADE_HERE.sub(MASKED, text)

    def value(self, value: Any) -> Any:
        """Return a copy of a JSON value without the secrets in it."""
        if isinstance(value, str):
            return self.text(value)
        if (items := as_list(value)) is not None:
            return [self.value(item) for item in items]
        if (fields := as_object(value)) is not None:
            return self.fields(fields)
        return value

    def fields(self, fields: Mapping[str, Any]) -> JsonObject:
        """Return a copy of an object in which the members named as credentials are masked whole."""
        return {self.text(name): MASKED if name in self._names else self.value(value) for name, value in fields.items()}
