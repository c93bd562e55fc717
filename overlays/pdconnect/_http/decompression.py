"""Decompress the body of a response in small steps, up to a limit.

httpx decompresses each part of a body as a whole: 46 kB that were compressed twice became 11.8 GB, in one step.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, Protocol

STEP = 65_536
"""Approximate number of bytes that one step decompresses."""
_SMALL_INPUT = 64
"""Bytes that a library gets at once if it has no limit for its output: 64 bytes of zstd become 2 MiB at most."""
_MAX_ENCODINGS = 5
"""Encodings of one body, as in curl and httpx2: more of them only help an attacker."""


class DecompressionError(Exception):
    """The body is not what the header Content-Encoding says."""


class TooManyBytesError(Exception):
    """The body has more bytes than the limit allows."""


class Decompressor:
    """Removes the encodings of one body, which the header Content-Encoding names, from the last to the first.

    Encodings that no installed library can decompress are left as they are, as in httpx.
    """

    def __init__(self, content_encoding: str, limit: int | None) -> None:
        names = [name for name in reversed(content_encoding.lower().replace(",", " ").split()) if name in _DECODERS]
        self._has_too_many = len(names) > _MAX_ENCODINGS
        decoders = [_DECODERS[name]() for name in names[:_MAX_ENCODINGS]]
        self._decoders = [decoder for decoder in decoders if decoder is not None]
        self._limit = limit
        self._sizes = [0] * (len(self._decoders) + 1)
        """The bytes that have arrived, and those that each decoder has returned."""

    def disable(self) -> None:
        """Yield the further parts of the body as they are."""
        self._has_too_many = False
        self._decoders = []

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield the next parts of the body, which can be empty. Each step takes a few milliseconds at most.

        Raises DecompressionError, and TooManyBytesError. The limit applies to the body as it arrived and after each encoding.
        """
        if self._has_too_many:
            raise DecompressionError(f"the body is compressed more than {_MAX_ENCODINGS} times")
        try:
            yield from self._decode(0, data)
        except (DecompressionError, TooManyBytesError):
            raise
        except Exception as error:  # each library has its own errors
            raise DecompressionError(str(error) or type(error).__name__) from None

    def finish(self) -> None:
        """Raise DecompressionError if the end of the compressed data is missing."""
        if not all(decoder.is_complete for decoder in self._decoders):
            raise DecompressionError("the end of the compressed data is missing")

    def _decode(self, index: int, data: bytes) -> Iterator[bytes]:
        if index == len(self._decoders):
            yield data
        else:
            for part in self._decoders[index].feed(data):
                if part:
                    yield from self._decode(index + 1, part)
                else:
                    yield b""
        self._sizes[index] += len(data)
        if self._limit is not None and self._sizes[index] > self._limit:
            raise TooManyBytesError


