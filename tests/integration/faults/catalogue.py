"""The faults, one line each: what the server does, and what a caller may rely on all the same.

`nature` tells how far an attempt gets:

| nature      | the caller has                                  | a typed call ends in | a raw call ends in            |
|-------------|-------------------------------------------------|----------------------|-------------------------------|
| UNCONNECTED | no connection: nothing was sent                 | ConnectionFailedError     | ConnectionFailedError              |
| NO_ANSWER   | no whole head of an answer                      | TransportError       | TransportError                |
| BODY        | a head, but no whole body                       | TransportError       | TransportError                |
| UNREADABLE  | a whole answer of success that makes no sense   | DecodeError          | the answer                    |
| STATUS      | a whole answer of another status                | the error of it      | the answer, or the error of it|
| FINE        | an answer that is as good as any                | its result           | the answer                    |
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass, replace
from enum import Enum, auto

import pdconnect

from .server import Act
from .wire import Wire, head


class Nature(Enum):
    UNCONNECTED = auto()
    NO_ANSWER = auto()
    BODY = auto()
    UNREADABLE = auto()
    STATUS = auto()
    FINE = auto()


class Again(Enum):
    """Who may send the request again after it."""

    NOBODY = auto()
    IDEMPOTENT = auto()
    ANYBODY = auto()


@dataclass(frozen=True)
class Fault:
    """One fault."""

    name: str
    nature: Nature
    act: Act | None = None
    """What the server does; None where `port` alone makes the fault."""
    port: str | None = None
    """Where requests go instead, and whether they do so by TLS: `tls:stranger`."""
    error: type[pdconnect.PdconnectError] = pdconnect.TransportError
    """What a typed call ends in."""
    again: Again = Again.IDEMPOTENT
    slow: bool = False
    """Whether it ends by a time limit only."""
    drips: bool = False
    """Whether not even a time limit of a single read ends it."""
    status: int | None = None
    """What the error tells, where a status came."""
    partial: bytes = b""
    """What has come of the body of the answer at least, and `error.content` must hold."""
    in_body: bool = False
    """Whether it is the body that drips."""
    harmless: bool = False
    """Whether it doesn't matter to who wants nothing but success."""
    per_attempt: int = 1
    """How often an attempt of a typed call is seen."""


DRIP = 1.5
"""Seconds that a whole answer takes to drip: longer than any deadline of these tests."""
PARTIAL = b'{"exports": {"$summary": "it was done"'


# ---- before an answer


async def reset_at_once(wire: Wire) -> None:
    wire.execute()
    wire.reset()


async def close_at_once(wire: Wire) -> None:
    wire.execute()
    wire.close()


async def half_close_at_once(wire: Wire) -> None:
    wire.execute()
    await wire.half_close()


async def stall_at_once(wire: Wire) -> None:
    wire.execute()
    await wire.stall()


# ---- in the head


async def reset_in_the_head(wire: Wire) -> None:
    wire.execute()
    await wire.send(wire.answer.encoded()[:20])
    wire.reset()


async def close_in_the_head(wire: Wire) -> None:
    wire.execute()
    await wire.send(wire.answer.encoded()[:20])
    wire.close()


async def stall_in_the_head(wire: Wire) -> None:
    wire.execute()
    await wire.send(wire.answer.encoded()[:20])
    await wire.stall()


async def drip_the_head(wire: Wire) -> None:
    wire.execute()
    encoded = wire.answer.encoded()
    end = encoded.index(b"\r\n\r\n") + 2
    await wire.drip(encoded[:end], DRIP)
    await wire.send(encoded[end:])


async def garbage(wire: Wire) -> None:
    wire.execute()
    await wire.send(b"\x16\x03\x01 220 smtp.example.com ESMTP\r\n\r\n" * 3)
    wire.close()


async def huge_head(wire: Wire) -> None:
    wire.execute()
    await wire.send(head(200, f"x-filler: {'x' * 200_000}", "content-length: 2") + b"{}")
    await wire.stall()


async def upgrade(wire: Wire) -> None:
    wire.execute()
    await wire.send(head(101, "upgrade: something", "connection: upgrade"))
    wire.close()


async def bad_length(wire: Wire) -> None:
    wire.execute()
    await wire.send(head(200, "content-length: many") + b"{}")
    wire.close()


# ---- in the body


