"""The body of an error is read, and decompressed, up to 1 MiB: whatever a server or an app behind the proxy sends."""

from __future__ import annotations

import asyncio
import gzip
import json
import tracemalloc
import zlib
from collections.abc import Callable
from functools import cache

import httpx
import pytest

import pdconnect
from tests.fake_api import FakeApi

from ..cases import for_each

MIB = 1_048_576


def deflate(body: bytes) -> bytes:
    return zlib.compress(body)


def raw_deflate(body: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return compressor.compress(body) + compressor.flush()


ENCODINGS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "none": ("", bytes),
    "identity": ("identity", bytes),
    "gzip": ("gzip", gzip.compress),
    "x-gzip": ("x-gzip", gzip.compress),
    "deflate": ("deflate", deflate),
    "raw deflate": ("deflate", raw_deflate),
    "gzip twice": ("gzip, gzip", lambda body: gzip.compress(gzip.compress(body))),
    "gzip in deflate": ("gzip,deflate", lambda body: deflate(gzip.compress(body))),
}


@cache
def bomb(encoding: str) -> bytes:
    """Return 32 MiB, compressed to a few bytes."""
    return ENCODINGS[encoding][1](b"x" * (32 * MIB))


def responding(status: int, encoding: str, sent: bytes) -> FakeApi:
    name, _ = ENCODINGS[encoding]
    headers = {"content-encoding": name, "content-type": "application/json", "x-request-id": "req-1"}

    def respond(request: httpx.Request) -> httpx.Response:
        stream = httpx.ByteStream(sent)  # httpx does not decompress what it is given as a stream until it is read
        return httpx.Response(status, headers={k: v for k, v in headers.items() if v}, stream=stream)

    return FakeApi(respond)


def error_of(api: FakeApi, kind: str) -> pdconnect.ApiError:
    with pytest.raises(pdconnect.ApiError) as caught:
        if kind == "sync":
            api.client().accounts.retrieve("apn_1")
        else:
            asyncio.run(_retrieve(api))
    return caught.value


async def _retrieve(api: FakeApi) -> None:
    await api.async_client().accounts.retrieve("apn_1")


@for_each("kind", ["sync", "async"])
@for_each("status", [400, 404, 429, 503])
@for_each("encoding", ENCODINGS)
def test_a_compressed_error_is_read(encoding: str, status: int, kind: str) -> None:
    body = json.dumps({"error": "no such account"}).encode()
    error = error_of(responding(status, encoding, ENCODINGS[encoding][1](body)), kind)
    assert error.status_code == status
    assert error.body == {"error": "no such account"}
    assert error.content == b'{"error": "no such account"}'
    assert "no such account" in str(error)
    assert error.request_id == "req-1"


@pytest.mark.slow
@pytest.mark.every_backend
@for_each("kind", ["sync", "async"])
@for_each("encoding", sorted(ENCODINGS.keys() - {"none", "identity"}))
def test_a_bomb_stays_packed(encoding: str, kind: str) -> None:
    api = responding(500, encoding, bomb(encoding))
    tracemalloc.start()
    try:
        error = error_of(api, kind)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert error.content is not None
    assert len(error.content) == MIB
    assert set(error.content) == {ord("x")}
    assert peak < 16 * MIB


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "nonsense"])
def test_a_body_that_is_not_what_its_header_says_is_kept_as_it_is(encoding: str) -> None:
    def respond(request: httpx.Request) -> httpx.Response:
        return httpx.Response(502, headers={"content-encoding": encoding}, stream=httpx.ByteStream(b"<html>no</html>"))

    error = error_of(FakeApi(respond), "sync")
    assert error.status_code == 502
    assert error.content == b"<html>no</html>"


def test_an_error_of_an_app_behind_the_proxy_is_bounded_too() -> None:
    api = responding(500, "gzip twice", bomb("gzip twice"))
    response = api.client().proxy.get("https://a.example/", external_user_id="user-1", account_id="apn_1")
    assert response.status_code == 500
    assert len(response.content) == MIB
    assert response.headers["x-request-id"] == "req-1"
