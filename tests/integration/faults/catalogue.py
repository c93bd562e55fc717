"""The faults, one line each: what the server does, and what the client guarantees in spite of it.

`category` says how far an attempt gets:

| category    | the client has                                  | a typed call ends in  | a raw call ends in                    |
|-------------|-------------------------------------------------|-----------------------|---------------------------------------|
| UNCONNECTED | no connection: nothing was sent                 | ConnectionFailedError | ConnectionFailedError                 |
| NO_RESPONSE | no complete response headers                    | TransportError        | TransportError                        |
| BODY        | the headers, but no complete body               | TransportError        | TransportError                        |
| UNREADABLE  | a complete 2xx response that cannot be decoded  | DecodeError           | the response                          |
| STATUS      | a complete response with another status         | the status's error    | the response, or the status's error   |
| VALID       | a valid response                                | its result            | the response                          |
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass, replace
from enum import Enum, auto

import pdconnect

from .connection import RequestConnection, head
from .server import Behaviour


class Category(Enum):
    UNCONNECTED = auto()
    NO_RESPONSE = auto()
    BODY = auto()
    UNREADABLE = auto()
    STATUS = auto()
    VALID = auto()


class Retry(Enum):
    """Which requests may be retried after a fault."""

    NEVER = auto()
    IDEMPOTENT = auto()
    ALWAYS = auto()


@dataclass(frozen=True)
class Fault:
    """A fault of the server, and what a call that meets it must end in."""

    name: str
    category: Category
    behaviour: Behaviour | None = None
    """What the server does; None if `port` alone is the fault."""
    port: str | None = None
    """The scheme and the port of the server that requests are sent to instead: `https:untrusted`."""
    error: type[pdconnect.PdconnectError] = pdconnect.TransportError
    """The error that a typed call raises."""
    retry: Retry = Retry.IDEMPOTENT
    slow: bool = False
    """Whether only a time limit ends it."""
    drips: bool = False
    """Whether the server sends so often that the timeout of a single read does not end it either."""
    status: int | None = None
    """The status that the error must report, if one was received."""
    partial: bytes = b""
    """The first bytes of the response body, which are received in any case and which `error.content` must hold."""
    in_body: bool = False
    """Whether the body is sent slowly, rather than the headers."""
    harmless: bool = False
    """Whether an operation that ignores the response body succeeds in spite of it."""
    per_attempt: int = 1
    """How many requests of each attempt of a typed call the server receives."""


PARTIAL = b'{"exports": {"$summary": "it was done"'


# ---- before the response


async def reset_at_once(connection: RequestConnection) -> None:
    connection.execute()
    connection.reset()


async def close_at_once(connection: RequestConnection) -> None:
    connection.execute()
    connection.close()


async def half_close_at_once(connection: RequestConnection) -> None:
    connection.execute()
    await connection.half_close()


async def stall_at_once(connection: RequestConnection) -> None:
    connection.execute()
    await connection.stall()


# ---- in the headers


async def reset_in_the_headers(connection: RequestConnection) -> None:
    connection.execute()
    await connection.send(connection.response.encoded()[:20])
    connection.reset()


async def close_in_the_headers(connection: RequestConnection) -> None:
    connection.execute()
    await connection.send(connection.response.encoded()[:20])
    connection.close()


async def stall_in_the_headers(connection: RequestConnection) -> None:
    connection.execute()
    await connection.send(connection.response.encoded()[:20])
    await connection.stall()


async def drip_the_headers(connection: RequestConnection) -> None:
    connection.execute()
    encoded = connection.response.encoded()
    end = encoded.index(b"\r\n\r\n") + 2
    await connection.drip(encoded[:end])
    await connection.send(encoded[end:])


async def garbage(connection: RequestConnection) -> None:
    connection.execute()
    await connection.send(b"\x16\x03\x01 220 smtp.example.com ESMTP\r\n\r\n" * 3)
    connection.close()


async def huge_headers(connection: RequestConnection) -> None:
    connection.execute()
    await connection.send(head(200, f"x-filler: {'x' * 200_000}", "content-length: 2") + b"{}")
    await connection.stall()


async def upgrade(connection: RequestConnection) -> None:
    connection.execute()
    await connection.send(head(101, "upgrade: something", "connection: upgrade"))
    connection.close()


async def bad_length(connection: RequestConnection) -> None:
    connection.execute()
    await connection.send(head(200, "content-length: many") + b"{}")
    connection.close()


# ---- in the body


async def _start_body(connection: RequestConnection, *headers: str, status: int = 200) -> None:
    connection.execute()
    await connection.send(head(status, "content-type: application/json", *(headers or ("content-length: 1000",))))


async def reset_in_the_body(connection: RequestConnection) -> None:
    await _start_body(connection)
    await connection.send(PARTIAL)
    await connection.pause(0.02)  # a reset discards bytes that are still in transit
    connection.reset()


async def close_in_the_body(connection: RequestConnection) -> None:
    await _start_body(connection)
    await connection.send(PARTIAL)
    connection.close()


async def half_close_in_the_body(connection: RequestConnection) -> None:
    await _start_body(connection)
    await connection.send(PARTIAL)
    await connection.half_close()


async def stall_in_the_body(connection: RequestConnection) -> None:
    await _start_body(connection)
    await connection.send(PARTIAL)
    await connection.stall()


async def stall_before_the_body(connection: RequestConnection) -> None:
    await _start_body(connection)
    await connection.stall()


async def drip_the_body(connection: RequestConnection) -> None:
    body = connection.response.body or b"null"
    await _start_body(connection, f"content-length: {len(body)}")
    await connection.drip(body)


async def stall_in_a_chunk(connection: RequestConnection) -> None:
    await _start_body(connection, "transfer-encoding: chunked")
    await connection.send(b"400\r\n" + PARTIAL)
    await connection.stall()


async def stall_between_chunks(connection: RequestConnection) -> None:
    await _start_body(connection, "transfer-encoding: chunked")
    await connection.send(b"%x\r\n%s\r\n" % (len(PARTIAL), PARTIAL))
    await connection.stall()


async def close_between_chunks(connection: RequestConnection) -> None:
    await _start_body(connection, "transfer-encoding: chunked")
    await connection.send(b"%x\r\n%s\r\n" % (len(PARTIAL), PARTIAL))
    connection.close()


async def garbage_between_chunks(connection: RequestConnection) -> None:
    await _start_body(connection, "transfer-encoding: chunked")
    await connection.send(b"%x\r\n%s\r\n" % (len(PARTIAL), PARTIAL))
    await connection.pause(0.02)
    await connection.send(b"not a length\r\n")
    await connection.pause(0.02)
    connection.close()


async def bad_gzip(connection: RequestConnection) -> None:
    await _start_body(connection, f"content-length: {len(PARTIAL)}", "content-encoding: gzip")
    await connection.send(PARTIAL)


async def stall_in_an_error(connection: RequestConnection) -> None:
    await _start_body(connection, "content-length: 1000", status=500)
    await connection.send(b'{"error": "it')
    await connection.stall()


async def drip_an_error(connection: RequestConnection) -> None:
    body = b'{"error": "it broke"}' + b" " * 40
    await _start_body(connection, f"content-length: {len(body)}", status=500)
    await connection.drip(body)


# ---- complete responses


def respond_with(
    status: int, body: bytes = b"", *headers: str, kind: str = "application/json", executes: bool = True
) -> Behaviour:
    """Return a behaviour that sends this response."""

    async def behaviour(connection: RequestConnection) -> None:
        if executes:
            connection.execute()
        await connection.send(
            head(
                status, *([] if status == 204 else [f"content-length: {len(body)}"]), f"content-type: {kind}", *headers
            )
        )
        await connection.send(body)

    return behaviour


async def wrong_content_type(connection: RequestConnection) -> None:
    connection.execute()
    await connection.send(connection.response._replace(content_type="text/html").encoded())


async def reset_after(connection: RequestConnection) -> None:
    connection.execute()
    await connection.send(connection.response.encoded())
    await connection.pause(0.05)
    connection.reset()


async def close_after(connection: RequestConnection) -> None:
    connection.execute()
    await connection.send(connection.response.encoded())
    connection.close()


async def more_than_announced(connection: RequestConnection) -> None:
    connection.execute()
    await connection.send(connection.response.encoded() + b"and more than was announced")
    connection.close()


async def without_length(connection: RequestConnection) -> None:
    connection.execute()
    await connection.send(
        head(200 if connection.response.body else 204, "connection: close") + connection.response.body
    )
    connection.close()


def redirect(status: int) -> Behaviour:
    """Return a behaviour that redirects the client to another host."""

    async def behaviour(connection: RequestConnection) -> None:
        await connection.send(head(status, f"location: {connection.other_host_url}", "content-length: 0"))

    return behaviour


def throttled(*headers: str) -> Behaviour:
    """Return a behaviour that sends the service's own 429: the request was not executed."""
    return respond_with(429, b'{"error": "Throttled"}', *headers, executes=False)