async def _begin(wire: Wire, *headers: str, status: int = 200) -> None:
    wire.execute()
    await wire.send(head(status, "content-type: application/json", *(headers or ("content-length: 1000",))))


async def reset_in_the_body(wire: Wire) -> None:
    await _begin(wire)
    await wire.send(PARTIAL)
    await wire.pause(0.02)  # a reset overtakes what is still on its way
    wire.reset()


async def close_in_the_body(wire: Wire) -> None:
    await _begin(wire)
    await wire.send(PARTIAL)
    wire.close()


async def half_close_in_the_body(wire: Wire) -> None:
    await _begin(wire)
    await wire.send(PARTIAL)
    await wire.half_close()


async def stall_in_the_body(wire: Wire) -> None:
    await _begin(wire)
    await wire.send(PARTIAL)
    await wire.stall()


async def stall_before_the_body(wire: Wire) -> None:
    await _begin(wire)
    await wire.stall()


async def drip_the_body(wire: Wire) -> None:
    body = wire.answer.body or b"null"
    await _begin(wire, f"content-length: {len(body)}")
    await wire.drip(body, DRIP)


async def stall_in_a_chunk(wire: Wire) -> None:
    await _begin(wire, "transfer-encoding: chunked")
    await wire.send(b"400\r\n" + PARTIAL)
    await wire.stall()


async def stall_between_chunks(wire: Wire) -> None:
    await _begin(wire, "transfer-encoding: chunked")
    await wire.send(b"%x\r\n%s\r\n" % (len(PARTIAL), PARTIAL))
    await wire.stall()


async def close_between_chunks(wire: Wire) -> None:
    await _begin(wire, "transfer-encoding: chunked")
    await wire.send(b"%x\r\n%s\r\n" % (len(PARTIAL), PARTIAL))
    wire.close()


async def garbage_between_chunks(wire: Wire) -> None:
    await _begin(wire, "transfer-encoding: chunked")
    await wire.send(b"%x\r\n%s\r\n" % (len(PARTIAL), PARTIAL))
    await wire.pause(0.02)
    await wire.send(b"not a length\r\n")
    await wire.pause(0.02)
    wire.close()


async def bad_gzip(wire: Wire) -> None:
    await _begin(wire, f"content-length: {len(PARTIAL)}", "content-encoding: gzip")
    await wire.send(PARTIAL)


async def stall_in_an_error(wire: Wire) -> None:
    await _begin(wire, "content-length: 1000", status=500)
    await wire.send(b'{"error": "it')
    await wire.stall()


async def drip_an_error(wire: Wire) -> None:
    body = b'{"error": "it broke"}' + b" " * 40
    await _begin(wire, f"content-length: {len(body)}", status=500)
    await wire.drip(body, DRIP)


# ---- whole answers


def answering(
    status: int, body: bytes = b"", *headers: str, kind: str = "application/json", executes: bool = True
) -> Act:
    """Answer so."""

    async def act(wire: Wire) -> None:
        if executes:
            wire.execute()
        await wire.send(
            head(
                status, *([] if status == 204 else [f"content-length: {len(body)}"]), f"content-type: {kind}", *headers
            )
        )
        await wire.send(body)

    return act


async def wrong_content_type(wire: Wire) -> None:
    wire.execute()
    await wire.send(wire.answer._replace(content_type="text/html").encoded())


async def reset_after(wire: Wire) -> None:
    wire.execute()
    await wire.send(wire.answer.encoded())
    await wire.pause(0.05)
    wire.reset()


async def close_after(wire: Wire) -> None:
    wire.execute()
    await wire.send(wire.answer.encoded())
    wire.close()


async def more_than_it_said(wire: Wire) -> None:
    wire.execute()
    await wire.send(wire.answer.encoded() + b"and more than was announced")
    wire.close()


async def without_length(wire: Wire) -> None:
    wire.execute()
    await wire.send(head(200 if wire.answer.body else 204, "connection: close") + wire.answer.body)
    wire.close()


def redirect(status: int) -> Act:
    """Send the caller to another host."""

    async def act(wire: Wire) -> None:
        await wire.send(head(status, f"location: {wire.elsewhere}", "content-length: 0"))

    return act


def throttled(*headers: str) -> Act:
    """The service's own throttle: nothing was done."""
    return answering(429, b'{"error": "Throttled"}', *headers, executes=False)


