"""Decompressing the body of an error response, of which only so much is of use.

httpx decompresses without a limit: 46 kB that were compressed twice became 11.8 GB.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from importlib import import_module
from typing import Any


def decompressed(content_encoding: str, body: bytes, limit: int) -> bytes:
    """Return the first `limit` bytes of a body, without the encodings that the header Content-Encoding names.

    A body that cannot be decompressed is returned as far as it can.
    """
    for name in reversed(content_encoding.lower().replace(",", " ").split()):
        if name == "identity":
            continue
        try:
            body = _DECOMPRESSORS[name](body, limit)
        except Exception:  # an unknown encoding, a library that is not installed, or its own errors
            break
    return body[:limit]


def _gzip(body: bytes, limit: int) -> bytes:
    return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, limit)


def _deflate(body: bytes, limit: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(body, limit)
    except zlib.error:  # some servers leave out the header of zlib
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(body, limit)


def _brotli(body: bytes, limit: int) -> bytes:
    decompressor: Any = import_module("brotli").Decompressor()
    found: bytes = decompressor.process(body, output_buffer_limit=limit)  # from brotli 1.2 on
    return found


def _zstd(body: bytes, limit: int) -> bytes:
    reader: Any = import_module("zstandard").ZstdDecompressor().stream_reader(body)
    found: bytes = reader.read(limit)
    return found


_DECOMPRESSORS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