HTML = b"<html><head><title>Bad gateway</title></head><body>nginx</body></html>"
DEEP = b"[" * 100_000
BIG = b"<p>an error page</p>" * 150_000
BOMB = gzip.compress(b" " * 3_000_000)

_UNCONNECTED = [
    Fault("a closed port", Category.UNCONNECTED, port="http:closed"),
    Fault("a certificate of an unknown authority", Category.UNCONNECTED, port="https:untrusted"),
    Fault("no TLS at all", Category.UNCONNECTED, port="https:not_http"),
    Fault("a reset in the TLS handshake", Category.UNCONNECTED, port="https:resetting"),
]
UNCONNECTED = [
    Fault(fault.name, fault.category, port=fault.port, error=pdconnect.ConnectionFailedError, retry=Retry.ALWAYS)
    for fault in _UNCONNECTED
]
NO_RESPONSE = [
    Fault("another protocol", Category.NO_RESPONSE, port="http:not_http", per_attempt=0),
    Fault("a reset before the response", Category.NO_RESPONSE, reset_at_once),
    Fault("a close before the response", Category.NO_RESPONSE, close_at_once),
    Fault("a half-close before the response", Category.NO_RESPONSE, half_close_at_once),
    Fault(
        "a stall before the response",
        Category.NO_RESPONSE,
        stall_at_once,
        error=pdconnect.RequestTimeoutError,
        slow=True,
    ),
    Fault("a reset in the headers", Category.NO_RESPONSE, reset_in_the_headers),
    Fault("a close in the headers", Category.NO_RESPONSE, close_in_the_headers),
    Fault(
        "a stall in the headers",
        Category.NO_RESPONSE,
        stall_in_the_headers,
        error=pdconnect.RequestTimeoutError,
        slow=True,
    ),
    Fault("garbage", Category.NO_RESPONSE, garbage),
    Fault("huge headers", Category.NO_RESPONSE, huge_headers),
    Fault("a length that is not a number", Category.NO_RESPONSE, bad_length),
]
BODY = [
    Fault("a reset in the body", Category.BODY, reset_in_the_body, status=200, partial=PARTIAL),
    Fault("a close in the body", Category.BODY, close_in_the_body, status=200, partial=PARTIAL),
    Fault("a half-close in the body", Category.BODY, half_close_in_the_body, status=200, partial=PARTIAL),
    Fault("a close between chunks", Category.BODY, close_between_chunks, status=200, partial=PARTIAL),
    Fault("garbage between chunks", Category.BODY, garbage_between_chunks, status=200, partial=PARTIAL),
    Fault("invalid gzip", Category.BODY, bad_gzip, status=200, partial=PARTIAL),
]
_STALLS = [
    Fault("a stall in the body", Category.BODY, stall_in_the_body, status=200, partial=PARTIAL),
    Fault("a stall before the body", Category.BODY, stall_before_the_body, status=200),
    Fault("a stall in a chunk", Category.BODY, stall_in_a_chunk, status=200, partial=PARTIAL),
    Fault("a stall between chunks", Category.BODY, stall_between_chunks, status=200, partial=PARTIAL),
    Fault("a stall in an error", Category.BODY, stall_in_an_error, status=500, partial=b'{"error": "it'),
]
STALLS = [
    Fault(
        fault.name,
        fault.category,
        fault.behaviour,
        error=pdconnect.RequestTimeoutError,
        slow=True,
        status=fault.status,
        partial=fault.partial,
    )
    for fault in _STALLS
]
DRIPS = [
    Fault("dripping headers", Category.VALID, drip_the_headers, slow=True, drips=True),
    Fault("a dripping body", Category.VALID, drip_the_body, slow=True, drips=True, in_body=True),
    Fault(
        "a dripping error",
        Category.STATUS,
        drip_an_error,
        error=pdconnect.ServerError,
        slow=True,
        drips=True,
        status=500,
    ),
]