HTML = b"<html><head><title>Bad gateway</title></head><body>nginx</body></html>"
DEEP = b"[" * 100_000
BIG = b"<p>an error page</p>" * 500_000
BOMB = gzip.compress(b" " * 10_000_000)

_UNCONNECTED = [
    Fault("nobody listens", Nature.UNCONNECTED, port="http:closed"),
    Fault("a stranger's certificate", Nature.UNCONNECTED, port="https:stranger"),
    Fault("no TLS at all", Nature.UNCONNECTED, port="https:babbling"),
    Fault("a reset in the TLS handshake", Nature.UNCONNECTED, port="https:resetting"),
]
UNCONNECTED = [
    Fault(one.name, one.nature, port=one.port, error=pdconnect.ConnectionFailedError, again=Again.ANYBODY)
    for one in _UNCONNECTED
]
NO_ANSWER = [
    Fault("another protocol", Nature.NO_ANSWER, port="http:babbling", per_attempt=0),
    Fault("a reset before the answer", Nature.NO_ANSWER, reset_at_once),
    Fault("an end before the answer", Nature.NO_ANSWER, close_at_once),
    Fault("half an end before the answer", Nature.NO_ANSWER, half_close_at_once),
    Fault("a stall before the answer", Nature.NO_ANSWER, stall_at_once, error=pdconnect.RequestTimeoutError, slow=True),
    Fault("a reset in the head", Nature.NO_ANSWER, reset_in_the_head),
    Fault("an end in the head", Nature.NO_ANSWER, close_in_the_head),
    Fault("a stall in the head", Nature.NO_ANSWER, stall_in_the_head, error=pdconnect.RequestTimeoutError, slow=True),
    Fault("garbage", Nature.NO_ANSWER, garbage),
    Fault("a huge head", Nature.NO_ANSWER, huge_head),
    Fault("a length that is no number", Nature.NO_ANSWER, bad_length),
]
BODY = [
    Fault("a reset in the body", Nature.BODY, reset_in_the_body, status=200, partial=PARTIAL),
    Fault("an end in the body", Nature.BODY, close_in_the_body, status=200, partial=PARTIAL),
    Fault("half an end in the body", Nature.BODY, half_close_in_the_body, status=200, partial=PARTIAL),
    Fault("an end between chunks", Nature.BODY, close_between_chunks, status=200, partial=PARTIAL),
    Fault("garbage between chunks", Nature.BODY, garbage_between_chunks, status=200, partial=PARTIAL),
    Fault("gzip that is none", Nature.BODY, bad_gzip, status=200, partial=PARTIAL),
]
_STALLS = [
    Fault("a stall in the body", Nature.BODY, stall_in_the_body, status=200, partial=PARTIAL),
    Fault("a stall before the body", Nature.BODY, stall_before_the_body, status=200),
    Fault("a stall in a chunk", Nature.BODY, stall_in_a_chunk, status=200, partial=PARTIAL),
    Fault("a stall between chunks", Nature.BODY, stall_between_chunks, status=200, partial=PARTIAL),
    Fault("a stall in an error", Nature.BODY, stall_in_an_error, status=500, partial=b'{"error": "it'),
]
STALLS = [
    Fault(
        one.name,
        one.nature,
        one.act,
        error=pdconnect.RequestTimeoutError,
        slow=True,
        status=one.status,
        partial=one.partial,
    )
    for one in _STALLS
]
DRIPS = [
    Fault("a dripping head", Nature.FINE, drip_the_head, slow=True, drips=True),
    Fault("a dripping body", Nature.FINE, drip_the_body, slow=True, drips=True, in_body=True),
    Fault(
        "a dripping error", Nature.STATUS, drip_an_error, error=pdconnect.ServerError, slow=True, drips=True, status=500
    ),
]


def _unreadable(name: str, status: int, body: bytes, kind: str = "application/json", harmless: bool = False) -> Fault:
    return Fault(
        name,
        Nature.UNREADABLE,
        answering(status, body, kind=kind),
        error=pdconnect.DecodeError,
        again=Again.NOBODY,
        status=status,
        partial=body[:100],
        harmless=harmless,
    )