class _Decoder(Protocol):
    """Removes one encoding."""

    @property
    def is_complete(self) -> bool:
        """Whether the data so far is complete; no data is complete too."""
        ...

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield the parts that this data decompresses to."""
        ...


class _Gzip:
    """gzip: one member or several, one after the other. Bytes after the last one are ignored."""

    def __init__(self) -> None:
        self._member = self._new_member()
        self._members = 0
        self.is_complete = True

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data:
            try:
                yield from self._feed_member(data)
            except zlib.error:
                if not self._members:
                    raise
                self.is_complete = True
                return
            data = self._member.unused_data
            if self._member.eof:
                self._members += 1
                self._member = self._new_member()

    def _feed_member(self, data: bytes) -> Iterator[bytes]:
        self.is_complete = False
        part = b""
        for part in _inflate(self._member, data):
            yield part
        # Bytes after the last member may be something else than a member.
        self.is_complete = self._member.eof or (self._members > 0 and not part)

    def _new_member(self) -> Any:
        return zlib.decompressobj(zlib.MAX_WBITS | 16)


class _Deflate:
    """deflate: zlib's format, or the same without zlib's header, which some servers send."""

    def __init__(self) -> None:
        self._decompressor: Any = None
        self._begin = b""

    @property
    def is_complete(self) -> bool:
        return not self._begin if self._decompressor is None else self._decompressor.eof

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._decompressor is None:
            data = self._begin = self._begin + data
            if len(data) < 2:
                return
            has_header = data[0] & 15 == zlib.DEFLATED and int.from_bytes(data[:2], "big") % 31 == 0
            self._decompressor = zlib.decompressobj(zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS)
        if not self._decompressor.eof:  # zlib would collect the bytes after the end
            yield from _inflate(self._decompressor, data)


def _inflate(decompressor: Any, data: bytes) -> Iterator[bytes]:
    """Yield what zlib makes of this data, step by step."""
    part = decompressor.decompress(data, STEP)
    # At the end of the compressed data, zlib can leave the bytes after it in `unconsumed_tail` too.
    while not decompressor.eof and (decompressor.unconsumed_tail or len(part) == STEP):
        yield part
        part = decompressor.decompress(decompressor.unconsumed_tail, STEP)
    yield part


class _Brotli:
    """br, with the package brotli or brotlicffi. Before version 1.2 they have no limit for their output."""

    def __init__(self, library: Any) -> None:
        self._decompressor: Any = library.Decompressor()
        self._has_limit = hasattr(self._decompressor, "can_accept_more_data")
        self._process: Callable[[bytes], bytes] = getattr(
            self._decompressor, "decompress" if hasattr(self._decompressor, "decompress") else "process"
        )
        self._received = False

    @property
    def is_complete(self) -> bool:
        return not self._received or not hasattr(self._decompressor, "is_finished") or self._decompressor.is_finished()

    def feed(self, data: bytes) -> Iterator[bytes]:
        self._received = True
        if not self._has_limit:
            for begin in range(0, len(data), _SMALL_INPUT):
                yield self._process(data[begin : begin + _SMALL_INPUT])
            return
        part = self._decompressor.process(data, output_buffer_limit=STEP)
        # The end of the compressed data may be noticed in a further step.
        while len(part) >= STEP or not self._decompressor.can_accept_more_data():
            yield part
            part = self._decompressor.process(b"", output_buffer_limit=STEP)
        yield part


class _Zstd:
    """zstd, with Python's own library, or the package backports.zstd or zstandard: one frame or several, one after the other."""

    def __init__(self, library: Any) -> None:
        self._library = library
        self._frame: Any = self._new_frame()
        self.is_complete = True

    def feed(self, data: bytes) -> Iterator[bytes]:
        for begin in range(0, len(data), _SMALL_INPUT):
            rest = data[begin : begin + _SMALL_INPUT]
            while rest:
                part = self._frame.decompress(rest)
                rest = self._frame.unused_data
                self.is_complete = self._frame.eof
                if self.is_complete:
                    self._frame = self._new_frame()
                yield part

    def _new_frame(self) -> Any:
        frame = self._library.ZstdDecompressor()
        return frame.decompressobj() if hasattr(frame, "decompressobj") else frame  # zstandard has one more level


def _brotli() -> _Decoder | None:
    library = _library("brotli", "brotlicffi")
    return None if library is None else _Brotli(library)


def _zstd() -> _Decoder | None:
    library = _library("compression.zstd", "backports.zstd", "zstandard")
    return None if library is None else _Zstd(library)


def _library(*names: str) -> Any:
    """Return the first of the libraries that is installed, or None."""
    for name in names:
        try:
            return import_module(name)
        except ImportError:
            continue
    return None


_DECODERS: dict[str, Callable[[], _Decoder | None]] = {
    "gzip": _Gzip,
    "x-gzip": _Gzip,
    "deflate": _Deflate,
    "br": _brotli,
    "zstd": _zstd,
}
