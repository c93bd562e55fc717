"""A response is read, and decompressed, up to `max_response_bytes`, within the deadline, and without blocking the event loop."""

from __future__ import annotations

import asyncio
import gzip
import importlib
import itertools
import json
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import httpx
import pytest

import pdconnect
from pdconnect._http.decompression import DecompressionError, Decompressor
from tests.fake_api import FakeApi
from tests.raw_server import RawServer
from tests.required import required_module

from ..cases import for_each

MIB = 1_048_576
LIMIT = 2 * MIB
KINDS = pytest.mark.parametrize("kind", ["sync", "async"])


def _raw_deflate(body: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return compressor.compress(body) + compressor.flush()


def _zstd(body: bytes) -> bytes:
    compressed: bytes = required_module("zstandard").ZstdCompressor().compress(body)
    return compressed


def _brotli(body: bytes) -> bytes:
    compressed: bytes = required_module("brotli").compress(body, quality=3)
    return compressed


ENCODINGS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "identity": ("identity", bytes),
    "unknown": ("x-unknown", bytes),
    "gzip": ("gzip", gzip.compress),
    "two members of gzip": (
        "gzip",
        lambda body: gzip.compress(body[: len(body) // 2]) + gzip.compress(body[len(body) // 2 :]),
    ),
    "deflate": ("deflate", zlib.compress),
    "raw deflate": ("deflate", _raw_deflate),
    "br": ("br", _brotli),
    "zstd": ("zstd", _zstd),
    "two frames of zstd": ("zstd", lambda body: _zstd(body[: len(body) // 2]) + _zstd(body[len(body) // 2 :])),
    "gzip twice": ("gzip, gzip", lambda body: gzip.compress(gzip.compress(body))),
    "zstd in gzip": ("zstd, gzip", lambda body: gzip.compress(_zstd(body))),
    "gzip in zstd": ("gzip, zstd", lambda body: _zstd(gzip.compress(body))),
    "gzip in br": ("gzip, br", lambda body: _brotli(gzip.compress(body))),
    "five times": (
        "gzip, deflate, gzip, deflate, gzip",
        lambda body: gzip.compress(zlib.compress(gzip.compress(zlib.compress(gzip.compress(body))))),
    ),
}


class Parts(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that arrives in parts, which httpx does not decompress before it is read."""

    def __init__(self, body: bytes, size: int = 65_536) -> None:
        self._parts = [body[begin : begin + size] for begin in range(0, len(body), size)]

    def __iter__(self) -> Iterator[bytes]:
        yield from self._parts

    async def __aiter__(self) -> Any:
        for part in self._parts:
            yield part


@cache
def compressed(encoding: str, body: bytes) -> bytes:
    return ENCODINGS[encoding][1](body)


def responding(encoding: str, body: bytes, *, size: int = 65_536) -> FakeApi:
    name, sent = ENCODINGS[encoding][0], compressed(encoding, body)

    def respond(request: httpx.Request) -> httpx.Response:
        headers = {"content-encoding": name, "content-type": "application/json", "x-request-id": "req-1"}
        return httpx.Response(200, headers=headers, stream=Parts(sent, size))

    return FakeApi(respond)


CALLS: dict[str, Callable[[Any], Any]] = {
    "typed": lambda client: client.accounts.retrieve("apn_1"),
    "proxy": lambda client: client.proxy.get("https://a.example/", external_user_id="user-1", account_id="apn_1"),
    "workflow": lambda client: client.workflows.invoke("eoabc123"),
}


def call(api: FakeApi, kind: str, name: str = "typed", **options: Any) -> Any:
    if kind == "sync":
        return CALLS[name](api.client(**options))

    async def run() -> Any:
        return await CALLS[name](api.async_client(**options))

    return asyncio.run(run())


@KINDS
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("size", [1, 65_536], ids=["byte by byte", "at once"])
def test_a_compressed_response_is_read(encoding: str, kind: str, size: int) -> None:
    api = responding(encoding, b'{"id":"apn_1","name":"' + b"n" * 2_000 + b'"}', size=size)
    assert call(api, kind).name == "n" * 2_000
    response = call(api, kind, "proxy")
    assert len(response.json()["name"]) == 2_000
    assert response.headers["content-encoding"] == ENCODINGS[encoding][0]


@pytest.mark.slow
@pytest.mark.every_backend
@KINDS
@for_each(
    ("name", "encoding"),
    [*(("typed", encoding) for encoding in ENCODINGS), *itertools.product(["proxy", "workflow"], ["identity", "gzip"])],
)
def test_a_larger_response_is_an_error(encoding: str, name: str, kind: str) -> None:
    api = responding(encoding, b"x" * (LIMIT + 1 if encoding in ("identity", "unknown") else 16 * MIB))
    tracemalloc.start()
    try:
        with pytest.raises(
            pdconnect.ResponseTooLargeError, match=rf"{LIMIT} bytes: raise max_response_bytes"
        ) as caught:
            call(api, kind, name, max_response_bytes=LIMIT)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    error = caught.value
    assert (error.limit, error.status_code, error.request_id, error.attempts) == (LIMIT, 200, "req-1", 1)
    assert error.content == b"x" * MIB
    assert peak < 12 * MIB
    assert len(api.requests) == 1  # it is not sent again


@KINDS
@pytest.mark.parametrize("encoding", ["identity", "gzip", "zstd"])
def test_the_limit_itself_is_allowed(encoding: str, kind: str) -> None:
    body = json.dumps({"id": "apn_1", "name": "n" * 1000}).encode()
    api = responding(encoding, body)
    assert call(api, kind, max_response_bytes=len(body)).id == "apn_1"
    with pytest.raises(pdconnect.ResponseTooLargeError):
        call(api, kind, max_response_bytes=len(body) - 1)
    assert call(api, kind, max_response_bytes=None).id == "apn_1"


def test_the_option_belongs_to_a_client_and_its_copies() -> None:
    client = responding("gzip", b'{"id":"apn_1"}' + b" " * 300).client(max_response_bytes=300)
    with pytest.raises(pdconnect.ResponseTooLargeError, match="more than 300 bytes"):
        client.accounts.retrieve("apn_1")
    assert client.with_options(max_response_bytes=400).accounts.retrieve("apn_1").id == "apn_1"
    assert (
        client.with_options(max_response_bytes=None).with_options(deadline=9).accounts.retrieve("apn_1").id == "apn_1"
    )


@pytest.mark.parametrize("value", [0, -1, True, 1.5, "100", float("nan")])
def test_a_wrong_limit_is_refused(value: Any) -> None:
    api = FakeApi()
    with pytest.raises(pdconnect.ConfigurationError, match="max_response_bytes"):
        api.client(max_response_bytes=value)
    with pytest.raises(pdconnect.ConfigurationError, match="max_response_bytes"):
        api.client().with_options(max_response_bytes=value)


@KINDS
def test_a_caller_who_reads_the_response_has_no_limit(kind: str) -> None:
    api = responding("gzip", b"x" * 100_000)
    target: Any = {"url": "https://a.example/", "external_user_id": "user-1", "account_id": "apn_1"}

    async def stream() -> bytes:
        async with api.async_client(max_response_bytes=1000).proxy.stream("GET", **target) as response:
            return await response.aread()

    if kind == "async":
        assert len(asyncio.run(stream())) == 100_000
        return
    with api.client(max_response_bytes=1000).proxy.stream("GET", **target) as response:
        assert len(response.read()) == 100_000


@KINDS
def test_a_token_response_has_the_limit_too(kind: str) -> None:
    api = FakeApi()
    api.token_responder = lambda request: httpx.Response(200, stream=Parts(b"x" * 1000))
    with pytest.raises(pdconnect.ResponseTooLargeError):
        call(api, kind, max_response_bytes=999)


@KINDS
def test_a_body_that_an_event_hook_has_read_has_the_limit_too(kind: str) -> None:
    def respond(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"id": "apn_1", "name": "n" * 300})  # httpx has read it

    with pytest.raises(pdconnect.ResponseTooLargeError):
        call(FakeApi(respond), kind, max_response_bytes=300)


@KINDS
@pytest.mark.parametrize("encoding", ["gzip", "deflate", "zstd", "br"])
def test_a_response_whose_compressed_data_ends_early_is_an_error(encoding: str, kind: str) -> None:
    body = ENCODINGS[encoding][1](b'{"id":"apn_1"}' + b" " * 1000)[:-6]

    def respond(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"content-encoding": encoding}, stream=Parts(body))

    with pytest.raises(pdconnect.TransportError, match="DecompressionError: the end of the compressed data is missing"):
        call(FakeApi(respond), kind)


@KINDS
def test_more_than_five_encodings_are_an_error(kind: str) -> None:
    def respond(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"content-encoding": "gzip, " * 5000 + "gzip"}, stream=Parts(b"x"))

    with pytest.raises(pdconnect.TransportError, match="compressed more than 5 times"):
        call(FakeApi(respond), kind)


@KINDS
@pytest.mark.parametrize("encoding", ["gzip", "deflate", "zstd", "br"])
def test_an_empty_body_is_no_compressed_data(encoding: str, kind: str) -> None:
    def respond(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"content-encoding": encoding}, stream=Parts(b""))

    assert call(FakeApi(respond), kind, "proxy").content == b""


@pytest.mark.parametrize("library", ["old brotli", "old brotlicffi", "backports.zstd"])
def test_other_libraries_are_used_too(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Older versions of brotli have no limit for their output: they get their input in small parts."""
    body = b'{"id":"apn_1"}' + b" " * 100_000
    fake: Any = type("Library", (), {})
    method = "decompress" if library == "old brotlicffi" else "process"

    def old_decompressor() -> Any:
        inner = zlib.decompressobj()
        return type(
            "Decompressor", (), {method: staticmethod(inner.decompress), "is_finished": staticmethod(lambda: inner.eof)}
        )()

    fake.Decompressor = staticmethod(old_decompressor)
    fake.ZstdDecompressor = staticmethod(zlib.decompressobj)
    names = {"old brotli": "brotli", "old brotlicffi": "brotlicffi", "backports.zstd": "backports.zstd"}

    def import_fake(name: str) -> Any:
        if name == names[library]:
            return fake
        raise ImportError(name)

    module = importlib.import_module("pdconnect._http.decompression")
    monkeypatch.setattr(module, "import_module", import_fake)
    encoding = "zstd" if library == "backports.zstd" else "br"

    def respond(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"content-encoding": encoding}, stream=Parts(zlib.compress(body)))

    assert call(FakeApi(respond), "sync").id == "apn_1"
    with pytest.raises(pdconnect.ResponseTooLargeError):
        call(FakeApi(respond), "sync", max_response_bytes=50_000)


HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
MEMBER = gzip.compress(b"")


def _chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def _endless(head: bytes, part: bytes) -> Any:
    class Endless:
        def __iter__(self) -> Iterator[bytes]:
            return itertools.chain([head], itertools.repeat(part))

    return Endless()


def _bomb(encoding: str) -> list[bytes]:
    name, compress = ENCODINGS[encoding]
    body = compress(b"\0" * (16 * MIB)) * 64
    return [HEAD + b"content-encoding: %s\r\ncontent-length: %d\r\n\r\n" % (name.encode(), len(body)), body]


ENDLESS: dict[str, Any] = {
    "chunks": lambda: _endless(HEAD + b"transfer-encoding: chunked\r\n\r\n", _chunk(b"x" * 60_000)),
    "small chunks": lambda: _endless(HEAD + b"transfer-encoding: chunked\r\n\r\n", _chunk(b"x") * 1000),
    "no length": lambda: _endless(HEAD + b"\r\n", b"x" * 60_000),
    "empty members of gzip": lambda: _endless(
        HEAD + b"content-encoding: gzip\r\ntransfer-encoding: chunked\r\n\r\n", _chunk(MEMBER * 1000)
    ),
    "gzip": lambda: _bomb("gzip"),
    "gzip in zstd": lambda: _bomb("gzip in zstd"),
    "zstd": lambda: _bomb("zstd"),
}


@pytest.mark.slow
@KINDS
@pytest.mark.parametrize("name", ENDLESS)
def test_the_deadline_holds_and_the_event_loop_goes_on(name: str, kind: str) -> None:
    with RawServer.running() as server:
        server.response = ENDLESS[name]()
        if kind == "sync":
            _end_at_deadline(server)
        else:
            # What the code itself takes is the least of a few runs: a busy machine only adds to it.
            assert any(asyncio.run(_longest_stall(server)) < 0.05 for _ in range(3))


OPTIONS: dict[str, Any] = {"deadline": 0.5, "max_response_bytes": None}
LATEST = 30.0
"""Seconds after which the call must have ended, also on a busy machine; the response never ends. 0.7 on an idle machine."""


def _end_at_deadline(server: RawServer) -> None:
    with server.client() as client:
        with pytest.raises(pdconnect.PdconnectError):
            client.with_options(max_response_bytes=1).accounts.retrieve("apn_1")  # imports, connects
        begin = time.monotonic()
        with pytest.raises(pdconnect.DeadlineExceededError):
            client.with_options(**OPTIONS).accounts.retrieve("apn_1")
        assert time.monotonic() - begin < LATEST


async def _longest_stall(server: RawServer) -> float:
    stall = 0.0

    async def watch() -> None:
        nonlocal stall
        while True:
            begin = time.thread_time()  # other processes don't count
            await asyncio.sleep(0.001)
            stall = max(stall, time.thread_time() - begin)

    async with server.async_client() as client:
        with pytest.raises(pdconnect.PdconnectError):
            await client.with_options(max_response_bytes=1).accounts.retrieve("apn_1")
        watching = asyncio.create_task(watch())
        begin = time.monotonic()
        with pytest.raises(pdconnect.DeadlineExceededError):
            await client.with_options(**OPTIONS).accounts.retrieve("apn_1")
        assert time.monotonic() - begin < LATEST
        watching.cancel()
    return stall


SIZES = [0, 1, 1000, 65_535, 65_536, 65_537, 131_072, 1_000_000, MIB]
FORMATS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    name: ENCODINGS[name] for name in ("gzip", "deflate", "raw deflate", "br", "zstd")
}


@pytest.mark.slow
@pytest.mark.every_python
@for_each("size", SIZES)
@for_each("name", FORMATS)
@for_each("after", ["nothing", "again", "zeros", "text"])
@for_each("chunk", [7, 65_536, MIB])
def test_decompression_ends_whatever_follows_the_compressed_data(size: int, name: str, after: str, chunk: int) -> None:
    """zlib reports the bytes after the end in two places, which made the loop endless."""
    encoding, compress = FORMATS[name]
    body = bytes(range(250)) * (size // 250) + bytes(size % 250)
    packed = compress(body)
    sent = packed + {"nothing": b"", "again": packed, "zeros": bytes(600), "text": b"some text" * 100}[after]
    if chunk == 7 and len(sent) > 20_000:
        return  # takes long, and has no other steps than a short body
    decompressor, found, steps = Decompressor(encoding, None), [], 0
    try:
        for begin in range(0, len(sent), chunk):
            for part in decompressor.feed(sent[begin : begin + chunk]):
                found.append(part)
                steps += 1
                assert steps < 10_000
        decompressor.finish()
    except DecompressionError:
        assert after != "nothing"
        assert name in ("br", "zstd")  # these formats have no other bytes after their end
        return
    is_repeated = after == "again" and name in ("gzip", "zstd")
    assert b"".join(found) == body * (2 if is_repeated else 1)


def test_bytes_after_the_end_are_not_collected() -> None:
    decompressor = Decompressor("deflate", None)
    assert b"".join(decompressor.feed(zlib.compress(b"body"))) == b"body"
    tracemalloc.start()
    for _ in range(50):
        assert not any(decompressor.feed(bytes(MIB)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * MIB


@pytest.mark.parametrize("status", [200, 400])
def test_a_body_of_many_members_is_read(status: int) -> None:
    packed = gzip.compress(b'"' + b"x" * MIB) + gzip.compress(b"y" * MIB) + gzip.compress(b'"')
    api = FakeApi(
        lambda request: httpx.Response(status, stream=httpx.ByteStream(packed), headers={"content-encoding": "gzip"})
    )
    with pytest.raises(pdconnect.PdconnectError) as caught:
        api.client(deadline=30).accounts.retrieve("apn_1")
    assert isinstance(caught.value, pdconnect.DecodeError if status == 200 else pdconnect.ApiError)
