"""The request log: each request and its outcome. Credentials in records are masked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from attrs import asdict, define, field, frozen

from ..wire.strict_json import printable
from ..wire.types import JsonObject

_MAX_RECORDS = 20_000
_MAX_TRANSCRIPTS = 1000
_MAX_TRANSCRIPT_BYTES = 16 * 1024 * 1024
MAX_RESPONSE = 64 * 1024
"""Maximum number of bytes of a response body that are kept."""


@define(repr=False)
class RecordedRequest:
    """One request. `target` is the URL that the proxy was asked for. `ignored_query` are the names of query parameters that
    the operation does not have, `ignored_body` those of the fields of the body. `executed` is True if it was executed and had an
    effect, `faulty` if a simulated fault hit it. A `status` of 0 is a dropped connection. `reason` says why the request
    was refused, or which simulated fault hit it. `number` counts the requests since the start or the last reset.
    `before_service` is True if it was rejected before it reached the service: because of its host, its origin or its size, or
    at an endpoint of the sandbox that is not one of the service.
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
    ignored_body: list[str] = field(factory=list[str])
    reason: str | None = None
    number: int = 0
    before_service: bool = False

    @property
    def is_refused(self) -> bool:
        """Whether the client received an error, or nothing."""
        return self.status == 0 or self.status >= 400

    def wire(self) -> JsonObject:
        """Return the record as a JSON object."""
        return asdict(self)

    def __repr__(self) -> str:
        shown = {"for": self.external_user_id, "to": self.target, "query": self.query, "body": self.body}
        details = "".join(f", {name} {value!r}" for name, value in shown.items() if value)
        return f"<{self.operation_id or 'unknown'} {self.status}: {self.method} {self.path}{details}>"


@frozen
class Transcript:
    """The path and the headers of a request, and its response. They are not masked: mask them before showing them.

    `response_body` holds at most MAX_RESPONSE bytes of the body; None if the body was streamed. `response_size` is its whole size.
    """

    path: str = field(repr=False)
    request_headers: Sequence[tuple[str, str]] = field(repr=False)
    response_headers: Sequence[tuple[str, str]] = field(repr=False)
    response_body: bytes | None = field(repr=False)
    response_size: int = 0

    @property
    def size(self) -> int:
        """About how many bytes of memory it takes."""
        headers = (*self.request_headers, *self.response_headers)
        return len(self.response_body or b"") + sum(len(name) + len(value) for name, value in headers)


class RequestLog:
    """The last requests, oldest first. Their number is limited, and so is the memory for the transcripts of the last of them."""

    def __init__(self) -> None:
        """Start empty."""
        self.changes = 0
        """Increases with every change of the log."""
        self._records: list[RecordedRequest] = []
        self._transcripts: OrderedDict[int, Transcript] = OrderedDict()
        self._transcript_bytes = 0
        self._added = 0

    def append(self, record: RecordedRequest) -> None:
        """Add a request. Its outcome is set later."""
        self._added += 1
        record.number = self._added
        self._records.append(record)
        if len(self._records) > _MAX_RECORDS:
            del self._records[: _MAX_RECORDS // 10]
        self.changes += 1

    def complete(self, record: RecordedRequest, transcript: Transcript | None = None) -> None:
        """Record that the outcome of a request is known, and keep its transcript as long as the limits allow."""
        self.changes += 1
        if transcript is None:
            return
        self._transcripts[record.number] = transcript
        self._transcript_bytes += transcript.size
        while len(self._transcripts) > _MAX_TRANSCRIPTS or self._transcript_bytes > _MAX_TRANSCRIPT_BYTES:
            _, dropped = self._transcripts.popitem(last=False)
            self._transcript_bytes -= dropped.size

    def transcript(self, record: RecordedRequest) -> Transcript | None:
        """Return the transcript of a request, or None if it is not kept."""
        return self._transcripts.get(record.number)

    def clear(self) -> None:
        """Remove everything."""
        self._records.clear()
        self._transcripts.clear()
        self._transcript_bytes = self._added = 0
        self.changes += 1

    def __len__(self) -> int:
        """Return the number of requests."""
        return len(self._records)

    def __iter__(self) -> Iterator[RecordedRequest]:
        """Iterate over the requests at this time, oldest first."""
        return iter(list(self._records))

    def newest_first(self) -> Iterator[RecordedRequest]:
        """Iterate over the requests at this time, newest first."""
        return reversed(list(self._records))


def reason_of(error: BaseException) -> str:
    """Return the reason that the log gives for a request on which the sandbox, or code of its user, has failed."""
    return printable(f"error of the sandbox itself: {type(error).__name__}: {error}").removesuffix(": ")


def calls_of(request_log: Iterable[RecordedRequest], name: str, known: Collection[str]) -> list[RecordedRequest]:
    """Return the requests of one operation, or raise ValueError if there is no such operation.

    The name is an operation id (`actions_run`) or a method of the client (`actions.run`).
    """
    operation_id = name.replace(".", "_")
    if operation_id not in known:
        close = get_close_matches(operation_id, known, n=3)
        raise ValueError(f"there is no operation {name}{'; did you mean ' + ' or '.join(close) if close else ''}")
    return [record for record in request_log if record.operation_id == operation_id]
