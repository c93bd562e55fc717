"""The body of a response: decompressed and captured while it is read, up to a limit, and decoded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter
from typing import TYPE_CHECKING, Any

from pdconnect_api.decoding import loads

from .._concurrency.sleep import async_sleep
from .._exceptions import ResponseTooLargeError, request_id
from .decompression import DecompressionError, Decompressor, TooManyBytesError

if TYPE_CHECKING:
    from .backend import Backend, Response

NOT_JSON: Any = object()
MAX_ERROR_BODY = 1_048_576
"""Maximum number of bytes read from an error response body, and of what they are decompressed to."""
_PAUSE = 0.005
"""Seconds of work on a body after which other tasks run."""
_MIN_PART = 4_096
"""Bytes that are collected to one part: a million chunks of a byte need much memory."""


class BodyReader:
    """Reads the body of a response into memory, decompressed, and keeps what has arrived for an error that needs it.

    The body of an error ends at 1 MiB. Another body that exceeds its limit raises ResponseTooLargeError.
    """

    def __init__(
        self, backend: Backend, response: Response, check_deadline: Callable[[], None], limit: int | None
    ) -> None:
        self._backend = backend
        self._response = response
        self._is_error = response.status_code >= 300
        self._limit = MAX_ERROR_BODY if self._is_error else limit
        self._check_deadline = check_deadline
        self.status_code = response.status_code
        self._encoding: str | None = response.headers.get("content-encoding")
        self._compressed: list[bytes] = []
        """What has arrived before anything could be decompressed."""
        self._parts: list[bytes] = []
        self._last_part = bytearray()
        self._size = 0

    @property
    def request_id(self) -> str | None:
        """The id that the service gave the request."""
        return request_id(self._response.headers)

    @property
    def content(self) -> bytes:
        """The bytes that have arrived, decompressed as far as that is possible, 1 MiB at most."""
        found = bytearray()
        for part in (*self._parts, bytes(self._last_part)) if self._size else self._compressed:
            if len(found) >= MAX_ERROR_BODY:
                break
            found += part
        return bytes(found[:MAX_ERROR_BODY])

    def read(self) -> None:
        """Read the body of a response for threads, and close its stream."""
        response = self._response
        if response.is_stream_consumed:
            return self._check_size(response.read())
        stream: Any = response.stream
        decompressor = self._decompressor()
        for chunk in stream:
            for _ in self._decompress(decompressor, chunk):
                pass
            if self._is_full():
                break
        content = self._finish(decompressor)
        stream.close()
        return self._complete(content)

    async def aread(self) -> None:
        """Read the body of a response for tasks, and close its stream."""
        response = self._response
        if response.is_stream_consumed:
            return self._check_size(await response.aread())
        stream: Any = response.stream
        decompressor = self._decompressor()
        begin = perf_counter()
        async for chunk in stream:  # many small chunks can arrive without a pause
            for _ in self._decompress(decompressor, chunk):
                if perf_counter() - begin > _PAUSE:
                    await async_sleep(0)
                    begin = perf_counter()
            if self._is_full():
                break
        content = self._finish(decompressor)
        await stream.aclose()
        return self._complete(content)

    def _check_size(self, content: bytes) -> None:
        """Raise ResponseTooLargeError for a body that an event hook of the caller's client has read."""
        if not self._is_error and self._limit is not None and len(content) > self._limit:
            raise ResponseTooLargeError(self._limit)

    def _complete(self, content: bytes) -> None:
        """Make this the content of the response, and drop what was kept."""
        response, headers = self._response, self._response.headers
        if self._encoding is not None:  # the library would decompress it again
            response.headers = headers.copy()
            del response.headers["content-encoding"]
        response.stream = self._backend.ByteStream(content)
        response.read()
        response.headers = headers
        self._parts.clear()
        self._compressed.clear()
        del self._check_deadline  # it refers to the call, which refers to this

    def _decompressor(self) -> Decompressor:
        return Decompressor(self._encoding or "", self._limit)

    def _decompress(self, decompressor: Decompressor, chunk: bytes) -> Iterator[None]:
        """Keep what a chunk decompresses to; each step takes some milliseconds at most. Raises ResponseTooLargeError."""
        if not self._size:
            self._compressed.append(chunk)
        try:
            for part in decompressor.feed(chunk):
                self._keep(part)
                yield
        except TooManyBytesError:
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
                self._keep(b"".join(self._compressed))

    def _keep(self, part: bytes) -> None:
        """Keep a part of the body. Small ones are collected."""
        if self._is_error:
            part = part[: MAX_ERROR_BODY - self._size]
        self._size += len(part)
        self._check_deadline()
        if not self._last_part and len(part) >= _MIN_PART:
            self._parts.append(part)
            return
        self._last_part += part
        if len(self._last_part) >= _MIN_PART:
            self._end_part()

    def _end_part(self) -> None:
        self._parts.append(bytes(self._last_part))
        self._last_part.clear()

    def _is_full(self) -> bool:
        return self._is_error and self._size >= MAX_ERROR_BODY

    def _finish(self, decompressor: Decompressor) -> bytes:
        """Return the whole body. Raises DecompressionError."""
        if not self._is_error:
            decompressor.finish()
        self._end_part()
        return b"".join(self._parts)


def decoded_body(response: Response) -> Any:
    """Return the decoded JSON body; None if there is no body, NOT_JSON if it is something else."""
    content = response.content
    if not content:
        return None
    try:
        return loads(content)
    except (ValueError, RecursionError):
        return NOT_JSON