def _unreadable(name: str, status: int, body: bytes, kind: str = "application/json", harmless: bool = False) -> Fault:
    return Fault(
        name,
        Category.UNREADABLE,
        respond_with(status, body, kind=kind),
        error=pdconnect.DecodeError,
        retry=Retry.NEVER,
        status=status,
        partial=body[:100],
        harmless=harmless,
    )


UNREADABLE = [
    _unreadable("HTML of a proxy", 200, HTML, kind="text/html"),
    _unreadable("truncated JSON", 200, PARTIAL),
    _unreadable("bytes that are not UTF-8", 200, b'{"id": "\xff\xfe"}'),
    _unreadable("deeply nested JSON", 200, DEEP),
    _unreadable("another JSON type", 200, b'"a text"', harmless=True),
    _unreadable("success without a body", 200, b"", harmless=True),
    _unreadable("a status without content", 204, b"", harmless=True),
]
VALID = [
    Fault("another content type", Category.VALID, wrong_content_type),
    Fault("a reset after the response", Category.VALID, reset_after),
    Fault("a close after the response", Category.VALID, close_after),
    Fault("more than was announced", Category.VALID, more_than_announced),
    Fault("no length", Category.VALID, without_length),
]


def _status(
    status: int,
    error: type[pdconnect.PdconnectError],
    retry: Retry = Retry.NEVER,
    *headers: str,
    body: bytes = b'{"error": "no"}',
    name: str = "",
    executes: bool = True,
) -> Fault:
    behaviour = respond_with(status, body, *headers, executes=executes)
    full_name = f"{status} {name}".rstrip()
    return Fault(full_name, Category.STATUS, behaviour, error=error, retry=retry, status=status, partial=body[:100])


