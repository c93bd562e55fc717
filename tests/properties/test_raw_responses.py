"""Whatever a server sends, a call ends in a result or in an error of pdconnect."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import hpack
import httpx
import pytest

import pdconnect
from tests.raw_server import RawServer

BODY = b'{"id":"apn_1"}'
LENGTH = b"content-length: 14"
PACKED = gzip.compress(BODY)


def response(*headers: bytes, body: bytes = BODY, status: bytes = b"HTTP/1.1 200 OK") -> bytes:
    return b"\r\n".join((status, *headers, b"", body))


def chunked(body: bytes) -> bytes:
    return response(b"transfer-encoding: chunked", body=body)


def encoded(encoding: bytes, body: bytes) -> bytes:
    return response(b"content-encoding: " + encoding, b"content-length: %d" % len(body), body=body)


def with_body(body: bytes) -> bytes:
    return response(b"content-length: %d" % len(body), body=body)


STATUS_LINES = [
    *(
        b"HTTP/1.1 200",
        b"HTTP/1.1",
        b"HTTP/1.1 abc OK",
        b"HTTP/1.1 2000 OK",
        b"HTTP/1.1 -1 OK",
        b"HTTP/1.1 99 X",
        b"HTTP/1.1 600 X",
    ),
    *(
        b"HTTP/1.1 999 X",
        b"HTTP/1.1 000 X",
        b"HTTP/2.0 200 OK",
        b"HTTP/1.0 200 OK",
        b"HTTP/9.9 200 OK",
        b"http/1.1 200 OK",
    ),
    *(
        b"HTTP/1.1  200 OK",
        b"ICY 200 OK",
        b"HTTP/1.1 200 \xff\xfe",
        b"HTTP/1.1 200 O\0K",
        b" HTTP/1.1 200 OK",
        b"HTTP/1.1 20",
    ),
    *(
        b"HTTP/1.1 200 " + b"x" * 200_000,
        b"HTTP/1.1\t200\tOK",
        b"HTTP/1.1 204 X",
        b"HTTP/1.1 205 X",
        b"HTTP/1.1 304 X",
        b"HTTP/1.1 202 X",
    ),
    *(b"HTTP/1.1 %d X" % status for status in (301, 400, 401, 404, 407, 418, 429, 451, 500, 503)),
]
HEADERS = [
    *(
        b"x",
        b": x",
        b"x : y",
        b"x y: z",
        b"x: a\0b",
        b"x: a\rb",
        b"x: \xff\xfe",
        b"\xff: a",
        b"x: a\r\n folded",
        b"x\0: a",
    ),
    *(
        b"x: " + b"a" * 100_000,
        b"content-type: \xff",
        b"content-type: text/html; charset=nonsense",
        b"x-request-id: \xff\xfe",
    ),
    *(
        b"retry-after: \xff",
        b"content-encoding: \xff",
        b"content-encoding: ,,,",
        b"set-cookie: \xff=\xfe",
        b"connection: upgrade, close",
    ),
]
LENGTHS = [
    *(
        b"14\r\ncontent-length: 14",
        b"14\r\ncontent-length: 15",
        b"14, 14",
        b"-1",
        b"+14",
        b"1e1",
        b"\xd9\xa1",
        b"9" * 30,
        b"9" * 5000,
    ),
    *(b"0", b"5", b"100", b"", b"14 ", b"14\r\ntransfer-encoding: chunked", b"0x0e"),
]
CHUNKS = [
    *(
        b"e\r\n%s\r\n0\r\n\r\n" % BODY,
        b"e\r\n" + BODY,
        b"E;x=y\r\n%s\r\n0\r\n\r\n" % BODY,
        b"-1\r\nx\r\n0\r\n\r\n",
        b"zz\r\n",
        b"f" * 30 + b"\r\n",
    ),
    *(
        b"e\r\n%s\r\n0\r\nx: y\r\n\r\n" % BODY,
        b"e\r\n%s\r\n0\r\nbad\r\n\r\n" % BODY,
        b"e\n%s\n0\n\n" % BODY,
        b"\r\n\r\n",
        b"0\r\n\r\n",
        b"",
    ),
    b"e\r\n%s\r\n0\r\n%s\r\n" % (BODY, b"x: y\r\n" * 50_000),
]
CODINGS = [
    b"gzip",
    b"gzip, chunked",
    b"chunked, chunked",
    b"identity",
    b"\xff",
    b"chunked\r\ntransfer-encoding: chunked",
]
OTHER = [
    *(
        b"",
        b"\r\n\r\n",
        b"\0" * 1000,
        BODY,
        b"SSH-2.0-x\r\n",
        b"\x15\x03\x01\0\x02\x02\x28",
        b"\0\0\x12\4\0\0\0\0\0\0\3\0\0\0\x80",
    ),
    *(
        b"HTTP/1.1 100 Continue\r\n\r\n",
        b"HTTP/1.1 101 X\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
        b"HTTP/1.1 101 X\r\n\r\n",
    ),
    *(b"HTTP/1.1 103 X\r\nlink: x\r\n\r\n" + response(LENGTH), b"HTTP/1.1 102 X\r\n\r\n" * 5000 + response(LENGTH)),
    *(
        b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 50_000,
        b"HTTP/1.1 200 OK\r\ncontent-ty",
        response(LENGTH) * 2,
        b"\r\n\r\n" + response(LENGTH),
    ),
    *(
        response(LENGTH).replace(b"\r\n", b"\n"),
        response(LENGTH).replace(b"\r\n", b"\r"),
        b"\xef\xbb\xbf" + response(LENGTH),
    ),
]
ENCODED = [
    *((coding, BODY) for coding in (b"gzip", b"deflate", b"br", b"zstd", b"compress")),
    *(
        (b"gzip", PACKED[:-5]),
        (b"gzip", PACKED[:-8] + b"\0" * 8),
        (b"gzip", PACKED + b"more"),
        (b"gzip, " * 99 + b"gzip", PACKED),
    ),
    *((b"GZip", PACKED), (b"gzip", b"")),
]
BODIES = [
    *(
        b"",
        b"null",
        b"[]",
        b"1",
        b'"x"',
        b"{",
        b"\xff\xfe{\0}\0",
        b"\xef\xbb\xbf{}",
        b"NaN",
        b'{"id":NaN}',
        b'{"id":1e999}',
        b"\0",
    ),
    *(
        b'{"id":' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"id":"\\ud800"}',
        b'{"id":"\xed\xa0\x80"}',
    ),
    *(
        b'{"async_handle":1}',
        b'{"data":5,"page_info":7}',
        b'{"data":[1,null],"page_info":{"end_cursor":"x","count":"y"}}',
    ),
]
RESPONSES: dict[str, list[bytes]] = {
    "status line": [response(LENGTH, status=line) for line in STATUS_LINES],
    "header": [response(LENGTH, header) for header in HEADERS],
    "length": [response(b"content-length: " + length) for length in LENGTHS],
    "chunks": [chunked(body) for body in CHUNKS],
    "transfer coding": [response(b"transfer-encoding: " + coding) for coding in CODINGS],
    "content coding": [encoded(coding, body) for coding, body in ENCODED],
    "body": [with_body(body) for body in BODIES],
    "error body": [
        with_body(body).replace(b"200 OK", b"%d X" % status) for body in BODIES for status in (400, 429, 503)
    ],
    "other": OTHER,
}
TARGET: dict[str, Any] = {"external_user_id": "user-1", "account_id": "apn_1"}


def _read(result: Any) -> None:
    """Use all of a result: a model reads its fields later."""
    if hasattr(result, "to_dict"):
        result.to_dict()
        repr(result)
        for name in result.FIELDS:
            getattr(result, name)


@pytest.fixture(scope="module")
def server() -> Iterator[RawServer]:
    with RawServer.running() as server:
        yield server


def _sent(server: RawServer, responses: Iterable[bytes]) -> Iterator[None]:
    for found in responses:
        server.response = [found]
        yield


CALLS: list[Callable[[Any], Any]] = [
    lambda client: client.accounts.retrieve("apn_1"),
    lambda client: client.actions.run(id="slack-x", external_user_id="u", check=False),
    lambda client: client.proxy.get("https://a.example/", **TARGET),
]


@pytest.mark.slow
@pytest.mark.parametrize("group", RESPONSES)
def test_any_response_is_a_result_or_our_error(server: RawServer, group: str) -> None:
    with server.client(timeout=5) as client:
        for _ in _sent(server, RESPONSES[group]):
            for call in CALLS:
                with contextlib.suppress(pdconnect.PdconnectError):
                    _read(call(client))
            with (
                contextlib.suppress(pdconnect.PdconnectError),
                client.proxy.stream("GET", "https://a.example/", **TARGET) as found,
            ):
                found.read()


@pytest.mark.slow
@pytest.mark.parametrize("group", RESPONSES)
def test_any_response_is_a_result_or_our_error_in_tasks(server: RawServer, group: str) -> None:
    async def run() -> None:
        async with server.async_client(timeout=5) as client:
            for _ in _sent(server, RESPONSES[group]):
                for call in CALLS:
                    with contextlib.suppress(pdconnect.PdconnectError):
                        _read(await call(client))
                with contextlib.suppress(pdconnect.PdconnectError):
                    async with client.proxy.stream("GET", "https://a.example/", **TARGET) as found:
                        await found.aread()

    asyncio.run(run())


@pytest.mark.slow
@pytest.mark.parametrize("group", RESPONSES)
def test_any_token_response_is_a_token_or_our_error(server: RawServer, group: str) -> None:
    settings = server.settings(timeout=5, client_id="client-1", client_secret="secret-1", access_token=None)
    for _ in _sent(server, RESPONSES[group]):
        with pdconnect.Client(**settings) as client, contextlib.suppress(pdconnect.PdconnectError):
            client.accounts.retrieve("apn_1")


@pytest.mark.slow
def test_any_response_to_a_list_is_items_or_our_error(server: RawServer) -> None:
    with server.client(timeout=5) as client:
        for _ in _sent(server, RESPONSES["body"]):
            with contextlib.suppress(pdconnect.PdconnectError):
                for number, item in enumerate(client.accounts.list()):
                    _read(item)
                    if number > 3:
                        break


class Http2Response:
    """A response over HTTP/2 with these headers, on the first stream."""

    def __init__(self, headers: list[tuple[bytes, bytes]]) -> None:
        self._headers = hpack.Encoder().encode(headers)

    def __iter__(self) -> Iterator[bytes]:
        yield self._frame(4, 0, 0, b"")  # SETTINGS
        time.sleep(0.1)  # the client sends its request meanwhile
        yield self._frame(1, 5, 1, self._headers)  # HEADERS, which end the headers and the stream
        time.sleep(0.1)

    @staticmethod
    def _frame(kind: int, flags: int, stream: int, payload: bytes) -> bytes:
        return len(payload).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + payload


@pytest.mark.slow
@pytest.mark.parametrize("status", [b"abc", b"", b"\xff", b"-1", b"1e2", None])
def test_a_status_over_http2_that_is_no_number(server: RawServer, status: bytes | None) -> None:
    server.response = Http2Response([(b"x", b"y")] if status is None else [(b":status", status)])

    async def run() -> None:
        async with httpx.AsyncClient(http1=False, http2=True) as http:
            await server.async_client(http_client=http, timeout=5).accounts.retrieve("apn_1")

    with pytest.raises(pdconnect.PdconnectError):
        asyncio.run(run())
    with httpx.Client(http1=False, http2=True) as http, pytest.raises(pdconnect.PdconnectError):
        server.client(http_client=http, timeout=5).accounts.retrieve("apn_1")
