"""The body of a response: decompressed and captured while it is read, up to a limit, and decoded."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Generator, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import TYPE_CHECKING, Any

from pdconnect_api.decoding import loads

from .._concurrency.sleep import async_sleep
from .._exceptions import ResponseTooLargeError, request_id
from .decompression import DecompressionError, Decompressor, TooManyBytes

if TYPE_CHECKING:
    from .backend import Backend, Response

NOT_JSON: Any = object()
MAX_ERROR_BODY = 1_048_576
"""Maximum number of bytes read from an error response body, and of what they are decompressed to."""
_PAUSE = 0.005
"""Seconds of work on a body after which other tasks run."""
_MIN_PART = 65_536
"""Bytes that are collected to one part: a million chunks of a byte need much memory."""


class CapturingStream:
    """Passes the body of a response through, decompressed, and keeps what has arrived for an error that needs it.

    The body of an error ends at 1 MiB. Another body that exceeds its limit raises ResponseTooLargeError. See `captured_stream`.
    """

    def __init__(self, response: Response, check_deadline: Callable[[], None], limit: int | None) -> None:
        self._stream: Any = response.stream
        self._is_error = response.status_code >= 300
        self._limit = MAX_ERROR_BODY if self._is_error else limit
        self._check_deadline = check_deadline
        self._headers = response.headers
        self.status_code = response.status_code
        self.request_id = request_id(response.headers)
        self._compressed: list[bytes] = []
        """What has arrived before anything could be decompressed."""
        self._parts: list[bytes] = []
        self._last_part = bytearray()
        self._size = 0
        stream: Any = self  # derived from the classes of the library
        response.stream = stream

    @property
    def content(self) -> bytes:
        """The bytes that have arrived, decompressed as far as that is possible, 1 MiB at most."""
        found = bytearray()
        for part in (*self._parts, bytes(self._last_part)) if self._size else self._compressed:
            if len(found) >= MAX_ERROR_BODY:
                break
            found += part
        return bytes(found[:MAX_ERROR_BODY])

    @contextmanager
    def decompressing(self, response: Response) -> Generator[None]:
        """Make the response read its body as one that isn't compressed: the HTTP library sets no limit to decompressing."""
        response.headers = self._headers.copy()
        response.headers.pop("content-encoding", None)
        try:
            yield
        finally:
            response.headers = self._headers

    def check_size(self, response: Response) -> None:
        """Raise ResponseTooLargeError for a body that an event hook of the caller's client has read."""
        if not self._is_error and self._limit is not None and len(response.content) > self._limit:
            raise ResponseTooLargeError(self._limit)

    def __iter__(self) -> Iterator[bytes]:
        decompressor = self._decompressor()
        for chunk in self._stream:
            yield from self._decompress(decompressor, chunk)
            if self._is_full():
                break
        yield self._finish(decompressor)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        decompressor = self._decompressor()
        begin = perf_counter()
        async for chunk in self._stream:  # many small chunks can arrive without a pause
            for part in self._decompress(decompressor, chunk):
                yield part
                if perf_counter() - begin > _PAUSE:
                    await async_sleep(0)
                    begin = perf_counter()
            if self._is_full():
                break
        yield self._finish(decompressor)

    def _decompressor(self) -> Decompressor:
        return Decompressor(self._headers.get("content-encoding", ""), self._limit)

    def _decompress(self, decompressor: Decompressor, chunk: bytes) -> Iterator[bytes]:
        """Yield what a chunk decompresses to, also empty parts: decompressing them took time. Raises ResponseTooLargeError."""
        if not self._size:
            self._compressed.append(chunk)
        try:
            for part in decompressor.feed(chunk):
                yield self._capture(part)
        except TooManyBytes:
            if not self._is_error:
                assert self._limit is not None
                raise ResponseTooLargeError(self._limit) from None
            self._size = MAX_ERROR_BODY
        except DecompressionError:
            if not self._is_error:
                raise
            if self._size:  # what could be decompressed is enough for an error
                self._size = MAX_ERROR_BODY
            else:
                decompressor.disable()
                yield self._capture(b"".join(self._compressed))

    def _capture(self, part: bytes) -> bytes:
        """Keep a part of the body, and return the next large part, or nothing until there is enough for one."""
        if self._is_error:
            part = part[: MAX_ERROR_BODY - self._size]
        self._size += len(part)
        self._check_deadline()
        if not self._last_part and len(part) >= _MIN_PART:
            self._parts.append(part)
            return part
        self._last_part += part
        return self._end_part() if len(self._last_part) >= _MIN_PART else b""

    def _end_part(self) -> bytes:
        part = bytes(self._last_part)
        self._parts.append(part)
        self._last_part.clear()
        return part

    def _is_full(self) -> bool:
        return self._is_error and self._size >= MAX_ERROR_BODY

    def _finish(self, decompressor: Decompressor) -> bytes:
        """Return the last part of the body. Raises DecompressionError."""
        if not self._is_error:
            decompressor.finish()
        return self._end_part()

    def release(self) -> None:
        """Drop the captured bytes: the response has them now."""
        self._parts.clear()
        self._last_part.clear()
        self._compressed.clear()

    def close(self) -> None:
        """Close the wrapped stream."""
        self._stream.close()

    async def aclose(self) -> None:
        """Close the wrapped stream."""
        await self._stream.aclose()


def captured_stream(
    backend: Backend, response: Response, check_deadline: Callable[[], None], limit: int | None
) -> CapturingStream:
    """Replace the stream of a response by one that keeps what has arrived, and return that."""
    cls = backend.derive(CapturingStream, backend.SyncByteStream, backend.AsyncByteStream)
    return cls(response, check_deadline, limit)


def decoded_body(response: Response) -> Any:
    """Return the decoded JSON body; None if there is no body, NOT_JSON if it is something else."""
    content = response.content
    if not content:
        return None
    try:
        return loads(content)
    except (ValueError, RecursionError):
        return NOT_JSON