STATUSES = [
    _status(400, pdconnect.BadRequestError, executes=False),
    _status(403, pdconnect.ForbiddenError, executes=False),
    _status(404, pdconnect.NotFoundError, executes=False),
    _status(408, pdconnect.ApiError, Retry.IDEMPOTENT),
    _status(409, pdconnect.ConflictError, executes=False),
    _status(422, pdconnect.UnprocessableEntityError, executes=False),
    _status(500, pdconnect.ServerError, Retry.IDEMPOTENT),
    _status(501, pdconnect.ServerError),
    _status(502, pdconnect.ServerError, Retry.IDEMPOTENT, body=HTML, name="HTML of a proxy"),
    _status(503, pdconnect.ServerError, Retry.IDEMPOTENT),
    _status(503, pdconnect.ServerError, Retry.IDEMPOTENT, "retry-after: 0", name="with Retry-After"),
    _status(503, pdconnect.ServerError, Retry.NEVER, "retry-after: 3600", name="with Retry-After of an hour"),
    _status(504, pdconnect.ServerError, Retry.IDEMPOTENT),
    _status(429, pdconnect.TooManyRequestsError, Retry.IDEMPOTENT, body=HTML, name="of another server"),
    _status(500, pdconnect.ServerError, Retry.IDEMPOTENT, body=BIG, name="of 3 MB"),
    replace(
        _status(
            500,
            pdconnect.ServerError,
            Retry.IDEMPOTENT,
            "content-encoding: gzip",
            body=BOMB,
            name="that unpacks to 3 MB",
        ),
        partial=b" " * 100,
    ),
    _status(500, pdconnect.ServerError, Retry.IDEMPOTENT, body=DEEP, name="deeply nested"),
    _status(999, pdconnect.ServerError),
]
THROTTLES = [
    Fault("429", Category.STATUS, throttled(), error=pdconnect.TooManyRequestsError, retry=Retry.ALWAYS, status=429),
    Fault(
        "429 with Retry-After",
        Category.STATUS,
        throttled("retry-after: 0"),
        error=pdconnect.TooManyRequestsError,
        retry=Retry.ALWAYS,
        status=429,
    ),
    Fault(
        "429 with Retry-After of an hour",
        Category.STATUS,
        throttled("retry-after: 3600"),
        error=pdconnect.TooManyRequestsError,
        retry=Retry.NEVER,
        status=429,
    ),
]
REFUSALS = [
    Fault(
        "401",
        Category.STATUS,
        respond_with(401, b'{"error": "unauthorized"}', executes=False),
        error=pdconnect.UnauthorizedError,
        retry=Retry.NEVER,
        status=401,
        per_attempt=2,
    ),
]
REDIRECTS = [
    Fault(
        f"{status} to another host",
        Category.STATUS,
        redirect(status),
        error=pdconnect.ApiError,
        retry=Retry.NEVER,
        status=status,
    )
    for status in (301, 302, 303, 307, 308)
]
FAULTS = {
    "unconnected": UNCONNECTED,
    "no response": NO_RESPONSE,
    "body": BODY,
    "stalls": STALLS,
    "drips": DRIPS,
    "unreadable": UNREADABLE,
    "valid": VALID,
    "statuses": STATUSES,
    "refusals": [*THROTTLES, *REFUSALS, *REDIRECTS],
}