UNREADABLE = [
    _unreadable("HTML of a proxy", 200, HTML, kind="text/html"),
    _unreadable("JSON that is cut off", 200, PARTIAL),
    _unreadable("bytes that are not UTF-8", 200, b'{"id": "\xff\xfe"}'),
    _unreadable("JSON of absurd depth", 200, DEEP),
    _unreadable("another kind of JSON", 200, b'"a text"', harmless=True),
    _unreadable("success without a body", 200, b"", harmless=True),
    _unreadable("a status without content", 204, b"", harmless=True),
]
FINE = [
    Fault("another content type", Nature.FINE, wrong_content_type),
    Fault("a reset after the answer", Nature.FINE, reset_after),
    Fault("an end after the answer", Nature.FINE, close_after),
    Fault("more than was announced", Nature.FINE, more_than_it_said),
    Fault("no length", Nature.FINE, without_length),
]


def _status(
    status: int,
    error: type[pdconnect.PdconnectError],
    again: Again = Again.NOBODY,
    *headers: str,
    body: bytes = b'{"error": "no"}',
    name: str = "",
    executes: bool = True,
) -> Fault:
    act = answering(status, body, *headers, executes=executes)
    said = f"{status} {name}".rstrip()
    return Fault(said, Nature.STATUS, act, error=error, again=again, status=status, partial=body[:100])


STATUSES = [
    _status(400, pdconnect.BadRequestError, executes=False),
    _status(403, pdconnect.ForbiddenError, executes=False),
    _status(404, pdconnect.NotFoundError, executes=False),
    _status(408, pdconnect.ApiError, Again.IDEMPOTENT),
    _status(409, pdconnect.ConflictError, executes=False),
    _status(422, pdconnect.UnprocessableEntityError, executes=False),
    _status(500, pdconnect.ServerError, Again.IDEMPOTENT),
    _status(501, pdconnect.ServerError),
    _status(502, pdconnect.ServerError, Again.IDEMPOTENT, body=HTML, name="HTML of a proxy"),
    _status(503, pdconnect.ServerError, Again.IDEMPOTENT),
    _status(503, pdconnect.ServerError, Again.IDEMPOTENT, "retry-after: 0", name="with Retry-After"),
    _status(503, pdconnect.ServerError, Again.NOBODY, "retry-after: 3600", name="in an hour"),
    _status(504, pdconnect.ServerError, Again.IDEMPOTENT),
    _status(429, pdconnect.TooManyRequestsError, Again.IDEMPOTENT, body=HTML, name="of somebody else"),
    _status(500, pdconnect.ServerError, Again.IDEMPOTENT, body=BIG, name="of 10 MB"),
    replace(
        _status(
            500,
            pdconnect.ServerError,
            Again.IDEMPOTENT,
            "content-encoding: gzip",
            body=BOMB,
            name="that unpacks to 10 MB",
        ),
        partial=b" " * 100,
    ),
    _status(500, pdconnect.ServerError, Again.IDEMPOTENT, body=DEEP, name="of absurd depth"),
    _status(999, pdconnect.ServerError),
]
THROTTLES = [
    Fault("429", Nature.STATUS, throttled(), error=pdconnect.TooManyRequestsError, again=Again.ANYBODY, status=429),
    Fault(
        "429 with Retry-After",
        Nature.STATUS,
        throttled("retry-after: 0"),
        error=pdconnect.TooManyRequestsError,
        again=Again.ANYBODY,
        status=429,
    ),
    Fault(
        "429 for an hour",
        Nature.STATUS,
        throttled("retry-after: 3600"),
        error=pdconnect.TooManyRequestsError,
        again=Again.NOBODY,
        status=429,
    ),
]
REFUSALS = [
    Fault(
        "401",
        Nature.STATUS,
        answering(401, b'{"error": "unauthorized"}', executes=False),
        error=pdconnect.UnauthorizedError,
        again=Again.NOBODY,
        status=401,
        per_attempt=2,
    ),
]
REDIRECTS = [
    Fault(
        f"{status} to another host",
        Nature.STATUS,
        redirect(status),
        error=pdconnect.ApiError,
        again=Again.NOBODY,
        status=status,
    )
    for status in (301, 302, 303, 307, 308)
]
FAULTS = {
    "unconnected": UNCONNECTED,
    "no answer": NO_ANSWER,
    "body": BODY,
    "stalls": STALLS,
    "drips": DRIPS,
    "unreadable": UNREADABLE,
    "fine": FINE,
    "statuses": STATUSES,
    "refusals": [*THROTTLES, *REFUSALS, *REDIRECTS],
}
